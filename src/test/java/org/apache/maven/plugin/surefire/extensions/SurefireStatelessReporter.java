package org.apache.maven.plugin.surefire.extensions;

/** As much of Surefire's own class as matters to what reads it by reflection. */
public final class SurefireStatelessReporter {

  private final boolean disable;

  /** Writes reports, or does not. */
  public SurefireStatelessReporter(boolean disable) {
    this.disable = disable;
  }

  /** Whether it writes none. */
  public boolean isDisable() {
    return disable;
  }
}
