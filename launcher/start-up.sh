#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How much longer a server takes to start with the plugin: from its process to "Started.", with different plugins in turn.
# It needs Linux, a quiet machine, and the jars that `./blade` lays out in .blade/runtime when it is first used.
# usage: launcher/start-up.sh [ROUNDS [PLUGINS ...]]     10 rounds; PLUGINS are none, blade, gds or gds+blade
#   JAVA_HOME   the Java that runs the server
#   NEO4J       another Neo4j, from `./mvnw package -pl launcher/server -Dneo4j.version=NEO4J` (for 2026.08.1 also
#               -Dneo4j-driver.version=6.2.1)
#   PORT        the first of two free ports (default 27600)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-10}
sets=("${@:2}")
((${#sets[@]})) || sets=(none blade)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
runtime=$root/.blade/runtime
neo4j=${NEO4J:-$(sed -n 's/^ *<neo4j.version>\(.*\)<.*/\1/p' "$root/pom.xml")}
[[ -d $runtime/neo4j-$neo4j ]] || { echo "$runtime/neo4j-$neo4j is missing." >&2; exit 1; }
main=org.neo4j.server.CommunityEntryPoint
[[ $neo4j == 5.* ]] || main=org.neo4j.server.Neo4jCommunity
work=$(mktemp -d)
pid=
trap '[[ -z $pid ]] || kill -9 "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT

# starts a server in $work/home and waits until it has started; sets pid, wall and cpu (milliseconds)
start() {
  local began line stat ended=
  mkfifo "$work/console"
  began=$(date +%s%N)
  "$java" -Xms512m -Xmx1g --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED -Dfile.encoding=UTF-8 \
    -cp "$work/home/plugins/*:$work/home/conf/*:$runtime/neo4j-$neo4j/*" "$main" \
    "--home-dir=$work/home" "--config-dir=$work/home/conf" --console-mode >"$work/console" 2>&1 &
  pid=$!
  disown "$pid"
  exec 3<"$work/console"
  while read -r line <&3; do
    echo "$line" >>"$work/log"
    if [[ $line == *' Started.' ]]; then
      ended=$(date +%s%N)
      break
    fi
  done
  [[ -n $ended ]] || { cat "$work/log" >&2; exit 1; }
  read -r stat <"/proc/$pid/stat"
  read -r -a stat <<<"${stat##*) }"
  wall=$(((ended - began) / 1000000))
  cpu=$(((stat[11] + stat[12]) * 1000 / $(getconf CLK_TCK)))
  rm "$work/console"
}

stop() {
  kill "$1" "$pid"
  cat <&3 >/dev/null # until it has ended
  exec 3<&-
  pid=
}

# a home that was started once, so that no measured start makes the databases
first_home() {
  mkdir -p "$work/home"/{conf,plugins}
  cat >"$work/home/conf/neo4j.conf" <<END
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:${PORT:-27600}
server.http.listen_address=127.0.0.1:$((${PORT:-27600} + 1))
server.https.enabled=false
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
dbms.security.procedures.unrestricted=gds.*
END
  start
  stop -TERM
  mv "$work/home" "$work/first"
}

measure() {
  rm -rf "$work/home"
  cp -r "$work/first" "$work/home"
  [[ $1 != *gds* ]] || cp "$runtime"/plugins/open-gds-slim-*.jar "$work/home/plugins"
  [[ $1 != *blade* ]] || cp "$runtime"/plugins/blade-plugin-*.jar "$work/home/plugins"
  start
  stop -KILL
  if grep -rhs 'Failed to load' "$work/home/logs" >&2; then exit 1; fi
  printf '%s %d %d\n' "$1" "$wall" "$cpu" | tee -a "$work/times"
}

first_home
measure "${sets[0]}" >"$work/warm-up" # the first one is slower, whatever is in it
rm "$work/times"
"$java" -version 2>&1 | sed -n 1p
echo "Neo4j $neo4j; plugins, milliseconds to \"Started.\", processor milliseconds until then"
for ((round = 0; round < rounds; round++)); do
  for ((i = 0; i < ${#sets[@]}; i++)); do
    measure "${sets[round % 2 ? ${#sets[@]} - 1 - i : i]}"
  done
done

# median (least, most) of the numbers that come in
summary() {
  sort -n | awk '{ x[NR] = $1 } END { printf "%d (%d, %d)", (x[int((NR + 1) / 2)] + x[int(NR / 2) + 1]) / 2, x[1], x[NR] }'
}

column() {
  awk -v p="$1" -v c="$2" '$1 == p { print $c }' "$work/times"
}

echo "Median (least, most) in milliseconds:"
for plugins in "${sets[@]}"; do
  echo "$plugins: wall $(column "$plugins" 2 | summary), processor $(column "$plugins" 3 | summary)"
done
for plugins in "${sets[@]:1}"; do
  for what in '2 wall' '3 processor'; do
    echo "$plugins less ${sets[0]} of the same round: ${what#* } $(paste <(column "$plugins" "${what% *}") \
      <(column "${sets[0]}" "${what% *}") | awk '{ print $1 - $2 }' | summary)"
  done
done
