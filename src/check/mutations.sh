#!/usr/bin/env bash
# Changes one thing at a time in a small reactor and runs it with reuse, with what is left of the build before and after clean; then
# builds a fresh copy with plain Maven. Both must agree on the verdict, on every test with its outcome, and on every built file; with
# what is left, files may be there that a clean build does not make. Prints one line a case, and what differed.
# usage: src/check/mutations.sh [regular expression of the changes, default all]; the plugin must be installed where Maven finds it:
# MAVEN_ARGS_ALL (options for every build) says where
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
wanted=${1:-.}
maven=${MAVEN:-mvn}
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' ../../pom.xml | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
read -ra options <<<"${MAVEN_ARGS_ALL:-}"
export COLOUR=red
cp -r ../it/run-reuse-unchanged-restored "$work/origin"
rm "$work"/origin/{README.md,invoker.properties,verify.groovy}
sed -i "s/@project.version@/$version/" "$work/origin/pom.xml"
mkdir "$work/origin/.mvn"
cases=0 wrong=0 decisions=0 reused=0

run() { # directory, options... -> the build's verdict
  local dir=$1
  shift
  (cd "$dir" && "$maven" -o -B -ntp "${options[@]}" "$@" >"$dir.log" 2>&1) && echo SUCCESS || echo FAILURE
}
with_reuse() { run "$work/a" "$@" deploy-pipeline:run -Ddeploy-pipeline.reuse=on "-Ddeploy-pipeline.reuse.directory=$work/results"; }

