String log = new File(basedir, 'build.log').text
assert log.readLines().any {
  it.contains('classes that run at once cannot have different system properties. Perhaps you should use scope fork')
}
assert !log.contains('the other class did not start')
return true
