#!/usr/bin/env bash
# Compares deploy-pipeline:run with plain Maven on the reference pipeline, in one sitting: every round runs every way once, in
# turn, so that a drift of the machine hits all alike. Prints medians of wall and CPU seconds, children included, and the ratio
# to `mvn verify`; every run stands in target/bench/runs.csv.
# usage: src/bench/compare.sh [rounds, default 5] [regular expression of the ways beside 1-verify, default all]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
maven=${MAVEN:-$PWD/target/maven/apache-maven-3.9.16/bin/mvn}
[[ -x $maven ]] || maven=$PWD/mvnw
out=$PWD/target/bench
repo=$out/repository
rm -rf "$out" && mkdir -p "$out"

version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -n 1)
tail=${HOME}/.m2/repository
local_repo=(-Dmaven.repo.local="$repo" -Dmaven.repo.local.tail="$tail")
"$maven" -q -B "${local_repo[@]}" -DskipTests -DskipITs install
cp -r src/it/reference-pipeline "$out/shop"
sed -i "s/@project.version@/$version/g" "$out/shop/pom.xml"
# The same servers on every machine, whether or not a Docker engine answers.
sed -i 's:<image>:<provider>embedded</provider><image>:' "$out/shop/pom.xml"
mkdir -p "$out/shop/.mvn"

c1='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'
declare -A ways=(
  [1-verify]="verify" [2-verify-T1C]="-T1C verify"
  [3-verify-C1]="C1 verify" [4-verify-T1C-C1]="C1 -T1C verify"
  [5-run-2]="-Ddeploy-pipeline.threads=2 -Ddeploy-pipeline.tests.tuning=off deploy-pipeline:run"
  [6-run-4]="-Ddeploy-pipeline.threads=4 -Ddeploy-pipeline.tests.tuning=off deploy-pipeline:run"
  [7-run-8]="-Ddeploy-pipeline.threads=8 -Ddeploy-pipeline.tests.tuning=off deploy-pipeline:run"
  [8-run-4-C1]="C1 -Ddeploy-pipeline.threads=4 -Ddeploy-pipeline.tests.tuning=off deploy-pipeline:run"
  [10-validate-4]="-Ddeploy-pipeline.threads=4 deploy-pipeline:validate"
  [10-validate-4-C1]="C1 -Ddeploy-pipeline.threads=4 deploy-pipeline:validate"
  [9-run-4-tuned]="-Ddeploy-pipeline.threads=4 -Ddeploy-pipeline.tests.tuning=auto deploy-pipeline:run"
)
names=$(printf '%s\n' "${!ways[@]}" | grep -E "^1-verify$|${2:-.}" | sort)

once() { # name -> appends a line to runs.csv
  local words options=() seconds
  read -ra words <<<"${ways[$1]}"
  unset JAVA_TOOL_OPTIONS
  if [[ ${words[0]} == C1 ]]; then
    export JAVA_TOOL_OPTIONS=$c1
    words=("${words[@]:1}")
  fi
  find "$out/shop" -name target -type d -prune -exec rm -rf {} +
  local TIMEFORMAT='%R %U %S'
  { time "$maven" -o -B "${local_repo[@]}" -f "$out/shop/pom.xml" "${words[@]}" >"$out/$1.log" 2>&1 ||
    { unset JAVA_TOOL_OPTIONS; echo "$1 failed:" >&2; tail -n 40 "$out/$1.log" >&2; exit 1; }; } 2>"$out/time"
  unset JAVA_TOOL_OPTIONS
  read -r wall user system <"$out/time"
  echo "$1,$wall,$(awk "BEGIN { print $user + $system }")" | tee -a "$out/runs.csv"
}

# Fills the repository and the caches, and gives the scheduler its recorded durations; not counted.
"$maven" -q -B "${local_repo[@]}" -f "$out/shop/pom.xml" verify >"$out/warm-up.log" 2>&1
# Two runs, since the second one starts test JVMs without options, to compare.
once 9-run-4-tuned >/dev/null
once 9-run-4-tuned >/dev/null
rm -f "$out/runs.csv"
for ((round = 0; round < rounds; round++)); do
  for name in $names; do once "$name"; done
done

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
echo
echo "| | wall s (min to max) | CPU s | wall, ratio to \`mvn verify\` |"
echo "|---|---|---|---|"
base=$(grep '^1-verify,' "$out/runs.csv" | cut -d, -f2 | median)
for name in $names; do
  walls=$(grep "^$name," "$out/runs.csv" | cut -d, -f2)
  wall=$(median <<<"$walls")
  cpu=$(grep "^$name," "$out/runs.csv" | cut -d, -f3 | median)
  range="$(sort -n <<<"$walls" | head -n 1) to $(sort -n <<<"$walls" | tail -n 1)"
  printf '| %s | %.1f (%s) | %.1f | %.2f |\n' "${name#*-}" "$wall" "$range" "$cpu" "$(awk "BEGIN { print $wall / $base }")"
done
