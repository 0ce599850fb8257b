package dev.deploypipeline.extension;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;

/** Looks like Surefire's or Failsafe's mojo to whoever changes the way its test JVMs start. */
public final class TunedMojo extends AbstractMojo {

  String jvm;
  String argLine;
  String forkCount = "1";
  String test;
  String debug;
  String tempDir = "surefire";
  String statistics;
  boolean skip;
  boolean failureIgnored;
  int flakesThatFail;
  Map<String, String> properties;
  File summary;
  Map<String, String> environment = new HashMap<>();
  Map<String, String> toolchain;

  TunedMojo() {
    setPluginContext(new HashMap<>());
  }

  /** As Surefire's. */
  public boolean isSkipTests() {
    return skip;
  }

  /** As Surefire's. */
  public void setSkipTests(boolean skipTests) {
    skip = skipTests;
  }

  /** As Surefire's. */
  public File getTestClassesDirectory() {
    return null;
  }

  /** As Surefire's. */
  public String getJvm() {
    return jvm;
  }

  /** As Surefire's. */
  public Map<String, String> getJdkToolchain() {
    return toolchain;
  }

  /** As Surefire's. */
  public String getArgLine() {
    return argLine;
  }

  /** As Surefire's. */
  public void setArgLine(String argLine) {
    this.argLine = argLine;
  }

  /** As Surefire's. */
  public String getForkCount() {
    return forkCount;
  }

  /** As Surefire's. */
  public String getTest() {
    return test;
  }

  /** As Surefire's. */
  public String getDebugForkedProcess() {
    return debug;
  }

  /** As Surefire's. */
  public boolean isTestFailureIgnore() {
    return failureIgnored;
  }

  /** As Surefire's. */
  public int getFailOnFlakeCount() {
    return flakesThatFail;
  }

  /** As Surefire's. */
  public Map<String, String> getSystemPropertyVariables() {
    return properties;
  }

  /** As Surefire's. */
  public void setSystemPropertyVariables(Map<String, String> variables) {
    properties = variables;
  }

  /** As Failsafe's. */
  public File getSummaryFile() {
    return summary;
  }

  /** As Surefire's. */
  public Map<String, String> getEnvironmentVariables() {
    return environment;
  }

  /** As Surefire's. */
  public String getTempDir() {
    return tempDir;
  }

  /** As Surefire's. */
  public void setTempDir(String tempDir) {
    this.tempDir = tempDir;
  }

  /** As Surefire's. */
  public String getRunOrderStatisticsFileChecksum() {
    return statistics;
  }

  /** As Surefire's. */
  public void setRunOrderStatisticsFileChecksum(String checksum) {
    statistics = checksum;
  }

  @SuppressWarnings("UnusedMethod") // as Surefire's, which is private too
  private String getConfigChecksum() {
    return argLine + "|" + tempDir + "|" + test + "|" + properties;
  }

  @Override
  public void execute() {}
}
