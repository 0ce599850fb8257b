import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split(/(?m)^\[\w+\] BUILD (?:FAILURE|SUCCESS).*$/)
// Not the array itself, which an assertion would print.
int count = builds.size()
assert count == 5
def statuses = { log ->
    def found = [:]
    def line = log =~ /(?m)^\[\w+\] (\w+) \.{3,} (SUCCESS|FAILURE|SKIPPED)/
    while (line.find()) {
        found[line.group(1)] = line.group(2)
    }
    found
}
def contains = { log, text -> log.contains(text) }
def byMaven = statuses(builds[0])
assert byMaven == [root: 'SUCCESS', lib: 'SUCCESS', sound: 'SUCCESS', style: 'FAILURE', pmd: 'FAILURE', broken: 'FAILURE', rules: 'FAILURE']
assert statuses(builds[3]) == byMaven

def path = { it.replace('/', File.separator) }
assert contains(builds[1], "warning  ${path('sound/src/main/java/sound/Sound.java')}:9:12  ")
assert contains(builds[1], 'Findings: 0 errors, 1 warning, 0 for information')
assert statuses(builds[1]) == [root: 'SUCCESS', lib: 'SUCCESS', sound: 'FAILURE']
assert contains(builds[2], 'it.validate.findings:sound has 1 warning, and failOnWarning is set.')
assert contains(builds[2], 'Nothing to compile')

assert contains(builds[3], 'it.validate.findings:lib was packaged, since classes do not do for it.validate.findings:sound.')
def found = new JsonSlurper().parse(new File(basedir, 'target/deploy-pipeline/run.json')).lintFindings.collect {
    [basedir.toPath().toRealPath().relativize(new File(it.file).toPath().toRealPath()).toString(), it.line, it.rule, it.severity]
} as Set
assert found == [
    [path('broken/src/test/java/broken/BrokenTest.java'), 4, null, 'ERROR'],
    [path('pmd/src/main/java/pmd/Unused.java'), 4, 'UnusedPrivateField', 'WARNING'],
    [path('pmd/src/main/java/pmd/Unused.java'), 6, 'Duplication', 'WARNING'],
    [path('rules/pom.xml'), null, 'RequireProperty', 'ERROR'],
    [path('sound/src/main/java/sound/Sound.java'), 9, null, 'WARNING'],
    [path('style/src/main/java/style/Style.java'), 4, 'RegexpSingleline', 'ERROR'],
] as Set
assert contains(builds[3], "error    ${path('style/src/main/java/style/Style.java')}:4  RegexpSingleline: ")

def made = []
basedir.eachFileRecurse { made << basedir.toPath().relativize(it.toPath()).toString() }
assert made.findAll { it.endsWith('.jar') && it.contains('target') && !it.contains('project-local-repo') }.sort() ==
    [path('lib/target/lib-1.0-api.jar'), path('lib/target/lib-1.0.jar')]
assert made.any { it == path('sound/target/test-classes/sound/SoundTest.class') }
assert !made.any { it.endsWith('surefire-reports') }
return true
