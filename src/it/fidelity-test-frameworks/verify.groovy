import dev.deploypipeline.fidelity.Equivalence
import groovy.xml.XmlSlurper

// What is compared was tuned.
assert fidelityGoal == 'verify' || new File(basedir, 'build.log').readLines().any { it ==~ /.*Test JVMs: \d+ tuned/ }

def same = Equivalence.of(binding.variables)
    .requiring('test with-junit4/target/surefire-reports four.FourTest.works passed')
    .requiring('test with-junit4/target/surefire-reports four.FourTest.isSkipped skipped')
    .requiring('test with-testng/target/surefire-reports ng.NgTest.works passed')
    .requiring('test with-junit5/target/surefire-reports five.FiveTest$Inside.named passed')
    .requiring('test with-spock/target/surefire-reports spec.SumSpec.the sum of 2 and 2 is 4')
    .requiring('test with-mockito/target/surefire-reports mock.MockTest.aStaticMethodIsMockedInline passed')
    .requiring('test untidy/target/surefire-reports untidy.BTest.findsWhatTheClassBeforeLeft passed')
    .requiring('file untidy/target/own/left.txt')
    .check()

// Of each test case all that is no time: also what it printed.
def content = { File root ->
    def found = [:]
    root.eachFileRecurse { file ->
        if (file.name ==~ /TEST-.*\.xml/) {
            new XmlSlurper().parse(file).testcase.each { test ->
                found["${file.name} ${test.@classname} ${test.@name}" as String] =
                    test.'*'.collect { [it.name(), it.attributes(), it.text()] } as String
            }
        }
    }
    found
}
def reference = content(new File(referencesDirectory, basedir.name))
def ours = content(basedir)
assert ours.keySet() == reference.keySet()
assert ours.count { name, of -> of.length() > 1_000_000 } == 1
def differing = ours.keySet().findAll { ours[it] != reference[it] }
assert differing.isEmpty()
return same
