package shop.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings a schema up to date from scripts on the class path, each applied once. */
public final class Migrations {
  private final Class<?> owner;
  private final List<String> scripts;

  /** The scripts are resources beside {@code owner}, in the order they are to be applied. */
  public Migrations(Class<?> owner, String... scripts) {
    this.owner = owner;
    this.scripts = List.of(scripts);
  }

  /**
   * Applies what is missing and says how many scripts that were; processes that start together take
   * turns.
   */
  public int apply(Database database) {
    return database.inTransaction(
        sql -> {
          AdvisoryLock.waitInTransaction(sql, "migrations:" + database.schema());
          sql.execute(
              "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, at timestamptz DEFAULT"
                  + " now())");
          Set<String> done =
              new HashSet<>(sql.query("SELECT name FROM migration", row -> row.getString(1)));
          int applied = 0;
          for (String script : scripts) {
            if (done.add(owner.getSimpleName() + "/" + script)) {
              run(sql, script);
              applied++;
            }
          }
          return applied;
        });
  }

  private void run(Sql sql, String script) throws SQLException {
    for (String statement : SqlScript.statements(read(script))) {
      sql.execute(statement);
    }
    sql.update("INSERT INTO migration (name) VALUES (?)", owner.getSimpleName() + "/" + script);
  }

  private String read(String script) {
    try (InputStream in = owner.getResourceAsStream(script)) {
      if (in == null) {
        throw new StorageException(
            "No script '" + script + "' beside " + owner.getName() + ".", null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StorageException("Cannot read " + script + ": " + e.getMessage(), e);
    }
  }
}
