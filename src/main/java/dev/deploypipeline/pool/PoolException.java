package dev.deploypipeline.pool;

/**
 * The servers of a build cannot be had. The message names the service, its image and what to do.
 */
public final class PoolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** See the class. */
  public PoolException(String message, Throwable cause) {
    super(message, cause);
  }
}
