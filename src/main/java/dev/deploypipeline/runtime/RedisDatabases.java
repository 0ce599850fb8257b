package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pieces that are the numbered databases of a Redis server, emptied before and after each use. */
final class RedisDatabases implements ServerDivider {

  /** What Redis has where nobody configures another number. */
  private static final int USUAL = 16;

  private final int perServer;
  private final Map<Server, Numbers> numbers = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException if the service is tuned to have no databases
   */
  RedisDatabases(ServiceSettings service) {
    this.perServer =
        service.tuning().entrySet().stream()
            .filter(setting -> setting.getKey().equalsIgnoreCase("databases"))
            .findFirst()
            .map(setting -> number(service.name(), setting.getValue()))
            .orElse(USUAL);
  }

  private static int number(String service, String databases) {
    if (!databases.strip().matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          "service %s: the tuning databases is '%s'. Perhaps you should use a whole number from 1."
              .formatted(service, databases));
    }
    return Integer.parseInt(databases.strip());
  }

  @Override
  public Piece create(Server server, int slot, int generation) throws IOException {
    Numbers free = numbers.computeIfAbsent(server, one -> new Numbers(perServer));
    int database = free.take();
    boolean made = false;
    try {
      flush(server, database);
      made = true;
    } finally {
      if (!made) {
        free.giveBack(database);
      }
    }
    return new Numbered(server, database, free);
  }

  @Override
  public int piecesPerServer() {
    return perServer;
  }

  private static void flush(Server server, int database) throws IOException {
    try (RedisConnection redis = RedisConnection.open(server.facts())) {
      redis.call("SELECT", Integer.toString(database));
      redis.call("FLUSHDB");
    }
  }

  /** The numbers of one server that no piece has. */
  private static final class Numbers {

    private final boolean[] taken;

    Numbers(int count) {
      taken = new boolean[count];
    }

    synchronized int take() throws IOException {
      for (int i = 0; i < taken.length; i++) {
        if (!taken[i]) {
          taken[i] = true;
          return i;
        }
      }
      throw new IOException(
          "all "
              + taken.length
              + " databases of the Redis server are taken. Perhaps you should raise <size>.");
    }

    synchronized void giveBack(int number) {
      taken[number] = false;
    }
  }

  private record Numbered(Server server, int database, Numbers free) implements Piece {

    @Override
    public ConnectionFacts facts() {
      Map<String, String> facts = server.facts().values();
      return ConnectionFacts.redis(
          facts.get("host"), Integer.parseInt(facts.get("port")), database);
    }

    /** Ends the connections of the one who had it before it is emptied, or they would refill it. */
    @Override
    public void destroy() throws IOException {
      try (RedisConnection redis = RedisConnection.open(server.facts())) {
        for (String client : redis.call("CLIENT", "LIST").split("\n", -1)) {
          if (client.contains(" db=" + database + " ")) {
            String id = client.replaceFirst("^id=([0-9]+) .*$", "$1");
            redis.call("CLIENT", "KILL", "ID", id, "SKIPME", "yes");
          }
        }
        redis.call("SELECT", Integer.toString(database));
        redis.call("FLUSHDB");
      }
      free.giveBack(database);
    }
  }
}
