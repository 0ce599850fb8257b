package dev.deploypipeline.runtime;

import java.io.IOException;

/**
 * A database in the making, which is dropped unless it is kept. As a resource, so that a failure to
 * drop it does not hide why it could not be made.
 */
final class FreshDatabase implements AutoCloseable {

  private final PostgresAdmin admin;
  private final String name;
  private boolean kept;

  /**
   * @param admin the server; the caller holds its lock
   * @param name a name that nobody else uses
   */
  FreshDatabase(PostgresAdmin admin, String name) {
    this.admin = admin;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Says that it is complete. */
  void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    try {
      admin.dropTemplate(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the database " + name + " was dropped", e);
    }
  }
}
