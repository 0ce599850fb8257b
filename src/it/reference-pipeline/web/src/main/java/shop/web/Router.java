package shop.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the handler of a request by method and path; {@code {name}} in a route stands for one
 * segment.
 */
public final class Router {

  /** What was asked: the variables of the path, and the body as JSON (null if there is none). */
  public record Request(Map<String, String> path, Object body) {}

  /** What is answered; the body is written as JSON. */
  public record Response(int status, Object body) {
    static Response error(int status, String message) {
      return new Response(status, Map.of("error", message));
    }
  }

  /** Answers requests. */
  @FunctionalInterface
  public interface Handler {
    Response handle(Request request) throws Exception;
  }

  private record Route(String method, List<String> segments, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  public Router on(String method, String path, Handler handler) {
    routes.add(new Route(method, segments(path), handler));
    return this;
  }

  /** Never throws: what goes wrong becomes a status. */
  public Response handle(String method, String path, String body) {
    List<String> segments = segments(path);
    boolean known = false;
    for (Route route : routes) {
      Map<String, String> variables = match(route.segments, segments);
      if (variables != null) {
        known = true;
        if (route.method.equals(method)) {
          return call(route.handler, variables, body);
        }
      }
    }
    return known
        ? Response.error(405, method + " is not allowed for " + path)
        : Response.error(404, "there is nothing at " + path);
  }

  private static Response call(Handler handler, Map<String, String> variables, String body) {
    try {
      return handler.handle(new Request(variables, body.isBlank() ? null : Json.parse(body)));
    } catch (IllegalArgumentException e) {
      return Response.error(400, e.getMessage());
    } catch (IllegalStateException e) {
      return Response.error(409, e.getMessage());
    } catch (Exception e) {
      return Response.error(503, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> match(List<String> route, List<String> path) {
    if (route.size() != path.size()) {
      return null;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < route.size(); i++) {
      String segment = route.get(i);
      if (segment.startsWith("{")) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return null;
      }
    }
    return variables;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/")));
    segments.removeIf(String::isEmpty);
    return segments;
  }
}
