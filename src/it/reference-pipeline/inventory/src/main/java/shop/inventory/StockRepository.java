package shop.inventory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import shop.model.LineItem;
import shop.model.Sku;
import shop.storage.Database;
import shop.storage.Migrations;
import shop.storage.Sql;

/**
 * Stock in the database; rows are locked in the order of their article numbers, so that buyers
 * queue, not deadlock.
 */
public final class StockRepository implements Stock {
  public static final Migrations MIGRATIONS = new Migrations(StockRepository.class, "stock.sql");

  private final Database database;
  private final long lockTimeoutMillis;

  public StockRepository(Database database, long lockTimeoutMillis) {
    this.database = database;
    this.lockTimeoutMillis = lockTimeoutMillis;
  }

  public void receive(Sku sku, int pieces) {
    database.retryingConflicts(sql -> add(sql, sku, pieces));
  }

  public int available(Sku sku) {
    return database.inTransaction(
        sql ->
            sql.one("SELECT pieces FROM stock WHERE sku = ?", row -> row.getInt(1), sku.value())
                .orElse(0));
  }

  @Override
  public List<Shortage> take(List<LineItem> lines) {
    return database.inTransaction(
        sql -> {
          sql.execute("SET LOCAL lock_timeout = " + lockTimeoutMillis);
          List<Shortage> shortages = new ArrayList<>();
          for (LineItem line : inOrder(lines)) {
            int available =
                sql.one(
                        "SELECT pieces FROM stock WHERE sku = ? FOR UPDATE",
                        row -> row.getInt(1),
                        line.sku().value())
                    .orElse(0);
            if (available < line.quantity()) {
              shortages.add(new Shortage(line.sku(), line.quantity(), available));
            }
          }
          if (shortages.isEmpty()) {
            for (LineItem line : inOrder(lines)) {
              add(sql, line.sku(), -line.quantity());
            }
          }
          return shortages;
        });
  }

  @Override
  public void putBack(List<LineItem> lines) {
    database.retryingConflicts(
        sql -> {
          for (LineItem line : inOrder(lines)) {
            add(sql, line.sku(), line.quantity());
          }
          return null;
        });
  }

  private static int add(Sql sql, Sku sku, int pieces) throws SQLException {
    return pieces < 0
        ? sql.update("UPDATE stock SET pieces = pieces + ? WHERE sku = ?", pieces, sku.value())
        : sql.update(
            "INSERT INTO stock VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET pieces = stock.pieces"
                + " + excluded.pieces",
            sku.value(),
            pieces);
  }

  private static List<LineItem> inOrder(List<LineItem> lines) {
    return lines.stream().sorted(Comparator.comparing(LineItem::sku)).toList();
  }
}
