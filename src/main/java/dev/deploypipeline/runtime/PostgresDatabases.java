package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceSettings;
import dev.deploypipeline.pool.ConnectionFacts;
import dev.deploypipeline.pool.Piece;
import dev.deploypipeline.pool.Server;
import dev.deploypipeline.pool.ServerDivider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pieces that are databases of a PostgreSQL server, cloned from a template database that holds the
 * project's migrations. Works on any server that answers to its facts.
 */
final class PostgresDatabases implements ServerDivider {

  private static final int PER_SERVER = 64;

  private final Optional<Path> directory;
  private final Map<Server, PostgresAdmin> admins = new ConcurrentHashMap<>();

  private final Map<PostgresAdmin, String> templates = new ConcurrentHashMap<>();

  /** Keeps the names of builds apart that use one server after each other. */
  private final String suffix;

  PostgresDatabases(ServiceSettings service) {
    this.directory = service.migrations();
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    this.suffix = HexFormat.of().formatHex(random);
  }

  @Override
  public Piece create(Server server, int slot, int generation)
      throws IOException, InterruptedException {
    PostgresAdmin admin = admins.computeIfAbsent(server, one -> new PostgresAdmin(one.facts()));
    String name = "dp_%d_g%d_%s".formatted(slot, generation, suffix);
    admin.lock();
    try {
      String template = template(admin);
      try (FreshDatabase fresh = new FreshDatabase(admin, name)) {
        admin.cloneDatabase(name, template);
        fresh.keep();
      }
    } finally {
      admin.unlock();
    }
    return new Database(admin, name);
  }

  private String template(PostgresAdmin admin) throws IOException, InterruptedException {
    if (directory.isEmpty()) {
      return "template1";
    }
    String known = templates.get(admin);
    if (known == null) {
      known = new TemplateDatabase(admin, Migrations.in(directory.get())).build();
      templates.put(admin, known);
    }
    return known;
  }

  @Override
  public int piecesPerServer() {
    return PER_SERVER;
  }

  @Override
  public void close() {
    for (PostgresAdmin admin : admins.values()) {
      try {
        admin.close();
      } catch (SQLException e) {
        // It was broken, which is an end as well.
      }
    }
  }

  private record Database(PostgresAdmin admin, String name) implements Piece {

    @Override
    public ConnectionFacts facts() {
      return admin.factsOf(name);
    }

    @Override
    public void destroy() throws IOException, InterruptedException {
      admin.lock();
      try {
        admin.drop(name);
      } finally {
        admin.unlock();
      }
    }
  }
}
