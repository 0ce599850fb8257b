package dev.deploypipeline.pool;

import dev.deploypipeline.config.ServiceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A runtime without servers: notes what is started, divided, destroyed and stopped. */
class FakeServers implements ContainerRuntime {

  /** A server of it. */
  class Fake implements Server {
    final int number = started.incrementAndGet();
    final AtomicInteger closes = new AtomicInteger();
    volatile boolean healthy = true;

    @Override
    public ConnectionFacts facts() {
      return ConnectionFacts.postgres("127.0.0.1", number, "u", "p", "db");
    }

    @Override
    public String description() {
      return "a fake";
    }

    @Override
    public boolean isHealthy() {
      return healthy;
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }

  final AtomicInteger started = new AtomicInteger();
  final List<Fake> servers = Collections.synchronizedList(new ArrayList<>());
  final Map<String, String> pieces = new ConcurrentHashMap<>();
  final AtomicInteger closed = new AtomicInteger();

  @Override
  public Server start(ServiceSettings service) throws IOException, InterruptedException {
    Fake server = new Fake();
    servers.add(server);
    return server;
  }

  void destroy(String piece) throws IOException, InterruptedException {
    pieces.remove(piece);
  }

  @Override
  public ServerDivider divider(ServiceSettings service) {
    return new ServerDivider() {
      @Override
      public Piece create(Server server, int slot, int generation) throws IOException {
        if (!server.isHealthy()) {
          throw new IOException("the server is gone");
        }
        String name = "slot_" + slot + "_g" + generation;
        String port = server.facts().values().get("port");
        pieces.put(name, port);
        return new Piece() {
          @Override
          public ConnectionFacts facts() {
            return ConnectionFacts.postgres("127.0.0.1", Integer.parseInt(port), "u", "p", name);
          }

          @Override
          public void destroy() throws IOException, InterruptedException {
            FakeServers.this.destroy(name);
          }
        };
      }

      @Override
      public int piecesPerServer() {
        return 64;
      }
    };
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }

  long running() {
    return servers.stream().filter(server -> server.closes.get() == 0).count();
  }
}
