package shop.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.model.Cart;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.OrderId;
import shop.model.Sku;
import shop.storage.Database;
import shop.storage.Migrations;
import shop.storage.Sql;

/** Orders in the database. */
public final class OrderRepository implements Orders {
  public static final Migrations MIGRATIONS =
      new Migrations(OrderRepository.class, "orders.sql", "orders-by-status.sql");

  private final Database database;

  public OrderRepository(Database database) {
    this.database = database;
  }

  @Override
  public OrderId nextId() {
    return database.inTransaction(
        sql ->
            new OrderId(
                sql.one("SELECT nextval('order_id')", row -> row.getLong(1)).orElseThrow()));
  }

  @Override
  public void add(Order order) {
    database.inTransaction(
        sql -> {
          sql.update(
              "INSERT INTO orders (id, customer, total_cents, currency, status, payment, placed_at)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?)",
              order.id().number(),
              order.customerId(),
              order.total().cents(),
              order.total().currency(),
              order.status().name(),
              order.paymentReference(),
              order.placedAt());
          List<Object[]> lines = new ArrayList<>();
          for (LineItem line : order.cart().lines()) {
            lines.add(
                new Object[] {
                  order.id().number(),
                  lines.size(),
                  line.sku().value(),
                  line.quantity(),
                  line.unitPrice().cents()
                });
          }
          return sql.batch("INSERT INTO order_line VALUES (?, ?, ?, ?, ?)", lines);
        });
  }

  @Override
  public void move(Order order, OrderStatus from) {
    int moved =
        database.retryingConflicts(
            sql ->
                sql.update(
                    "UPDATE orders SET status = ?, payment = ? WHERE id = ? AND status = ?",
                    order.status().name(),
                    order.paymentReference(),
                    order.id().number(),
                    from.name()));
    if (moved == 0) {
      throw new IllegalStateException("Order " + order.id() + " is not " + from + " any more.");
    }
  }

  @Override
  public Optional<Order> find(OrderId id) {
    return database.inTransaction(sql -> read(sql, "id = ?", id.number()).stream().findFirst());
  }

  /** Orders that have had the status since before the given time, oldest first. */
  public List<Order> stuck(OrderStatus status, Instant before, int limit) {
    return database.inTransaction(
        sql ->
            read(
                sql,
                "status = ? AND placed_at < ? ORDER BY placed_at LIMIT ?",
                status.name(),
                before,
                limit));
  }

  private static List<Order> read(Sql sql, String where, Object... parameters) throws SQLException {
    List<Order> orders = new ArrayList<>();
    for (Head head : sql.query("SELECT * FROM orders WHERE " + where, Head::of, parameters)) {
      List<LineItem> lines =
          sql.query(
              "SELECT sku, quantity, unit_cents FROM order_line WHERE order_id = ? ORDER BY"
                  + " position",
              row ->
                  new LineItem(
                      new Sku(row.getString(1)),
                      row.getInt(2),
                      new Money(row.getLong(3), head.total.currency())),
              head.id.number());
      orders.add(
          new Order(
              head.id,
              head.customer,
              new Cart(head.total.currency(), lines),
              head.total,
              head.status,
              head.payment,
              head.placedAt));
    }
    return orders;
  }

  private record Head(
      OrderId id,
      long customer,
      Money total,
      OrderStatus status,
      String payment,
      Instant placedAt) {
    static Head of(ResultSet row) throws SQLException {
      return new Head(
          new OrderId(row.getLong("id")),
          row.getLong("customer"),
          new Money(row.getLong("total_cents"), row.getString("currency")),
          OrderStatus.valueOf(row.getString("status")),
          row.getString("payment"),
          row.getTimestamp("placed_at").toInstant());
    }
  }
}
