package dev.deploypipeline.config;

/** What the plugin knows of a server without being told. */
public enum ServiceKind {
  /** PostgreSQL: databases, templates, migrations. */
  POSTGRES(5432, Isolation.DATABASE),
  /** Redis: servers, or numbered databases. */
  REDIS(6379, Isolation.SERVER),
  /** Any other image: exclusive containers with the ports that are declared. */
  OTHER(0, Isolation.SERVER);

  private final int port;
  private final Isolation isolation;

  ServiceKind(int port, Isolation isolation) {
    this.port = port;
    this.isolation = isolation;
  }

  /** The port that the server listens on in its container; 0 where it is not known. */
  public int port() {
    return port;
  }

  /** The isolation in force where none is asked for. */
  public Isolation defaultIsolation() {
    return isolation;
  }

  /** The kind of an image, by the last part of its name. */
  public static ServiceKind of(ImageName image) {
    return switch (image.shortName()) {
      case "postgres" -> POSTGRES;
      case "redis" -> REDIS;
      default -> OTHER;
    };
  }
}
