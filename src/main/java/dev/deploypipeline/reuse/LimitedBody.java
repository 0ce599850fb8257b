package dev.deploypipeline.reuse;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A body that may not be longer than expected, and of which somebody watches how much is there. */
final class LimitedBody<T> implements BodySubscriber<T> {

  private final BodySubscriber<T> body;
  private final long limit;
  private final AtomicLong received;
  private Flow.Subscription subscription;
  private boolean ended;

  /**
   * Wraps a body.
   *
   * @param limit in bytes
   * @param received counts them
   */
  LimitedBody(BodySubscriber<T> body, long limit, AtomicLong received) {
    this.body = body;
    this.limit = limit;
    this.received = received;
  }

  @Override
  public CompletionStage<T> getBody() {
    return body.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    body.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    if (ended) {
      return;
    }
    long bytes = part.stream().mapToLong(ByteBuffer::remaining).sum();
    if (received.addAndGet(bytes) > limit) {
      ended = true;
      subscription.cancel();
      body.onError(new TooLong(limit));
    } else {
      body.onNext(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (!ended) {
      body.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!ended) {
      body.onComplete();
    }
  }

  /** The body is longer than it may be. */
  static final class TooLong extends IOException {

    private static final long serialVersionUID = 1L;

    TooLong(long limit) {
      super("the answer has more than " + limit + " bytes");
    }
  }
}
