#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures and writes docs/performance-measured.md, which keeps the sections of parts that are not measured this time.
# Takes half an hour on a quiet machine; $BLADE_DATA is the folder of the data sets.
# usage: procedures/benchmarks/report.sh [part ...], a part being micro, bandwidth, training or a step of the README; all
# by default
set -euo pipefail
root=$(cd -P "$(dirname "$0")/../.." && pwd)
report=$root/docs/performance-measured.md
: "${BLADE_DATA:?must name the folder of the data sets}"
all=(micro bandwidth training pytorch shop index web web-infer web-memory web-related huge gds gds-anchors)
parts=("${@:-${all[@]}}")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# prints the class path of a module, built first
built() {
  (cd "$root" && ./mvnw -B -ntp -q "${@:2}" -pl "procedures/$1" -am verify dependency:build-classpath -DskipTests \
    -Dspotless.check.skip -Dcheckstyle.skip -Dmdep.outputFile=target/classpath >&2)
  echo "$root/procedures/$1/target/classes:$(cat "$root/procedures/$1/target/classpath")"
}

classpath=$(built benchmarks)
opens=(--add-modules=jdk.incubator.vector --add-opens=java.base/java.nio=ALL-UNNAMED
  --add-opens=java.base/java.io=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED)
# what Neo4j's own neo4j.conf adds that bears on speed, and a heap that does not grow, as its manual advises
server=(-XX:+UseG1GC -XX:-OmitStackTraceInFastThrow -XX:+AlwaysPreTouch -XX:+UnlockExperimentalVMOptions
  -XX:+TrustFinalNonStaticFields)

jmh() {
  "$java" -classpath "$classpath" org.openjdk.jmh.Main "$@" | sed -n '/^Benchmark/,$p' | grep -v ':p' |
    sed '1i ```text' && echo '```'
}

measure() {
  case $1 in
    micro) jmh -e MemoryBandwidth -wi 2 -w 500ms -i 3 -r 500ms ;;
    bandwidth)
      echo "One thread, then two at once, each gathering 64 MiB per call."
      for threads in 1 2; do
        echo
        jmh MemoryBandwidth -wi 2 -w 500ms -i 5 -r 500ms -t "$threads"
      done
      ;;
    training) "$java" -Xmx2g "${opens[@]}" -classpath "$classpath" io.bladegraph.benchmarks.experiments.TrainingSpeed ;;
    pytorch)
      "$java" -Xmx2g "${opens[@]}" -classpath "$(built benchmarks/pytorch -Ppytorch)" \
        io.bladegraph.benchmarks.experiments.PyTorchSpeed
      ;;
    *)
      "$java" "-Xms$(heap "$1")" "-Xmx$(heap "$1")" "${server[@]}" "${opens[@]}" -classpath "$classpath" \
        io.bladegraph.benchmarks.endtoend.EndToEnd "$1"
      ;;
  esac
}

# as the README says
heap() {
  case $1 in
    web) echo 2g ;;
    web-memory) echo 5g ;;
    web-related) echo 4g ;;
    huge) echo 8g ;;
    *) echo 3g ;;
  esac
}

machine() {
  echo "$(date +%F), $(nproc) processors, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)," \
    "$("$java" -version 2>&1 | sed -n 's/^openjdk version "\([^"]*\)".*/JDK \1/p'), commit $(git -C "$root" rev-parse --short HEAD)," \
    "load before: $(cut -d' ' -f1 /proc/loadavg)."
}

# puts a section in the place of the one of that name
replace() {
  awk -v "old=## $1" '/^## / {skip = $0 == old} !skip' "$report" >"$report.tmp"
  cat "$2" >>"$report.tmp"
  mv "$report.tmp" "$report"
}

if [[ ! -f $report ]]; then
  printf '%s\n' '# Performance, as measured' '' \
    'Written by `procedures/benchmarks/report.sh`; [performance](performance.md) says what it means.' '' >"$report"
fi
section=$(mktemp)
trap 'rm -f "$section"' EXIT
for part in "${parts[@]}"; do
  echo "Measuring $part" >&2
  {
    printf '## %s\n\n' "$part"
    machine
    echo
    measure "$part" 2>/dev/null || echo "Failed."
    echo
  } >"$section"
  replace "$part" "$section"
done
