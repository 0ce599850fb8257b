package shop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Router router =
      new Router()
          .on("GET", "/products/{sku}", r -> new Router.Response(200, r.path().get("sku")))
          .on("GET", "/orders/{id}/lines/{line}", r -> new Router.Response(200, r.path()))
          .on("PUT", "/echo", r -> new Router.Response(200, r.body()))
          .on(
              "GET",
              "/conflict",
              r -> {
                throw new IllegalStateException("somebody was faster");
              })
          .on(
              "GET",
              "/broken",
              r -> {
                throw new IOException("database is gone");
              });

  @Test
  void variablesComeFromThePath() {
    assertThat(router.handle("GET", "/products/SO-1", "").body()).isEqualTo("SO-1");
    assertThat(router.handle("GET", "/orders/7/lines/2/", "").body())
        .isEqualTo(Map.of("id", "7", "line", "2"));
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertThat(router.handle("GET", "/products", "").status()).isEqualTo(404);
  }

  @Test
  void aKnownPathWithAnotherMethodIsNotAllowed() {
    assertThat(router.handle("DELETE", "/products/SO-1", "").status()).isEqualTo(405);
  }

  @Test
  void theBodyIsJson() {
    assertThat(router.handle("PUT", "/echo", "{\"a\":1}").body()).isEqualTo(Map.of("a", 1L));
    assertThat(router.handle("PUT", "/echo", "").body()).isNull();
    assertThat(router.handle("PUT", "/echo", "{").status()).isEqualTo(400);
  }

  @Test
  void failuresBecomeStatuses() {
    assertThat(router.handle("GET", "/conflict", ""))
        .isEqualTo(new Router.Response(409, Map.of("error", "somebody was faster")));
    assertThat(router.handle("GET", "/broken", "").status()).isEqualTo(503);
  }
}
