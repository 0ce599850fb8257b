def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert new File(basedir, 'app/target/surefire-reports/TEST-app.AppTest.xml').text.contains('<failure')

def deployed = []
def repository = new File(basedir, 'target/repository')
if (repository.exists()) {
    repository.eachFileRecurse(groovy.io.FileType.FILES) { deployed << it }
}
def control = fidelityGoal == 'verify'
assert control || deployed.isEmpty() : "Deployed although a later module's test fails: $deployed"

return true
