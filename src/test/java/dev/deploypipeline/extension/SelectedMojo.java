package dev.deploypipeline.extension;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;

/** Looks like Surefire's mojo to whoever leaves tests out: it scans, and keeps what it has read. */
public final class SelectedMojo extends AbstractMojo {

  /** As Surefire's result of a scan. */
  public record Scan(List<String> getClasses) {}

  List<String> compiled = new ArrayList<>();
  List<String> excludes;
  String excludedGroups;
  String test;
  String[] dependenciesToScan;
  File[] suiteXmlFiles;
  File excludesFile;
  File testClasses;
  boolean failIfNoTests;
  boolean skipTests;
  boolean deaf;
  File summaryFile;
  private Object includedExcludedTests;

  /** As Surefire's: private, found by its name. */
  @SuppressWarnings("unused")
  private Scan scanForTestClasses() {
    if (includedExcludedTests == null) {
      includedExcludedTests = excludes == null ? List.of("**/*$*") : List.copyOf(excludes);
    }
    return new Scan(compiled.stream().filter(this::isIncluded).toList());
  }

  private boolean isIncluded(String name) {
    String path = name.replace('.', '/') + ".class";
    for (Object pattern : (List<?>) includedExcludedTests) {
      String text = (String) pattern;
      boolean regex = text.startsWith("%regex[");
      boolean matches =
          regex ? !deaf && path.matches(text.substring(7, text.length() - 1)) : path.contains("$");
      if (matches) {
        return false;
      }
    }
    return true;
  }

  /** As Surefire's. */
  public List<String> getExcludes() {
    return excludes;
  }

  /** As Surefire's. */
  public void setExcludes(List<String> excludes) {
    this.excludes = excludes;
  }

  /** As Failsafe's. */
  public File getSummaryFile() {
    return summaryFile;
  }

  /** As Surefire's. */
  public String getForkCount() {
    return "1";
  }

  /** As Surefire's. */
  public String getExcludedGroups() {
    return excludedGroups;
  }

  /** As Surefire's. */
  public void setExcludedGroups(String excludedGroups) {
    this.excludedGroups = excludedGroups;
  }

  /** As Surefire's. */
  public String getTest() {
    return test;
  }

  /** As Surefire's. */
  public String[] getDependenciesToScan() {
    return dependenciesToScan;
  }

  /** As Surefire's. */
  public File[] getSuiteXmlFiles() {
    return suiteXmlFiles;
  }

  /** As Surefire's. */
  public File getExcludesFile() {
    return excludesFile;
  }

  /** As Surefire's. */
  public File getTestClassesDirectory() {
    return testClasses;
  }

  /** As Surefire's. */
  public boolean getFailIfNoTests() {
    return failIfNoTests;
  }

  /** As Surefire's. */
  public void setFailIfNoTests(boolean failIfNoTests) {
    this.failIfNoTests = failIfNoTests;
  }

  /** As Surefire's. */
  public void setSkipTests(boolean skipTests) {
    this.skipTests = skipTests;
  }

  @Override
  public void execute() {}
}
