package dev.deploypipeline.pool;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The servers of one service that are running, each started on first use and started again when it
 * died. Safe for use by many threads.
 */
final class ServiceServers {

  private final ServiceSettings service;
  private final ContainerRuntime runtime;
  private final Consumer<Finding> findings;
  private final LongSupplier nanos;
  private final long created;
  private final List<Place> places = new ArrayList<>();
  private int missing;
  private boolean closed;

  /** Where one server is; its lock is held while the server starts. */
  private static final class Place {
    private Optional<Server> server = Optional.empty();
    private boolean prepared;

    /** Takes the server out, before it is closed: nobody gets one whose end failed. */
    Optional<Server> take() {
      Optional<Server> taken = server;
      server = Optional.empty();
      return taken;
    }
  }

  /**
   * @param count how many servers there will be, at least 1
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  ServiceServers(
      ServiceSettings service,
      int count,
      ContainerRuntime runtime,
      Consumer<Finding> findings,
      LongSupplier nanos) {
    this.service = service;
    this.runtime = runtime;
    this.findings = findings;
    this.nanos = nanos;
    this.created = nanos.getAsLong();
    this.missing = count;
    for (int i = 0; i < count; i++) {
      places.add(new Place());
    }
  }

  int count() {
    return places.size();
  }

  /**
   * The server of that number, running.
   *
   * @throws IOException if it cannot be started
   */
  Server running(int number) throws IOException, InterruptedException {
    Place place = places.get(number);
    synchronized (place) {
      if (place.server.isPresent()) {
        if (place.server.get().isHealthy()) {
          return place.server.get();
        }
        warn("does not answer any more and is started again");
        stopDead(place.take().orElseThrow());
      }
      Server started = start();
      place.server = Optional.of(started);
      place.prepared = false;
      return started;
    }
  }

  private void stopDead(Server server) {
    try {
      server.close();
    } catch (RuntimeException e) {
      warn("cannot be stopped: " + e.getMessage());
    }
  }

  /**
   * Tells the server of that number that its first piece is made, unless that was told before.
   *
   * @param server which one; another one that replaced it is not told
   */
  void prepare(int number, Server server) throws IOException, InterruptedException {
    Place place = places.get(number);
    synchronized (place) {
      if (!place.prepared && place.server.equals(Optional.of(server))) {
        server.prepared();
        place.prepared = true;
      }
    }
  }

  private void warn(String what) {
    findings.accept(
        new Finding(
            Severity.WARNING,
            "A server of service " + service.name() + " (image " + service.image() + ") " + what));
  }

  private Server start() throws IOException, InterruptedException {
    if (isClosed()) {
      throw new InterruptedException("the pool is closed");
    }
    Server server = runtime.start(service);
    synchronized (this) {
      if (!closed) {
        tellWhenComplete(server);
        return server;
      }
    }
    server.close();
    throw new InterruptedException("the pool was closed while " + service.name() + " was starting");
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void tellWhenComplete(Server server) {
    // Servers that replace others come after the last one that was missing.
    missing--;
    if (missing == 0) {
      findings.accept(
          new Finding(
              Severity.INFO,
              String.format(
                  Locale.ROOT,
                  "Service %s (image %s) is ready after %.2f s: %d x %s",
                  service.name(),
                  service.image(),
                  (nanos.getAsLong() - created) / 1e9,
                  places.size(),
                  server.description())));
    }
  }

  /** Stops the server of that number; the next one asked for under the number is a new one. */
  void stop(int number) {
    Place place = places.get(number);
    synchronized (place) {
      place.take().ifPresent(Server::close);
    }
  }

  /**
   * Lets all servers go, and waits for the end of those that stop; one that is starting is stopped
   * by whoever starts it.
   *
   * @param mayGoOn whether those that are kept go on
   * @return how many go on
   * @throws RuntimeException if one left something behind; all others are let go all the same
   */
  int close(boolean mayGoOn) {
    synchronized (this) {
      closed = true;
    }
    AtomicInteger kept = new AtomicInteger();
    Attempts.all(
        places.stream()
            .<Runnable>map(
                place ->
                    () -> {
                      if (letGo(place, mayGoOn)) {
                        kept.incrementAndGet();
                      }
                    })
            .toList());
    return kept.get();
  }

  private static boolean letGo(Place place, boolean mayGoOn) {
    synchronized (place) {
      Optional<Server> server = place.take();
      if (mayGoOn) {
        return server.isPresent() && server.get().letGo();
      }
      server.ifPresent(Server::close);
      return false;
    }
  }
}
