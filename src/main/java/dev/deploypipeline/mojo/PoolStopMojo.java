package dev.deploypipeline.mojo;

import dev.deploypipeline.runtime.KeptServers;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Stops the servers that builds of this project have kept and removes all of them. One that a build
 * uses is never stopped: the goal then fails, after it has stopped all others, and names the
 * build&#39;s process. Needs no project.
 */
@Mojo(name = "pool-stop", requiresProject = false, aggregator = true, threadSafe = true)
public final class PoolStopMojo extends AbstractKeptServersMojo {

  @Override
  protected void run(KeptServers servers) throws IOException {
    servers.stop(
        finding -> {
          switch (finding.severity()) {
            case INFO -> getLog().info(finding.message());
            case WARNING -> getLog().warn(finding.message());
          }
        });
  }
}
