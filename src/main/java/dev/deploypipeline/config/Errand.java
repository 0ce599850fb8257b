package dev.deploypipeline.config;

import java.util.Locale;

/** What a run is for, which decides what of the modules' plans it runs. */
public enum Errand {
  /** All of the plan, up to the last phase that is asked for. */
  RUN,
  /** Compiles and checks: no test is run, and nothing packaged that no other module needs. */
  VALIDATE;

  /** Whether what the compiler and the checks find is collected. */
  public boolean lints() {
    return this == VALIDATE;
  }

  /** The goal that people type for it, for example {@code validate}. */
  public String goal() {
    return name().toLowerCase(Locale.ROOT);
  }
}
