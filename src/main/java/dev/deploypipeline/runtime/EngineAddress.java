package dev.deploypipeline.runtime;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where an engine is.
 *
 * @param engine how the client reaches it, for example {@code unix:///var/run/docker.sock}
 * @param host where the ports of its containers are published, as seen from here
 */
record EngineAddress(URI engine, String host) {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[?::1]?");
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  /** Rejects null. A loopback host becomes the address that ports are bound to there. */
  EngineAddress {
    Objects.requireNonNull(engine, "engine");
    host = LOOPBACK.matcher(host).matches() ? SupervisedServer.HOST : host;
  }

  /**
   * The address of the engine's machine to which ports are bound: loopback where that is where we
   * are, the bridge's gateway where we are in a container beside the engine, otherwise all of them,
   * as nothing else is sure to be reached from here.
   */
  String bind() {
    boolean socket = engine.getScheme().equals("unix");
    return isLoopback() || (socket && IP_ADDRESS.matcher(host).matches()) ? host : "0.0.0.0";
  }

  /** Whether others than the engine's machine itself can reach what it publishes. */
  boolean isExposed() {
    return bind().equals("0.0.0.0");
  }

  private boolean isLoopback() {
    return host.equals(SupervisedServer.HOST);
  }
}