# What a build left, one line a file.
built() {
  (
    cd "$1" || exit 1
    find . -path '*/target/*' -type f ! -path '*/maven-status/*' ! -path '*/target/deploy-pipeline/*' ! -path '*/target/surefire*/*tmp' ! -path '*/target/antrun/*' |
      LC_ALL=C sort | while read -r file; do
      case $file in
        *-reports/TEST-*.xml) grep -oE '<testcase name="[^"]*" classname="[^"]*"|<failure|<error|<skipped' "$file" | sed "s:^:$file :" ;;
        *-reports/failsafe-summary.xml) grep -oE '<(completed|errors|failures|skipped)>[0-9]*' "$file" | sed "s:^:$file :" ;;
        *-reports/*) ;;
        *.jar) for entry in $(unzip -Z1 "$file"); do echo "$file!$entry $(unzip -p "$file" "$entry" | sha256sum)"; done ;;
        *) sha256sum "$file" ;;
      esac
    done
  )
}

# Each change is made in a copy of the origin. What it writes to the file `options` is given to the builds, what to `environment` is set for them.
declare -A changes=(
  [source-body]='sed -i s/\"42\"/\"0042\"/ lib/src/main/java/lib/Lib.java'
  [source-wrong]='sed -i s/\"42\"/\"43\"/ lib/src/main/java/lib/Lib.java'
  [source-comment]='sed -i s:one:two: lib/src/main/java/lib/Lib.java'
  [source-comment-line]='sed -i "s:// one:// one\n  // two:" lib/src/main/java/lib/Lib.java'
  [source-syntax]='echo "{" >>lib/src/main/java/lib/Spare.java'
  [source-added]='echo "package lib; class More {}" >lib/src/main/java/lib/More.java'
  [source-removed]='rm lib/src/main/java/lib/Spare.java'
  [source-renamed]='sed s/Spare/Other/ lib/src/main/java/lib/Spare.java >lib/src/main/java/lib/Other.java; rm lib/src/main/java/lib/Spare.java'
  [source-touched]='touch lib/src/main/java/lib/Lib.java'
  [test-changed]='sed -i s/answers/answersAll/ lib/src/test/java/lib/LibTest.java'
  [test-fails]='sed -i s/42/44/ lib/src/test/java/lib/LibTest.java'
  [test-removed]='rm lib/src/test/java/lib/SpareTest.java'
  [test-added]='sed s/Spare/Third/ lib/src/test/java/lib/SpareTest.java >lib/src/test/java/lib/ThirdTest.java'
  [it-changed]='sed -i s/worksAsAWhole/works/ it/src/test/java/it/AppIT.java'
  [it-fails]='sed -i s/42/41/ it/src/test/java/it/AppIT.java'
  [resource-changed]='echo more >>lib/src/main/resources/lib/text.txt'
  [resource-removed]='rm lib/src/main/resources/lib/spare.txt'
  [resource-needed-removed]='rm lib/src/main/resources/lib/text.txt'
  [resource-filtered]='sed -i "s:<artifactId>lib</artifactId>:&<build><resources><resource><directory>src/main/resources</directory><filtering>true</filtering></resource></resources></build>:" lib/pom.xml; echo "\${greeting}" >lib/src/main/resources/lib/text.txt'
  [test-resource-changed]='echo more >>lib/src/test/resources/lib/data.txt'
  [test-resource-removed]='rm lib/src/test/resources/lib/data.txt'
  [file-read-by-test]='echo none >lib/rows.txt'
  [file-outside-read-by-test]='echo volume=1 >settings/test.properties'
  [parent-property]='sed -i "s:<greeting>hello:<greeting>bye:" pom.xml'
  [parent-compiler]='sed -i "s:<maven.compiler.release>:<maven.compiler.parameters>true</maven.compiler.parameters>&:" pom.xml'
  [plugin-version]='sed -i "s:<surefire.version>3.6.1:<surefire.version>3.5.6:" pom.xml'
  [dependency-version]='sed -i "s:<slf4j.version>2.0.17:<slf4j.version>2.0.16:" pom.xml'
  [module-name]='sed -i "s:<artifactId>lib</artifactId>:&<name>A library</name>:" lib/pom.xml'
  [profile]='echo -Ploud >options'
  [property-typed]='echo -Dgreeting=bye >options'
  [property-harmless]='echo -Dsome.thing=1 >options'
  [environment]='echo COLOUR=green >environment'
  [jdk]='echo JAVA_HOME=$(ls -d /usr/lib/jvm/*25*) >environment'
  [template]='echo more >>app/src/templates/page.txt'
  [template-wrong]='echo else >app/src/templates/page.txt'
  [output-deleted]='rm -f lib/target/classes/lib/Lib.class'
  [output-damaged]='echo x >>lib/target/classes/lib/Lib.class || mkdir -p lib/target/classes/lib'
  [jar-deleted]='rm -f lib/target/lib-1.jar'
  [jar-damaged]='echo x >app/target/app-1.jar'
  [report-deleted]='rm -f lib/target/surefire-reports/*.xml'
  [target-deleted]='rm -rf lib/target'
  [one-test]='echo "-Dtest=SpareTest -Dsurefire.failIfNoSpecifiedTests=false" >options'
  [skip-tests]='echo -DskipTests >options'
  [ignore-failures]='sed -i s/42/44/ lib/src/test/java/lib/LibTest.java; echo -Dmaven.test.failure.ignore >options'
  [nothing]='true'
)

apply() { # directory, change
  (cd "$1" && rm -f options environment && eval "${changes[$2]}" 2>/dev/null)
}

# The state before: a build of the origin, everything of it kept.
rm -rf "$work/a" && cp -r "$work/origin" "$work/a"
if [[ $(with_reuse clean) != SUCCESS ]]; then
  echo "the origin does not build" && tail -n 30 "$work/a.log" && exit 1
fi
mv "$work/a" "$work/base"

for name in $(printf '%s\n' "${!changes[@]}" | grep -E "$wanted" | LC_ALL=C sort); do
  rm -rf "$work/b" && cp -r "$work/origin" "$work/b" && apply "$work/b" "$name"
  more=() variables=()
  [[ -f $work/b/options ]] && read -ra more <"$work/b/options"
  [[ -f $work/b/environment ]] && read -ra variables <"$work/b/environment"
  rm -f "$work"/b/{options,environment}
  there=$( ((${#variables[@]})) && export "${variables[@]}"; run "$work/b" verify "${more[@]}")
  built "$work/b" >"$work/b.built"
  for clean in "" clean; do
    cases=$((cases + 1))
    rm -rf "$work/a" && cp -a "$work/base" "$work/a"
    apply "$work/a" "$name"
    rm -f "$work"/a/{options,environment}
    here=$( ((${#variables[@]})) && export "${variables[@]}"; with_reuse ${clean:+clean} "${more[@]}")
    grep -oE 'Reused [0-9]+ of [0-9]+' "$work/a.log" >"$work/count" || echo "Reused 0 of 0" >"$work/count"
    read -r _ r _ d <"$work/count"
    reused=$((reused + r)) decisions=$((decisions + d))
    built "$work/a" >"$work/a.built"
    # A failed build of ours may have gone further than Maven, which stops.
    if [[ $here == FAILURE ]]; then
      difference=$(grep -E 'surefire-r|failsafe-r' "$work/b.built" | grep -vxFf "$work/a.built")
    elif [[ $clean ]]; then
      difference=$(diff "$work/b.built" "$work/a.built")
    else
      difference=$(grep -vxFf "$work/a.built" "$work/b.built")
    fi
    if [[ $here == "$there" && -z $difference ]]; then
      echo "ok    $name ${clean:-as it was}: $here, reused $r of $d"
    else
      wrong=$((wrong + 1))
      echo "WRONG $name ${clean:-as it was}: $here, plain Maven $there, reused $r of $d"
      head -n 20 <<<"$difference"
      cp "$work/a.log" "${TMPDIR:-/tmp}/mutation-$name-${clean:-as-it-was}.log"
    fi
  done
done
echo "$cases cases, $wrong wrong; $decisions decisions, $reused tasks reused"
exit $((wrong > 0))
