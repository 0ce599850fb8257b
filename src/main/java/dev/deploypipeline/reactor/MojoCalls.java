package dev.deploypipeline.reactor;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;

/** Calls mojos, as Maven's plugin manager does. */
@FunctionalInterface
interface MojoCalls {

  /** Calls one, and returns when it has ended. */
  void call(MavenSession session, MojoExecution execution)
      throws MojoFailureException,
          MojoExecutionException,
          PluginConfigurationException,
          PluginManagerException;
}
