package dev.deploypipeline.broker;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of a request. */
sealed interface Handling {

  /**
   * The broker answers.
   *
   * @param answer what the client gets
   */
  record Local(Answer answer) implements Handling {
    /** Rejects null. */
    public Local {
      Objects.requireNonNull(answer, "answer");
    }
  }

  /**
   * The engine answers, and its answer is passed on as it comes.
   *
   * @param target what the engine is asked for
   * @param body what is sent, where the client's body was read already; empty to pass the client's
   *     body on
   * @param lines what becomes of an answer that is a stream of lines; empty to leave it alone
   * @param end run once when the exchange is over: when the answer is complete, or when the client
   *     hangs up
   */
  record Forward(String target, Optional<byte[]> body, Optional<Lines> lines, Runnable end)
      implements Handling {
    /** Rejects null. */
    public Forward {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(lines, "lines");
      Objects.requireNonNull(end, "end");
    }
  }

  /** As the client sent it. */
  static Forward untouched(ClientRequest request) {
    return to(request, request.target(), () -> {});
  }

  /** To another target. */
  static Forward to(ClientRequest request, String target, Runnable end) {
    return new Forward(target, request.readBody(), Optional.empty(), end);
  }

  /** Sees the lines of an answer that is a stream of them, and may add some. */
  interface Lines {
    /**
     * The stream begins.
     *
     * @param more takes lines to add, from any thread, without line end
     */
    void begun(Consumer<String> more);

    /** What the client gets instead of a line; empty for nothing. */
    Optional<String> instead(String line);

    /** The stream has ended. */
    void ended();
  }
}
