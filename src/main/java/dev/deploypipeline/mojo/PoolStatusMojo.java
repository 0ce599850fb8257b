package dev.deploypipeline.mojo;

import dev.deploypipeline.runtime.KeptServers;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lists the servers that builds of this project have kept: service, provider, address, image, age,
 * for how long nobody has used them, who holds leases of them, and which build uses them or when
 * they stop. Needs no project.
 */
@Mojo(name = "pool-status", requiresProject = false, aggregator = true, threadSafe = true)
public final class PoolStatusMojo extends AbstractKeptServersMojo {

  @Override
  protected void run(KeptServers servers) throws IOException {
    servers.status().forEach(getLog()::info);
  }
}
