package stamp;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Writes a resource that the module's tests read. */
@Mojo(name = "stamp", defaultPhase = LifecyclePhase.PROCESS_RESOURCES, threadSafe = true)
public class StampMojo extends AbstractMojo {
  @Parameter(defaultValue = "${project.build.outputDirectory}")
  private File directory;

  @Override
  public void execute() throws MojoExecutionException {
    try {
      Path folder = Files.createDirectories(directory.toPath());
      Files.writeString(folder.resolve("stamp.txt"), "stamped");
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot write to " + directory, e);
    }
  }
}
