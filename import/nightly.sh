#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One night of a shop: import the increment, train on, compare, publish, write, report. Needs a JDK and a server with
# the plugin. docs/nightly.md has the exit codes and a line for cron.
# usage: nightly.sh --folder DIR [--import 'purchases FILE'] ...     see nightly.sh --help
set -eu
exec "$(dirname "$0")/../blade" import nightly "$@"
