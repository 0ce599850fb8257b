def log = new File(basedir, 'build.log').text
[
  "Unknown profile 'fastest'. Perhaps you should set -Ddeploy-pipeline.profile to one of: balanced, optimized, aggressive.",
  "Unknown lifecycle phase 'packge'. Perhaps you should set -Ddeploy-pipeline.until to one of: validate,",
  "'many' is not a number of threads. Perhaps you should set -Ddeploy-pipeline.threads to a number such as 4,",
  "deploy-pipeline.tests.slow: 'soon' is no duration. Perhaps you should write it as 90s, 30m or 2h.",
  "deploy-pipeline.shard is 6/5, but shards are numbered from 1 to their count. Perhaps you should write 1/5.",
  "Unknown stage 'lint'. Perhaps you should use one of: prefetch,",
].each { message ->
  assert log.readLines().count { it.startsWith('[ERROR] Failed to execute goal') && it.contains(message) } == 1 : message
}
assert !new File(basedir, 'target/deploy-pipeline').exists()
return true
