package shop.customers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import shop.storage.Database;
import shop.storage.Migrations;

/** Customers and their password hashes in the database. */
public final class CustomerRepository {
  public static final Migrations MIGRATIONS =
      new Migrations(CustomerRepository.class, "customers.sql");

  private final Database database;
  private final PasswordHash passwords;

  public CustomerRepository(Database database, PasswordHash passwords) {
    this.database = database;
    this.passwords = passwords;
  }

  /** Stores a new customer and hands out the one with its id; each mail address has one account. */
  public Customer register(Customer customer, String password) {
    String hash = passwords.hash(password);
    PostalAddress a = customer.address();
    long id =
        database.inTransaction(
            sql ->
                sql.one(
                        "INSERT INTO customer (name, email, street, postal_code, city, country,"
                            + " loyalty, password) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT"
                            + " (email) DO NOTHING RETURNING id",
                        row -> row.getLong(1),
                        customer.name(),
                        customer.email().value(),
                        a.street(),
                        a.postalCode(),
                        a.city(),
                        a.country(),
                        customer.loyalty().name(),
                        hash)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                customer.email() + " has an account already")));
    return customer.withId(id);
  }

  public Optional<Customer> find(long id) {
    return database.inTransaction(
        sql -> sql.one("SELECT * FROM customer WHERE id = ?", CustomerRepository::customer, id));
  }

  /** The customer, if the password is right; an outdated hash is made anew on this occasion. */
  public Optional<Customer> logIn(Email email, String password) {
    return database.inTransaction(
        sql -> {
          Optional<String> stored =
              sql.one(
                  "SELECT password FROM customer WHERE email = ?",
                  row -> row.getString(1),
                  email.value());
          if (stored.isEmpty() || !PasswordHash.matches(password, stored.get())) {
            return Optional.empty();
          }
          if (passwords.isOutdated(stored.get())) {
            sql.update(
                "UPDATE customer SET password = ? WHERE email = ?",
                passwords.hash(password),
                email.value());
          }
          return sql.one(
              "SELECT * FROM customer WHERE email = ?",
              CustomerRepository::customer,
              email.value());
        });
  }

  public void promote(long id, Loyalty loyalty) {
    database.inTransaction(
        sql -> sql.update("UPDATE customer SET loyalty = ? WHERE id = ?", loyalty.name(), id));
  }

  private static Customer customer(ResultSet row) throws SQLException {
    return new Customer(
        row.getLong("id"),
        row.getString("name"),
        new Email(row.getString("email")),
        new PostalAddress(
            row.getString("street"),
            row.getString("postal_code"),
            row.getString("city"),
            row.getString("country")),
        Loyalty.valueOf(row.getString("loyalty")));
  }
}
