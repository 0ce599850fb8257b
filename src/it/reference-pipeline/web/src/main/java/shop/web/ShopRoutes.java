package shop.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.catalog.Product;
import shop.catalog.ProductRepository;
import shop.model.OrderId;
import shop.model.Sku;
import shop.orders.Order;
import shop.orders.OrderRepository;
import shop.orders.OrderStatus;
import shop.reports.SalesReport;
import shop.storage.Database;

/** The addresses of the shop. */
public final class ShopRoutes {
  private final ProductRepository products;
  private final OrderRepository orders;
  private final SalesReport sales;

  public ShopRoutes(Database database) {
    this.products = new ProductRepository(database);
    this.orders = new OrderRepository(database);
    this.sales = new SalesReport(database);
  }

  public Router router() {
    return new Router()
        .on("GET", "/products/{sku}", this::product)
        .on("GET", "/categories/{category}", this::category)
        .on("GET", "/orders/{id}", this::order)
        .on("PUT", "/orders/{id}/status", this::move)
        .on("GET", "/sales/{from}/{to}", this::sales);
  }

  private Router.Response product(Router.Request request) {
    Sku sku = new Sku(request.path().get("sku"));
    return products
        .find(sku)
        .map(p -> new Router.Response(200, json(p)))
        .orElseGet(() -> Router.Response.error(404, "no product " + sku));
  }

  private Router.Response category(Router.Request request) {
    List<Product> page = products.page(request.path().get("category"), null, 50);
    return new Router.Response(200, page.stream().map(ShopRoutes::json).toList());
  }

  private Router.Response order(Router.Request request) {
    OrderId id = OrderId.parse(request.path().get("id"));
    return orders
        .find(id)
        .map(o -> new Router.Response(200, json(o)))
        .orElseGet(() -> Router.Response.error(404, "no order " + id));
  }

  private Router.Response move(Router.Request request) {
    OrderId id = OrderId.parse(request.path().get("id"));
    if (!(request.body() instanceof Map<?, ?> body)
        || !(body.get("status") instanceof String status)) {
      return Router.Response.error(400, "a body such as {\"status\":\"SHIPPED\"} is needed");
    }
    Order order = orders.find(id).orElseThrow(() -> new IllegalArgumentException("no order " + id));
    Order moved = order.with(OrderStatus.valueOf(status));
    orders.move(moved, order.status());
    return new Router.Response(200, json(moved));
  }

  private Router.Response sales(Router.Request request) {
    LocalDate from = LocalDate.parse(request.path().get("from"));
    LocalDate to = LocalDate.parse(request.path().get("to"));
    return new Router.Response(
        200,
        sales.byDay(from, to).stream()
            .map(d -> Map.of("date", d.date(), "orders", d.orders(), "cents", d.revenue().cents()))
            .toList());
  }

  private static Map<String, Object> json(Product product) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sku", product.sku());
    json.put("name", product.name());
    json.put("price", product.price());
    return json;
  }

  private static Map<String, Object> json(Order order) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", order.id());
    json.put("status", order.status());
    json.put("total", order.total());
    json.put("pieces", order.cart().pieces());
    return json;
  }
}
