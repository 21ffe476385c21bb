#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fills an empty database from the files that `import ... --to-csv DIR` wrote. The server must be stopped.
# Afterwards start it and run DIR/schema.cypher once.
#
# A database that exists already is only replaced if OVERWRITE is set.
# usage: neo4j-admin-import.sh DIR [DATABASE]     with NEO4J_ADMIN set if neo4j-admin is not on the path
set -eu
dir=${1:?usage: neo4j-admin-import.sh DIR [DATABASE]}
database=${2:-neo4j}
set --
for file in "$dir"/nodes-*.csv; do
  set -- "$@" "--nodes=$file"
done
for file in "$dir"/relationships-*.csv; do
  set -- "$@" "--relationships=$file"
done
exec ${NEO4J_ADMIN:-neo4j-admin} database import full "$database" ${OVERWRITE:+--overwrite-destination} "$@"
