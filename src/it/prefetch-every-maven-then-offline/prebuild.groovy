import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

// What is fetched must come from the repository beside the pom, and not from an earlier build.
new File(localRepositoryPath, 'it/prefetch').deleteDir()
['processor', 'copied', 'used'].each { name ->
  def directory = new File(basedir, "remote/it/prefetch/${name}/1.0")
  directory.mkdirs()
  new File(directory, "${name}-1.0.pom").text = """<project>
    <modelVersion>4.0.0</modelVersion>
    <groupId>it.prefetch</groupId>
    <artifactId>${name}</artifactId>
    <version>1.0</version>
  </project>"""
  new ZipOutputStream(new FileOutputStream(new File(directory, "${name}-1.0.jar"))).withStream { zip ->
    zip.putNextEntry(new ZipEntry("${name}.txt"))
    zip.write(new byte[10_000].tap { new Random(name.hashCode()).nextBytes(it) })
    zip.closeEntry()
  }
}
return true
