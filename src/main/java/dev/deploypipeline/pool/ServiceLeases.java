package dev.deploypipeline.pool;

import dev.deploypipeline.config.Isolation;
import dev.deploypipeline.config.PoolSettings;
import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.model.Finding;
import dev.deploypipeline.model.Finding.Severity;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One service: its servers and the pieces of them that are leased. */
final class ServiceLeases {

  private final ServiceSettings service;
  private final ServiceServers servers;
  private final ServerDivider divider;
  private final LeasePool pool;
  private final int most;
  private volatile boolean closing;

  ServiceLeases(
      ServiceSettings service,
      PoolSettings settings,
      ContainerRuntime runtime,
      Executor background,
      InstantSource clock,
      Consumer<Finding> findings) {
    this.service = service;
    int count = settings.servers(service);
    this.servers = new ServiceServers(service, count, runtime, findings, System::nanoTime);
    Consumer<String> warnings =
        message -> {
          // What is being removed when the build ends goes with its server.
          if (!closing) {
            findings.accept(new Finding(Severity.WARNING, message));
          }
        };
    boolean whole = service.isolation() == Isolation.SERVER;
    this.divider = whole ? new WholeServers(servers) : runtime.divider(service);
    this.most = count * divider.piecesPerServer();
    // One piece more than servers: who comes next finds one while the last one is replaced.
    int ahead = whole ? most : Math.min(most, count + 1);
    this.pool =
        new LeasePool(
            new LeasePool.Limits(service.name(), ahead, most, settings.leaseTimeout()),
            this::create,
            background,
            clock,
            warnings);
  }

  private Piece create(int slot, int generation) throws IOException, InterruptedException {
    try {
      int number = slot % servers.count();
      Server server = servers.running(number);
      Piece piece = divider.create(server, slot, generation);
      prepare(number, server, piece);
      return new PieceOfServer(server, piece);
    } catch (IOException e) {
      String message =
          "service %s (image %s) could not be started: %s"
              .formatted(service.name(), service.image(), e.getMessage());
      throw e instanceof FinalFailure ? new FinalFailure(message, e) : new IOException(message, e);
    }
  }

  private void prepare(int number, Server server, Piece piece)
      throws IOException, InterruptedException {
    try {
      servers.prepare(number, server);
    } catch (IOException | InterruptedException | RuntimeException e) {
      try {
        piece.destroy();
      } catch (IOException | RuntimeException left) {
        e.addSuppressed(left);
      } catch (InterruptedException left) {
        Thread.currentThread().interrupt();
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  ServiceSettings service() {
    return service;
  }

  void warmUp() {
    pool.warmUp();
  }

  void awaitReady() throws InterruptedException {
    pool.awaitReady();
  }

  /**
   * Takes a piece of a server that answers. One may have died while its pieces were waiting: an
   * engine restarts, somebody stops a container.
   */
  LeasePool.Leased lease(String holder) throws InterruptedException {
    LeasePool.Leased leased = pool.lease(holder);
    for (int dead = 0; dead < most && !PieceOfServer.of(leased).answers(); dead++) {
      pool.giveBack(leased);
      leased = pool.lease(holder);
    }
    try {
      PieceOfServer.of(leased).leased(holder, service.isolation() == Isolation.SERVER);
      return leased;
    } catch (IOException e) {
      giveBack(leased);
      throw new PoolException(
          "service %s: no lease for %s: %s".formatted(service.name(), holder, e.getMessage()), e);
    }
  }

  void giveBack(LeasePool.Leased leased) {
    try {
      PieceOfServer.of(leased).returned();
    } finally {
      pool.giveBack(leased);
    }
  }

  List<SlotStatus> status() {
    return pool.status();
  }

  /** Ends the leases; nothing is made any more. */
  void closeLeases() {
    closing = true;
    // The pieces go with their servers.
    pool.close();
  }

  /**
   * Lets the servers go.
   *
   * @param mayGoOn whether those that are kept go on
   * @return how many go on
   */
  int closeServers(boolean mayGoOn) {
    divider.close();
    return servers.close(mayGoOn);
  }

  /** Every piece is a server of its own, and destroying it makes room for a fresh one. */
  private record WholeServers(ServiceServers servers) implements ServerDivider {

    @Override
    public Piece create(Server server, int slot, int generation) {
      return new Piece() {
        @Override
        public ConnectionFacts facts() {
          return server.facts();
        }

        @Override
        public void destroy() {
          servers.stop(slot);
        }
      };
    }

    @Override
    public int piecesPerServer() {
      return 1;
    }
  }
}
