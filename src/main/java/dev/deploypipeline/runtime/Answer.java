package dev.deploypipeline.runtime;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An answer that comes in pieces. Unlike the client's own callbacks it writes no stack trace to the
 * log when the answer breaks off.
 */
abstract class Answer<T> implements ResultCallback<T> {

  private final CountDownLatch ended = new CountDownLatch(1);
  private Optional<Throwable> problem = Optional.empty();
  private Optional<Closeable> stream = Optional.empty();
  private boolean closed;

  @Override
  public final void onStart(Closeable opened) {
    boolean tooLate;
    synchronized (this) {
      stream = Optional.of(opened);
      tooLate = closed;
    }
    if (tooLate) {
      breakOff(opened);
    }
  }

  @Override
  public final void onError(Throwable error) {
    synchronized (this) {
      // The first one tells; what comes after a close is the close.
      if (problem.isEmpty() && !closed) {
        problem = Optional.of(error);
      }
    }
    ended.countDown();
  }

  @Override
  public final void onComplete() {
    ended.countDown();
  }

  /** Whether nothing more will come. */
  final boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** Why the answer broke off, if it did. */
  final synchronized Optional<Throwable> problem() {
    return problem;
  }

  /** Waits for the end; returns whether it came in time. */
  final boolean await(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Breaks the answer off if it still comes. */
  @Override
  public final void close() {
    Optional<Closeable> open;
    synchronized (this) {
      closed = true;
      open = stream;
    }
    open.ifPresent(Answer::breakOff);
    ended.countDown();
  }

  private static void breakOff(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
