def lines = new File(basedir, 'build.log').readLines()
def warnings = lines.findAll { it.startsWith('[WARNING] -D') }
assert warnings.size() == 1
assert warnings[0].startsWith('[WARNING] -Ddeploy-pipeline.thread is no property of this plugin, which ignores it. Perhaps you should use one of: ')
assert warnings[0].contains('deploy-pipeline.threads') && warnings[0].contains('deploy-pipeline.pool.size')
assert lines.any { it.contains('Report: target/deploy-pipeline/run.json, trace: target/deploy-pipeline/trace.json') }
assert new File(basedir, 'target/deploy-pipeline/run.json').isFile()
return true
