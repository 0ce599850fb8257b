package shop.storage;

import java.util.function.Function;

/** Where the servers are, as told by system properties. */
public record ShopSettings(
    String jdbcUrl, String username, String password, String redisHost, int redisPort) {

  public static ShopSettings fromSystemProperties() {
    return from(System::getProperty);
  }

  static ShopSettings from(Function<String, String> properties) {
    String port = required(properties, "shop.redis.port");
    try {
      return new ShopSettings(
          required(properties, "shop.jdbc.url"),
          required(properties, "shop.jdbc.username"),
          required(properties, "shop.jdbc.password"),
          required(properties, "shop.redis.host"),
          Integer.parseInt(port));
    } catch (NumberFormatException e) {
      throw new StorageException(
          "System property shop.redis.port is '" + port + "', which is no port.", e);
    }
  }

  private static String required(Function<String, String> properties, String name) {
    String value = properties.apply(name);
    if (value == null || value.isBlank()) {
      throw new StorageException(
          "System property "
              + name
              + " is not set. Perhaps you should run `mvn deploy-pipeline:run`,"
              + " which starts the servers, or pass -D"
              + name
              + "=... for servers of your own.",
          null);
    }
    return value;
  }
}
