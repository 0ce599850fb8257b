package shop.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bounded set of reusable resources, opened on demand; the last one returned is the first one
 * reused.
 */
final class Pool<T extends AutoCloseable> implements AutoCloseable {
  private final Semaphore permits;
  private final Duration maxWait;
  private final Callable<T> open;
  private final Deque<T> idle = new ArrayDeque<>();
  private boolean closed;

  Pool(int size, Duration maxWait, Callable<T> open) {
    this.permits = new Semaphore(size, true);
    this.maxWait = maxWait;
    this.open = open;
  }

  T borrow() {
    try {
      if (!permits.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StorageException(
            "No connection became free within " + maxWait.toMillis() + " ms.", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("Interrupted while waiting for a connection.", e);
    }
    try {
      T resource = takeIdle();
      return resource != null ? resource : open.call();
    } catch (Exception e) {
      permits.release();
      throw new StorageException("Cannot open a connection: " + e.getMessage(), e);
    }
  }

  /** Gives a resource back; a broken one is closed instead of reused. */
  void giveBack(T resource, boolean healthy) {
    boolean keep;
    synchronized (idle) {
      keep = healthy && !closed;
      if (keep) {
        idle.push(resource);
      }
    }
    permits.release();
    if (!keep) {
      close(resource);
    }
  }

  private T takeIdle() {
    synchronized (idle) {
      return idle.poll();
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new StorageException("Cannot close a connection: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    for (T resource = takeIdle(); resource != null; resource = takeIdle()) {
      close(resource);
    }
  }
}
