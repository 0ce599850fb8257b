package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Isolation;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.keep.Claim;
import dev.deploypipeline.keep.KeptDirectory;
import dev.deploypipeline.keep.KeptRecord;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import dev.deploypipeline.pool.Server;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Gives servers that outlive the build: an idle one of the same project is adopted if it is what
 * would be started, passes its check and is clean; otherwise one is started. Safe for use by many
 * threads.
 */
final class Keeping {

  private final KeptDirectory directory;
  private final PoolSettings settings;
  private final InstantSource clock;
  private final Consumer<Finding> findings;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /**
   * @param settings those of a pool that keeps its servers
   * @param findings told what is adopted and what is replaced, from any thread
   */
  Keeping(
      KeptDirectory directory,
      PoolSettings settings,
      InstantSource clock,
      Consumer<Finding> findings) {
    this.directory = directory;
    this.settings = settings;
    this.clock = clock;
    this.findings = findings;
  }

  /** What a provider does for one service. */
  interface Provider {

    /** Its name, for people. */
    String name();

    /** Everything that makes the server what it is, beside the declaration of the service. */
    String binary() throws IOException;

    /**
     * Starts a server that a keeper keeps, and waits until it is ready.
     *
     * @throws IOException if it cannot be started; the claim is the caller's to stop
     */
    Server start(Claim claim) throws IOException, InterruptedException;

    /**
     * The server that a record tells of.
     *
     * @throws IOException if it does not run, or is not ready; the message says what is wrong
     */
    Server revive(Claim claim, KeptRecord server) throws IOException, InterruptedException;

    /** Removes what is not a keeper's child, if there is anything. */
    default void remove(Claim claim) throws IOException {}
  }

  /**
   * A running server of a service.
   *
   * @throws IOException if none can be had; nothing of it is left
   */
  Server server(ServiceSettings service, Provider provider)
      throws IOException, InterruptedException {
    String identity = ServerIdentity.of(service, provider.name(), provider.binary());
    Predicate<KeptRecord> ofService = record -> record.service().equals(service.name());
    Optional<Claim> claim = directory.claim(ofService, this::warnOnce);
    while (claim.isPresent()) {
      Optional<Server> adopted = adopted(service, provider, identity, claim.get());
      if (adopted.isPresent()) {
        return adopted.get();
      }
      claim = directory.claim(ofService, this::warnOnce);
    }
    return fresh(service, provider, identity);
  }

  /** The claimed server; empty if it is not fit to be used, in which case it is gone. */
  private Optional<Server> adopted(
      ServiceSettings service, Provider provider, String identity, Claim claim)
      throws IOException, InterruptedException {
    boolean decided = false;
    String problem;
    try {
      KeptRecord record = claim.record().orElseThrow(() -> new IOException("its record is gone"));
      Server server = checked(service, provider, identity, claim, record);
      decided = true;
      findings.accept(
          new Finding(
              Severity.INFO,
              "Service %s uses the kept server at %s, started %s ago"
                  .formatted(
                      service.name(),
                      record.address(),
                      KeptTable.time(Duration.between(record.created(), clock.instant())))));
      return Optional.of(server);
    } catch (IOException e) {
      problem = e.getMessage();
      decided = true;
    } finally {
      if (!decided) {
        claim.release(settings.keepIdle().orElseThrow()); // interrupted; the next build checks it
      }
    }
    discard(provider, claim);
    findings.accept(
        new Finding(
            Severity.INFO, "Replaced a kept server of service " + service.name() + ": " + problem));
    return Optional.empty();
  }

  private static void discard(Provider provider, Claim claim) throws IOException {
    try {
      provider.remove(claim);
    } finally {
      claim.stop();
    }
  }

  private Server checked(
      ServiceSettings service, Provider provider, String identity, Claim claim, KeptRecord record)
      throws IOException, InterruptedException {
    // First, because an interrupt of what follows gives the claim back, and this is not known then.
    if (namesAgain(service) && !claim.formerHolders().isEmpty()) {
      throw new IOException("tests of a former build may be using it still");
    }
    if (!claim.isKept()) {
      throw new IOException("the process that kept it is gone");
    }
    if (!record.identity().equals(identity)) {
      throw new IOException("the service is declared differently now");
    }
    Server server = provider.revive(claim, record);
    try (Traces traces = Traces.of(service, server.facts())) {
      traces.remove();
      if (!traces.state().equals(record.state())) {
        throw new IOException(
            "a former build changed what belongs to the whole server, such as a role or a setting");
      }
      traces.refuseUnfit(record);
    }
    mayStay(service); // see there
    return new LastingServer(server, claim, record, terms(service));
  }

  private Server fresh(ServiceSettings service, Provider provider, String identity)
      throws IOException, InterruptedException {
    Claim claim = directory.create(settings.keepIdle().orElseThrow());
    try {
      Server server = provider.start(claim);
      KeptRecord record;
      try (Traces traces = Traces.of(service, server.facts())) {
        String state = traces.state();
        record =
            new KeptRecord(
                identity,
                directory.project().toString(),
                service.name(),
                provider.name(),
                service.image(),
                server.description(),
                server.facts().values(),
                state,
                state,
                clock.instant());
      }
      claim.write(record);
      mayStay(service); // see there
      return new LastingServer(server, claim, record, terms(service));
    } catch (IOException | InterruptedException | RuntimeException e) {
      try {
        discard(provider, claim);
      } catch (IOException | RuntimeException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private LastingServer.Terms terms(ServiceSettings service) {
    return new LastingServer.Terms(
        facts -> Traces.of(service, facts),
        () -> mayStay(service),
        settings.keepIdle().orElseThrow(),
        namesAgain(service),
        this::warnOnce);
  }

  /** Databases of Redis have numbers, which each build begins anew. */
  private static boolean namesAgain(ServiceSettings service) {
    return service.isolation() == Isolation.LOGICAL_DATABASE;
  }

  /**
   * Whether one more server of a service may stay: builds at once start more than are declared.
   * Asked when the server has started too, so that all classes it takes are there: when Maven is
   * interrupted, it takes the class path away while servers are let go.
   */
  private boolean mayStay(ServiceSettings service) throws IOException {
    return directory.count(record -> record.service().equals(service.name()))
        <= settings.servers(service);
  }

  private void warnOnce(String message) {
    if (said.add(message)) {
      findings.accept(new Finding(Severity.WARNING, message));
    }
  }
}
