package shop.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.storage.TestServers;

class CustomerRepositoryIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Email EMAIL = new Email("anna@example.org");
  private static final Customer ANNA =
      new Customer(
          0, "Anna", EMAIL, new PostalAddress("Ring 1", "1010", "Wien", "AT"), Loyalty.NONE);

  private final CustomerRepository customers =
      new CustomerRepository(SERVERS.database(), new PasswordHash(20_000));

  @BeforeAll
  static void createTables() {
    CustomerRepository.MIGRATIONS.apply(SERVERS.database());
  }

  @BeforeEach
  void startEmpty() {
    SERVERS.database().inTransaction(sql -> sql.update("DELETE FROM customer"));
  }

  @Test
  void aRegisteredCustomerCanBeFoundAndLogIn() {
    Customer stored = customers.register(ANNA, "correct horse");
    assertThat(customers.find(stored.id())).contains(stored);
    assertThat(customers.logIn(EMAIL, "correct horse")).contains(stored);
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressAreTheSame() {
    customers.register(ANNA, "correct horse");
    assertThat(customers.logIn(EMAIL, "wrong horse")).isEmpty();
    assertThat(customers.logIn(new Email("bert@example.org"), "correct horse")).isEmpty();
  }

  @Test
  void oneAccountPerAddressEvenWhenRegisteredTwiceAtOnce() {
    long registered =
        IntStream.range(0, 6)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> customers.register(ANNA, "correct horse")))
            .toList()
            .stream()
            .filter(f -> f.handle((customer, failure) -> failure == null).join())
            .count();
    assertThat(registered).isEqualTo(1);
    assertThatThrownBy(() -> customers.register(ANNA, "correct horse"))
        .hasMessage("anna@example.org has an account already");
  }

  @Test
  void loggingInRenewsAnOutdatedHash() {
    new CustomerRepository(SERVERS.database(), new PasswordHash(1_000))
        .register(ANNA, "correct horse");
    assertThat(customers.logIn(EMAIL, "correct horse")).isPresent();
    String hash =
        SERVERS
            .database()
            .inTransaction(
                sql ->
                    sql.one("SELECT password FROM customer", row -> row.getString(1))
                        .orElseThrow());
    assertThat(hash).startsWith("20000$");
  }

  @Test
  void promotionToGoldIsKept() {
    long id = customers.register(ANNA, "correct horse").id();
    customers.promote(id, Loyalty.GOLD);
    assertThat(customers.find(id).orElseThrow().loyalty()).isEqualTo(Loyalty.GOLD);
  }
}
