package shop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import shop.catalog.Product;
import shop.catalog.ProductRepository;
import shop.model.Cart;
import shop.model.LineItem;
import shop.model.Money;
import shop.model.Sku;
import shop.orders.Order;
import shop.orders.OrderRepository;
import shop.orders.OrderStatus;
import shop.storage.TestServers;

/** The routes over real HTTP, served by the JDK instead of a servlet container. */
class ShopHttpIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Product SOCKS =
      new Product(Sku.of("SO", 1), "Socks", "clothes", Money.eur(500), 80);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);
  private static HttpServer server;
  private static OrderRepository orders;

  @BeforeAll
  static void start() throws IOException {
    ProductRepository.MIGRATIONS.apply(SERVERS.database());
    OrderRepository.MIGRATIONS.apply(SERVERS.database());
    new ProductRepository(SERVERS.database()).saveAll(List.of(SOCKS));
    orders = new OrderRepository(SERVERS.database());
    Router router = new ShopRoutes(SERVERS.database()).router();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(THREADS);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Router.Response response =
              router.handle(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
          byte[] bytes = Json.write(response.body()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(response.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    THREADS.shutdown();
  }

  private static Order place() {
    Cart cart = Cart.empty("EUR").with(new LineItem(SOCKS.sku(), 3, SOCKS.price()));
    Order order =
        new Order(
            orders.nextId(),
            1,
            cart,
            cart.total(),
            OrderStatus.PLACED,
            "",
            Instant.parse("2026-03-01T12:00:00Z"));
    orders.add(order);
    return order;
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
  }

  private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void showsAProduct() {
    HttpResponse<String> response = send(at("/products/" + SOCKS.sku())).join();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"sku\":\"" + SOCKS.sku() + "\",\"name\":\"Socks\",\"price\":\"5.00 EUR\"}");
  }

  @Test
  void explainsWhatIsWrong() {
    HttpResponse<String> response = send(at("/products/nonsense")).join();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("'nonsense' is no article number");
    assertThat(send(at("/products/" + Sku.of("XX", 1))).join().statusCode()).isEqualTo(404);
  }

  @Test
  void listsACategory() {
    assertThat(Json.parse(send(at("/categories/clothes")).join().body()))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(1);
  }

  @Test
  void ofManyWhoCancelAnOrderOneSucceeds() {
    Order order = place();
    long succeeded =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    send(
                        at("/orders/" + order.id() + "/status")
                            .PUT(
                                HttpRequest.BodyPublishers.ofString("{\"status\":\"CANCELLED\"}"))))
            .toList()
            .stream()
            .filter(f -> f.join().statusCode() == 200)
            .count();
    assertThat(succeeded).isEqualTo(1);
    assertThat(send(at("/orders/" + order.id())).join().body())
        .contains("\"status\":\"CANCELLED\"");
  }

  @Test
  void reportsTheSalesOfADay() {
    place();
    assertThat(send(at("/sales/2026-03-01/2026-03-02")).join().body())
        .contains("\"date\":\"2026-03-02\"")
        .contains("\"orders\":");
  }

  @Test
  void answersManyAtOnce() {
    List<CompletableFuture<HttpResponse<String>>> responses =
        IntStream.range(0, 400).mapToObj(i -> send(at("/products/" + SOCKS.sku()))).toList();
    assertThat(responses).allMatch(r -> r.join().statusCode() == 200);
  }
}
