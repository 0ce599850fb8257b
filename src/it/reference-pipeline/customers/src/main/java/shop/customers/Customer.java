package shop.customers;

/** Someone with an account; {@code id} is 0 until the customer is stored. */
public record Customer(long id, String name, Email email, PostalAddress address, Loyalty loyalty) {

  public Customer {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a customer needs a name");
    }
  }

  Customer withId(long newId) {
    return new Customer(newId, name, email, address, loyalty);
  }
}
