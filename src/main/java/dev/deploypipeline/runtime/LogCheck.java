package dev.deploypipeline.runtime;

import dev.deploypipeline.config.Readiness;

/** That a line was logged so and so often. */
record LogCheck(Readiness.LogLine line, ContainerLog log) implements ReadinessCheck {

  @Override
  public boolean met() {
    return log.found() >= line.times();
  }

  @Override
  public String shortfall() {
    return "its log held '%s' %d of %d times%s"
        .formatted(
            line.pattern(),
            log.found(),
            line.times(),
            log.problem().map(e -> ", and broke off: " + EngineFailure.said(e)).orElse(""));
  }
}
