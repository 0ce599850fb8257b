package dev.deploypipeline.reuse;

import java.util.Objects;

/**
 * Whom a remote store knows the build as.
 *
 * @param user the user's name
 * @param password the password, which no text of this type tells
 */
public record Credentials(String user, String password) {

  /** Rejects null. */
  public Credentials {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /** The user only. */
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
