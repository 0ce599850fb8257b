def errors = new File(basedir, 'build.log').readLines().findAll { it.contains('cyclic reference') }
assert !errors.empty
assert errors.every { it.contains('it.input:hen:1.0') && it.contains('it.input:egg:1.0') }
return true
