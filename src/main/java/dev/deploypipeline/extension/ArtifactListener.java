package dev.deploypipeline.extension;

import dev.deploypipeline.reactor.ArtifactSignals;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.RepositoryEvent;

/**
 * Hears from Maven's resolver which artifacts a build uses, those included that plugins resolve.
 */
@Named("deploy-pipeline-artifacts")
@Singleton
final class ArtifactListener extends AbstractRepositoryListener {

  @Inject
  ArtifactListener() {}

  @Override
  public void artifactResolved(RepositoryEvent event) {
    ArtifactSignals.resolved(event);
  }
}
