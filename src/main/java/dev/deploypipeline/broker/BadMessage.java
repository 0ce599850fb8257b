package dev.deploypipeline.broker;

import java.io.IOException;

/** A message that breaks the rules of HTTP/1.1 (RFC 9112), or a limit of ours. */
final class BadMessage extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status what a client is answered, for example 400
   * @param reason what is wrong, without what the message held, which may be secret
   */
  BadMessage(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
