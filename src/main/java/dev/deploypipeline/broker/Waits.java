package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ClientContainer.State;
import java.time.Duration;
import java.util.Optional;

/** Learns from clients when a container is ready: they wait for it, and stop waiting. */
final class Waits {

  private final Services services;

  Waits(Services services) {
    this.services = services;
  }

  /**
   * A client is seen to be done waiting: it stopped following the log, its port check ended, or it
   * used the container. Returns at once.
   *
   * @param ports whether the container's ports should be open by now; if not, it was used
   * @param check the port check that ended; empty if it was something else
   */
  void seen(ClientContainer container, boolean ports, Optional<String> check) {
    services.faults().guarding(() -> learn(container, ports, check));
  }

  /**
   * The time in milliseconds by which a client had less to wait.
   *
   * @param cold how long a cold one took, perhaps on a machine that had more to do than now
   * @param ahead how long this one took when nobody waited for it
   * @param waited how long its client waited
   * @param used whether the ends of both waits are known by a use only, before which the client may
   *     have done other things, as long in both cases
   */
  static long saved(long cold, Duration ahead, long waited, boolean used) {
    return used
        ? Math.min(cold - waited, ahead.toMillis())
        : Math.min(cold, ahead.toMillis()) - waited;
  }

  private void learn(ClientContainer container, boolean ports, Optional<String> check) {
    if (container.wish().call().isEmpty() || !container.firstWait()) {
      return;
    }
    String fingerprint = container.wish().call().get().fingerprint();
    long millis = container.millisSinceAsked();
    Optional<WarmContainer> warm = container.warm();
    if (warm.isPresent()) {
      long cold = services.book().coldMillis(fingerprint);
      if (cold > 0) {
        services.counters().saved(saved(cold, warm.get().took(), millis, !ports));
      }
    } else if (!container.isPreparedOtherwise()) {
      services
          .background()
          .begin(
              () -> {
                if (container.is(State.RUNNING)) {
                  ReadyMark mark =
                      ReadyMark.of(services.calls().logs(container.realId()), ports, check);
                  services.book().waitedFor(fingerprint, mark, millis);
                }
              });
    }
  }
}
