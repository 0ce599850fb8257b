package dev.deploypipeline.reactor;

import dev.deploypipeline.config.RemoteReuse;
import dev.deploypipeline.config.ReuseSettings;
import dev.deploypipeline.reuse.Credentials;
import dev.deploypipeline.reuse.ResultStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.RemoteRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the stores of results that a session's settings name. */
final class ResultStores {

  private static final Logger LOG = LoggerFactory.getLogger(ResultStores.class);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private ResultStores() {}

  /**
   * The local store, with the server behind it where there is one; offline there is none.
   *
   * @throws IllegalArgumentException if the settings name a server that {@code settings.xml} does
   *     not know
   */
  static ResultStore open(ReuseSettings settings, MavenSession session, Clock clock) {
    ResultStore local =
        ResultStore.local(settings.directory(), settings.maxBytes(), clock, ResultStores::warn);
    if (settings.remote().isEmpty() || session.isOffline()) {
      return local;
    }
    RemoteReuse remote = settings.remote().get();
    return ResultStore.layered(
        local,
        ResultStore.remote(
            remote.address(),
            credentials(remote, session.getRepositorySession()),
            remote.write() && settings.mode().writes(),
            PATIENCE,
            ResultStores::warn));
  }

  /** Maven has decrypted the passwords of {@code settings.xml} for its repositories. */
  private static Optional<Credentials> credentials(
      RemoteReuse remote, RepositorySystemSession session) {
    if (remote.server().isEmpty()) {
      return Optional.empty();
    }
    String id = remote.server().get();
    RemoteRepository repository =
        new RemoteRepository.Builder(id, "default", remote.address().toString()).build();
    Authentication authentication =
        session.getAuthenticationSelector().getAuthentication(repository);
    RemoteRepository known =
        new RemoteRepository.Builder(repository).setAuthentication(authentication).build();
    try (AuthenticationContext context = AuthenticationContext.forRepository(session, known)) {
      String user = context == null ? null : context.get(AuthenticationContext.USERNAME);
      String password = context == null ? null : context.get(AuthenticationContext.PASSWORD);
      if (user == null || password == null) {
        throw new IllegalArgumentException(
            "deploy-pipeline.reuse.remote.server is '"
                + id
                + "', but settings.xml has no <server> of that id with a user and a password. Perhaps you should add one.");
      }
      return Optional.of(new Credentials(user, password));
    }
  }

  private static void warn(String text) {
    LOG.warn("deploy-pipeline: {}", text);
  }
}
