// The root runs the goal itself, so its plan is the goal alone.
def told = { goal -> new File(basedir, "told-${goal}.log").readLines().findAll { !it.startsWith('root ') } }
def byMaven = told('verify')
assert byMaven.first() == 'a begins'
assert byMaven.any { it.startsWith('b fails LifecycleExecutionException') }
assert told('deploy-pipeline-run').sort() == byMaven.sort()
return true
