package shop.reports;

import java.time.LocalDate;
import java.util.List;
import shop.model.Money;
import shop.model.Sku;
import shop.orders.OrderStatus;
import shop.storage.Database;

/** Figures from the orders table; cancelled orders do not count. */
public final class SalesReport {

  /** What was sold on a day. */
  public record Day(LocalDate date, int orders, Money revenue) {}

  /** What an article brought in. */
  public record BestSeller(Sku sku, int pieces, Money revenue) {}

  private final Database database;

  public SalesReport(Database database) {
    this.database = database;
  }

  /** Every day of the span, those without sales too. */
  public List<Day> byDay(LocalDate from, LocalDate to) {
    return database.inTransaction(
        sql ->
            sql.query(
                "SELECT d::date, count(o.id), coalesce(sum(o.total_cents), 0) FROM"
                    + " generate_series(?::date, ?::date, interval '1 day') d LEFT JOIN orders o ON"
                    + " (o.placed_at AT TIME ZONE 'UTC')::date = d::date AND o.status <> ? GROUP BY"
                    + " d ORDER BY d",
                row ->
                    new Day(row.getDate(1).toLocalDate(), row.getInt(2), Money.eur(row.getLong(3))),
                from,
                to,
                OrderStatus.CANCELLED.name()));
  }

  public List<BestSeller> bestSellers(int limit) {
    return database.inTransaction(
        sql ->
            sql.query(
                "SELECT l.sku, sum(l.quantity), sum(l.quantity * l.unit_cents) AS revenue"
                    + " FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.status <> ?"
                    + " GROUP BY l.sku ORDER BY revenue DESC, l.sku LIMIT ?",
                row ->
                    new BestSeller(
                        new Sku(row.getString(1)), row.getInt(2), Money.eur(row.getLong(3))),
                OrderStatus.CANCELLED.name(),
                limit));
  }

  /** The table that is sent to the owner of the shop every morning. */
  public static String render(List<Day> days) {
    TextTable table = new TextTable("day", "orders", "revenue");
    days.forEach(d -> table.row(d.date(), d.orders(), d.revenue()));
    double[] revenues = days.stream().mapToDouble(d -> d.revenue().cents()).toArray();
    table.row("median", "", Money.eur(Math.round(new Percentiles(revenues).median())));
    return table.render();
  }
}
