package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class ConfigTest {

  @Test
  void theLeaseGoesBeforeTheConfiguredUrl() throws Exception {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources().build();
    try (Connection connection =
        DriverManager.getConnection(
            config.getValue("quarkus.datasource.jdbc.url", String.class),
            config.getValue("quarkus.datasource.username", String.class),
            config.getValue("quarkus.datasource.password", String.class))) {
      assertEquals(
          config.getValue("quarkus.datasource.db-name", String.class), connection.getCatalog());
    }
  }
}
