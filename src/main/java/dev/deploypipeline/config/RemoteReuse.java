package dev.deploypipeline.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/**
 * A server that keeps results for a team.
 *
 * @param address where {@code ac/} and {@code cas/} are
 * @param server the id of the {@code <server>} in {@code settings.xml} that knows user and
 *     password; empty where none is needed
 * @param write whether this build may keep results there
 */
public record RemoteReuse(URI address, Optional<String> server, boolean write) {

  /** Rejects null. */
  public RemoteReuse {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(server, "server");
  }

  /**
   * The server of these settings; empty where no address is given.
   *
   * @param address null or blank for none
   * @param server null or blank for none
   * @throws IllegalArgumentException naming the address, if it is no address of HTTP, or holds a
   *     password
   */
  public static Optional<RemoteReuse> parse(String address, String server, boolean write) {
    if (address == null || address.isBlank()) {
      return Optional.empty();
    }
    URI uri = uri(address.strip());
    return Optional.of(
        new RemoteReuse(
            uri,
            Optional.ofNullable(server).filter(id -> !id.isBlank()).map(String::strip),
            write));
  }

  private static URI uri(String address) {
    String advice = "Perhaps you should write it as https://cache.example.org/.";
    try {
      URI uri = new URI(address);
      if (uri.getUserInfo() != null) {
        // The address is not told: it would be in the log.
        throw new IllegalArgumentException(
            "deploy-pipeline.reuse.remote holds a user or a password. Perhaps you should put them in a <server> of"
                + " settings.xml, and its id in deploy-pipeline.reuse.remote.server.");
      }
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new IllegalArgumentException(
            "deploy-pipeline.reuse.remote is '" + address + "'. " + advice);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "deploy-pipeline.reuse.remote is '" + address + "'. " + advice, e);
    }
  }
}
