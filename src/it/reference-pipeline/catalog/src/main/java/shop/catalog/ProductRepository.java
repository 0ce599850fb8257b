package shop.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import shop.model.Money;
import shop.model.Sku;
import shop.storage.Database;
import shop.storage.Migrations;

/** Products in the database. */
public final class ProductRepository {
  public static final Migrations MIGRATIONS =
      new Migrations(ProductRepository.class, "products.sql");

  private final Database database;

  public ProductRepository(Database database) {
    this.database = database;
  }

  /**
   * Stores all or none; a product that is there already gets its new name, category, price and
   * weight.
   */
  public int saveAll(List<Product> products) {
    List<Object[]> rows =
        products.stream()
            .map(
                p ->
                    new Object[] {
                      p.sku().value(),
                      p.name(),
                      p.category(),
                      p.price().cents(),
                      p.price().currency(),
                      p.grams()
                    })
            .toList();
    return database.inTransaction(
        sql ->
            sql.batch(
                "INSERT INTO product (sku, name, category, price_cents, currency, grams) VALUES (?,"
                    + " ?, ?, ?, ?, ?) ON CONFLICT (sku) DO UPDATE SET name = excluded.name,"
                    + " category = excluded.category, price_cents = excluded.price_cents, currency"
                    + " = excluded.currency, grams = excluded.grams",
                rows));
  }

  public Optional<Product> find(Sku sku) {
    return database.inTransaction(
        sql ->
            sql.one(
                "SELECT * FROM product WHERE sku = ?", ProductRepository::product, sku.value()));
  }

  /** One page of a category, cheapest first, after the given product (null for the first page). */
  public List<Product> page(String category, Product after, int size) {
    long cents = after == null ? -1 : after.price().cents();
    String sku = after == null ? "" : after.sku().value();
    return database.inTransaction(
        sql ->
            sql.query(
                "SELECT * FROM product WHERE category = ? AND (price_cents, sku) > (?, ?)"
                    + " ORDER BY price_cents, sku LIMIT ?",
                ProductRepository::product,
                category,
                cents,
                sku,
                size));
  }

  public long count() {
    return database.inTransaction(
        sql -> sql.one("SELECT count(*) FROM product", row -> row.getLong(1)).orElseThrow());
  }

  private static Product product(ResultSet row) throws SQLException {
    return new Product(
        new Sku(row.getString("sku")),
        row.getString("name"),
        row.getString("category"),
        new Money(row.getLong("price_cents"), row.getString("currency")),
        row.getInt("grams"));
  }
}
