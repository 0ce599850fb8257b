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
   * @param outlives whether it is to be there when its scope has ended
   */
  @SuppressWarnings("ArrayRecordComponent") // sent again, never compared
  record Wish(
      String scope,
      ApiTarget target,
      List<Field> fields,
      byte[] body,
      Optional<CreateCall> call,
      String name,
      Map<String, String> labels,
      boolean outlives) {
    Wish {
      fields = List.copyOf(fields);
      labels = Map.copyOf(labels);
    }

    /** The same without what is needed to ask again. */
    private Wish asHistory() {
      return new Wish(scope, target, List.of(), new byte[0], call, name, labels, outlives);
    }
  }

  private static final int MOST_FILES = 50;
  private static final long MOST_BYTES = 4L * FileCopy.LARGEST;

  private final String id;
  private Wish wish;
  private final Instant created;
  private final long askedNanos;
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
  private boolean proofIsSpent;
  private boolean exitIsKnown;
  private CompletableFuture<Void> ending = CompletableFuture.completedFuture(null);

  /**
   * @param id the id that the client is told
   * @param warm what it was; empty for a fresh container
   * @param askedNanos since when its client waits for it, by {@link System#nanoTime}
   */
  ClientContainer(
      String id, Wish wish, Optional<WarmContainer> warm, Instant created, long askedNanos) {
    this.askedNanos = askedNanos;
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

  synchronized Wish wish() {
    return wish;
  }

  Instant created() {
    return created;
  }

  long millisSinceAsked() {
    return (System.nanoTime() - askedNanos) / 1_000_000;
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

  /**
   * Replaces the warm container by a fresh one, before it was started.
   *
   * @return whether that was done; otherwise it is gone
   */
  synchronized boolean replace(String freshId) {
    if (state == State.GONE) {
      return false;
    }
    realId = freshId;
    warm = Optional.empty();
    otherwise = true;
    return true;
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
    // Builds start thousands, and nobody prepares this one any more.
    files.clear();
    wish = wish.asHistory();
  }

  /** Starts it if its client gets what it prepared; whether it does. */
  synchronized boolean handOver(Instant now) {
    boolean same =
        warm.isPresent()
            && state == State.CREATED
            && !otherwise
            && FileCopy.areSame(warm.get().recipe().files(), files);
    if (same) {
      start(now);
    }
    return same;
  }

  /** Ends it if it is a warm one that no client has started; whether it is. */
  synchronized boolean endUnstarted() {
    boolean unstarted = warm.isPresent() && state == State.CREATED;
    if (unstarted) {
      end(State.GONE, CompletableFuture.completedFuture(null));
    }
    return unstarted;
  }

  /** Whether the next files that its recipe has are these. */
  synchronized boolean expects(FileCopy copy) {
    List<FileCopy> there = warm.map(each -> each.recipe().files()).orElse(List.of());
    return !otherwise && files.size() < there.size() && there.get(files.size()).isSame(copy);
  }

  /** Whether a recipe can hold these files as well. */
  synchronized boolean hasRoomFor(FileCopy copy) {
    long bytes = files.stream().mapToLong(each -> each.tar().length).sum();
    return files.size() < MOST_FILES && bytes + copy.tar().length <= MOST_BYTES;
  }

  /**
   * What the client's port check would say, if it is the one that was run ahead and nothing has
   * happened to the container since; given once.
   */
  synchronized Optional<WarmContainer.Proof> takeProof(String command) {
    Optional<WarmContainer.Proof> proof =
        proofIsSpent || state != State.RUNNING
            ? Optional.empty()
            : warm.flatMap(WarmContainer::proof).filter(each -> each.command().equals(command));
    proofIsSpent = true;
    return proof;
  }

  /** Something happens to it after which its ports may be closed. */
  synchronized void spendProof() {
    proofIsSpent = true;
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
    proofIsSpent = true;
    exitIsKnown = false;
    if (then == State.GONE) {
      // What stays is known only so that it is not found any more.
      inspection = Optional.empty();
      files.clear();
      wish = wish.asHistory();
    }
  }

  /** Ends it for the client by a signal that leaves no doubt about the exit code. */
  synchronized void kill(CompletableFuture<Void> end) {
    end(State.ENDED, end);
    exitIsKnown = true;
  }

  /** Whether it was killed, and the engine is still at it. */
  synchronized boolean isBeingKilled() {
    return state == State.ENDED && exitIsKnown && !ending.isDone();
  }

  /** Whether it is being stopped, and only its end tells its exit code. */
  synchronized boolean isBeingStopped() {
    return state == State.ENDED && !exitIsKnown && !ending.isDone();
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
