package dev.deploypipeline.mojo;

import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * What the goals share in whose builds tests find services. The extension reads these parameters
 * from the top-level project and the command line, for all goals at once; here they are described,
 * and known to <code>help</code>. Raw, because Maven would evaluate <code>${jdbcUrl}</code>.
 */
abstract class AbstractServicesMojo extends AbstractPipelineMojo {

  /**
   * The services that the tests need, each a <code>&lt;service&gt;</code> with <code>name</code>,
   * <code>image</code> (<code>postgres:15</code>, <code>redis:7</code>), <code>provider</code> (
   * <code>auto</code>, <code>docker</code> or <code>embedded</code>) and <code>expose</code>, whose
   * children are system properties with values such as <code>${jdbcUrl}</code>. Declared once, in
   * the top-level project.
   */
  @Parameter PlexusConfiguration services;

  /**
   * What holds for all services: <code>size</code> (servers of each, <code>
   * -Ddeploy-pipeline.pool.size</code>), <code>leaseTimeout</code> (how long a lease is waited for,
   * <code>30m</code>, <code>-Ddeploy-pipeline.pool.leaseTimeout</code>), <code>keep</code> (servers
   * go on for the next build, <code>false</code>, <code>-Ddeploy-pipeline.pool.keep</code>) and
   * <code>keepIdle</code> (how long they may go unused, <code>30m</code>, <code>
   * -Ddeploy-pipeline.pool.keepIdle</code>). Read from the top-level project.
   */
  @Parameter PlexusConfiguration pool;

  /**
   * Whether tests that start containers themselves get warm ones, which were started ahead: <code>
   * auto</code> or <code>off</code>. Read from the top-level project.
   */
  @Parameter(property = "deploy-pipeline.broker", defaultValue = "auto")
  String broker;
}
