#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills a real server in the midst of its work, fills its disk, and asks it from 50 clients at once. docs/faults.md says
# what has to hold. The full disk needs root.
# usage: launcher/fault-tests.sh [--only kill|disk|clients] [--times 20] [--products 20000] [--clients 50] [--seed 1]
set -euo pipefail
root=$(cd -P "$(dirname "$0")/.." && pwd)
"$root/blade" --version >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
tests=$root/launcher/src/test/java/io/bladegraph/launcher
"${bin}javac" -proc:none -d "$folder/classes" -cp "$root/.blade/runtime/launcher/*" \
  "$tests"/{FaultTests,FaultServer,FaultGraph,KillTrial,FullDisk,BusyClients}.java
"${bin}java" -cp "$folder/classes:$root/.blade/runtime/launcher/*" io.bladegraph.launcher.FaultTests \
  --checkout "$root" --folder "$folder/server" "$@"
