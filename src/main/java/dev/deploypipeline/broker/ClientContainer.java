package dev.deploypipeline.broker;

import dev.deploypipeline.broker.HttpHead.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A container that a client asked for: what the client knows of it, which is not what the engine
 * knows where it was a warm one. Safe for use by many threads.
 */
final class ClientContainer {

  /** What the client has been told. */
  enum State {
    /** Created, not started. */
    CREATED,
    /** Started. */
    RUNNING,
    /** Stopped or killed; the engine may still be at it. */
    ENDED,
    /** Removed; the engine may still be at it. */
    GONE
  }

  /**
   * What the client asked for.
   *
   * @param scope who asked
   * @param target the target of the create request
   * @param fields its header fields
   * @param body its body
   * @param call what is remembered of it; empty where no warm container could have been meant
   * @param name the name that the client chose; empty if none
   * @param labels the labels that the client chose
   */
  @SuppressWarnings("ArrayRecordComponent") // sent again, never compared
  record Wish(
      String scope,
      ApiTarget target,
      List<Field> fields,
      byte[] body,
      Optional<CreateCall> call,
      String name,
      Map<String, String> labels) {
    Wish {
      fields = List.copyOf(fields);
      labels = Map.copyOf(labels);
    }
  }

  private final String id;
  private final Wish wish;
  private final Instant created;
  private final long createdNanos = System.nanoTime();
  private final List<FileCopy> files = new ArrayList<>();
  private Optional<WarmContainer> warm;
  private String name;
  private String realId;
  private State state = State.CREATED;
  private Instant started = Instant.EPOCH;
  private Optional<Answer> inspection = Optional.empty();
  private boolean waited;
  private boolean released;
  private boolean otherwise;
  private CompletableFuture<Void> ending = CompletableFuture.completedFuture(null);

  /**
   * @param id the id that the client is told
   * @param warm what it was; empty for a fresh container
   */
  ClientContainer(String id, Wish wish, Optional<WarmContainer> warm, Instant created) {
    this.id = id;
    this.realId = id;
    this.wish = wish;
    this.warm = warm;
    this.created = created;
    this.name = wish.name().isEmpty() ? warm.map(WarmContainer::name).orElse("") : wish.name();
  }

  String id() {
    return id;
  }

  Wish wish() {
    return wish;
  }

  Instant created() {
    return created;
  }

  long millisSinceCreated() {
    return (System.nanoTime() - createdNanos) / 1_000_000;
  }

  synchronized String name() {
    return name;
  }

  synchronized void rename(String other) {
    name = other;
  }

  /** The id by which the engine knows it. */
  synchronized String realId() {
    return realId;
  }

  /** What it was handed over as; empty for a fresh container. */
  synchronized Optional<WarmContainer> warm() {
    return warm;
  }

  /** Replaces the warm container by a fresh one, before it was started. */
  synchronized void replace(String freshId) {
    realId = freshId;
    warm = Optional.empty();
    otherwise = true;
  }

  synchronized State state() {
    return state;
  }

  synchronized boolean is(State some) {
    return state == some;
  }

  synchronized Instant started() {
    return started;
  }

  synchronized void start(Instant now) {
    state = State.RUNNING;
    started = now;
  }

  /**
   * Ends it for the client.
   *
   * @param then ENDED or GONE
   * @param end completed when the engine is done as well
   */
  synchronized void end(State then, CompletableFuture<Void> end) {
    state = then;
    ending = end;
  }

  /** What the engine last said of it; empty if it was never asked. */
  synchronized Optional<Answer> inspection() {
    return inspection;
  }

  synchronized void inspected(Answer answer) {
    inspection = Optional.of(answer);
  }

  /** Completed when the engine has done what was acknowledged. */
  synchronized CompletableFuture<Void> ending() {
    return ending;
  }

  synchronized void add(FileCopy copy) {
    files.add(copy);
  }

  synchronized List<FileCopy> files() {
    return List.copyOf(files);
  }

  /** It was prepared in a way that no recipe holds. */
  synchronized void preparedOtherwise() {
    otherwise = true;
  }

  synchronized boolean isPreparedOtherwise() {
    return otherwise;
  }

  /** Whether this is the first time that its client is seen to have waited for it. */
  synchronized boolean firstWait() {
    boolean first = !waited && state == State.RUNNING;
    waited |= first;
    return first;
  }

  /** Whether this is the first time that it is given back. */
  synchronized boolean firstRelease() {
    boolean first = !released;
    released = true;
    return first;
  }
}
