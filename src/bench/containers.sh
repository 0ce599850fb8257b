#!/usr/bin/env bash
# Compares the reference pipeline, its integration tests changed to a PostgreSQL and a Redis container for each test class as
# Testcontainers starts them, on plain Maven, on deploy-pipeline:run without the broker and with it, in turn. Needs a Docker engine
# with postgres:15 and redis:7. Prints medians of wall and CPU seconds and what the broker did; every run stands in
# target/bench-containers/runs.csv. The CPU of the containers themselves is the engine's, and is not in it.
# usage: src/bench/containers.sh [rounds, default 5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
maven=${MAVEN:-$PWD/target/maven/apache-maven-3.9.16/bin/mvn}
[[ -x $maven ]] || maven=$PWD/mvnw
out=$PWD/target/bench-containers
repo=$out/repository
rm -rf "$out" && mkdir -p "$out"

version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -n 1)
testcontainers=$(sed -n 's:.*<testcontainers.version>\(.*\)</testcontainers.version>.*:\1:p' pom.xml | head -n 1)
local_repo=(-Dmaven.repo.local="$repo" -Dmaven.repo.local.tail="${HOME}/.m2/repository")
"$maven" -q -B "${local_repo[@]}" -DskipTests -DskipITs install
cp -r src/it/reference-pipeline "$out/shop"
cp src/bench/containers/TestServers.java "$out/shop/storage/src/test/java/shop/storage/"
sed -i "s/@project.version@/$version/g" "$out/shop/pom.xml"
# The tests bring their own servers.
sed -i '/<services>/,/<\/services>/d' "$out/shop/pom.xml"
# Into the dependencies of all modules, which are those at this indentation.
sed -i "s:^  <dependencies>\$:&<dependency><groupId>org.testcontainers</groupId><artifactId>testcontainers</artifactId><version>$testcontainers</version><scope>test</scope></dependency>:" "$out/shop/pom.xml"
mkdir -p "$out/shop/.mvn"
# Which versions Testcontainers wants of its dependencies is not the shop's affair.
options=(-o -B -Denforcer.skip "${local_repo[@]}" -f "$out/shop/pom.xml")

declare -A ways=(
  [1-verify]="verify"
  [2-verify-T1C]="-T1C verify"
  [3-run-without-broker]="-Ddeploy-pipeline.broker=off deploy-pipeline:run"
  [4-run]="deploy-pipeline:run"
)
names=$(printf '%s\n' "${!ways[@]}" | sort)

once() { # name -> appends a line to runs.csv
  local words wall user system
  read -ra words <<<"${ways[$1]}"
  find "$out/shop" -name target -type d -prune -exec rm -rf {} +
  local TIMEFORMAT='%R %U %S'
  { time "$maven" "${options[@]}" "${words[@]}" >"$out/$1.log" 2>&1 ||
    { echo "$1 failed:" >&2; tail -n 40 "$out/$1.log" >&2; exit 1; }; } 2>"$out/time"
  read -r wall user system <"$out/time"
  echo "$1,$wall,$(awk "BEGIN { print $user + $system }")" | tee -a "$out/runs.csv"
  grep -h 'Containers: tests asked for' "$out/$1.log" || true
}

# Fills the repository and the caches, and lets the broker learn what the tests start; not counted.
"$maven" -q "${options[@]/#-o/-q}" verify >"$out/warm-up.log" 2>&1 ||
  { echo "the tests fail with plain Maven:" >&2; tail -n 40 "$out/warm-up.log" >&2; exit 1; }
once 4-run >/dev/null
rm -f "$out/runs.csv"
for ((round = 0; round < rounds; round++)); do
  for name in $names; do once "$name"; done
done

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
echo
echo "| | wall s (min to max) | CPU s of Maven and its tests | wall, ratio to \`mvn verify\` |"
echo "|---|---|---|---|"
base=$(grep '^1-verify,' "$out/runs.csv" | cut -d, -f2 | median)
for name in $names; do
  walls=$(grep "^$name," "$out/runs.csv" | cut -d, -f2)
  wall=$(median <<<"$walls")
  cpu=$(grep "^$name," "$out/runs.csv" | cut -d, -f3 | median)
  range="$(sort -n <<<"$walls" | head -n 1) to $(sort -n <<<"$walls" | tail -n 1)"
  printf '| %s | %.1f (%s) | %.1f | %.2f |\n' "${name#*-}" "$wall" "$range" "$cpu" "$(awk "BEGIN { print $wall / $base }")"
done
