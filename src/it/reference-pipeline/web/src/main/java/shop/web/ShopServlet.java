package shop.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import shop.storage.Database;
import shop.storage.ShopSettings;

/** The shop in a servlet container. */
public final class ShopServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private transient Database database;
  private transient Router router;

  @Override
  public void init() {
    database = new Database(ShopSettings.fromSystemProperties(), "shop", 10);
    router = new ShopRoutes(database).router();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    Router.Response answer = router.handle(request.getMethod(), path, body);
    response.setStatus(answer.status());
    response.setContentType("application/json");
    response.getOutputStream().write(Json.write(answer.body()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void destroy() {
    database.close();
  }
}
