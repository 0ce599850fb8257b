package dev.deploypipeline.schedule;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads named after their worker's number: a task that ignores its interrupt must not keep
 * the JVM alive.
 */
final class NamedThreads implements ThreadFactory {
  private final AtomicInteger next = new AtomicInteger();

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "deploy-pipeline-" + next.getAndIncrement());
    thread.setDaemon(true);
    return thread;
  }
}
