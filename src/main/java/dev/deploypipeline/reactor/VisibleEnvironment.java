package dev.deploypipeline.reactor;

import dev.deploypipeline.reuse.Digest;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tasks can see of the machine and the shell. */
final class VisibleEnvironment {

  /**
   * What differs from shell to shell, or from build to build on a server, and means nothing to a
   * test.
   */
  private static final List<String> NOISE =
      List.of(
          "_",
          "PWD",
          "OLDPWD",
          "SHLVL",
          "TERM",
          "TERM_*",
          "COLORTERM",
          "COLUMNS",
          "LINES",
          "LS_COLORS",
          "PS1",
          "PROMPT*",
          "HIST*",
          "PAGER",
          "LESS*",
          "EDITOR",
          "VISUAL",
          "MAIL",
          "LOGNAME",
          "SSH_*",
          "GPG_*",
          "DBUS_*",
          "XDG_*",
          "WINDOWID",
          "VTE_VERSION",
          "TMUX*",
          "STY",
          "MAVEN_CMD_LINE_ARGS",
          "MAVEN_OPTS",
          "MAVEN_PROJECTBASEDIR",
          "GITHUB_*",
          "RUNNER_*",
          "ACTIONS_*",
          "CI_*",
          "GITLAB_*",
          "BUILD_*",
          "JOB_*",
          "HUDSON_*",
          "JENKINS_*",
          "INVOCATION_ID",
          "JOURNAL_STREAM");

  private static final String OWN = "deploy-pipeline.";

  private final Pattern noise;

  /**
   * @param ignored more variables that mean nothing, with {@code *} for any characters
   */
  VisibleEnvironment(List<String> ignored) {
    this.noise =
        Pattern.compile(
            Stream.concat(NOISE.stream(), ignored.stream())
                .map(name -> Pattern.quote(name.strip()).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|")));
  }

  /** The variables that count, as digests, since they may be secret. */
  SortedMap<String, Digest> variables(Map<String, String> environment) {
    SortedMap<String, Digest> all = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (!noise.matcher(name).matches()) {
            all.put(name, Digest.ofAll(value));
          }
        });
    return all;
  }

  /** The properties that were typed, without those that say where artifacts are and how we work. */
  static SortedMap<String, Digest> properties(Properties typed) {
    SortedMap<String, Digest> all = new TreeMap<>();
    for (String name : typed.stringPropertyNames()) {
      if (!name.startsWith(OWN)
          && !name.startsWith("maven.repo.local")
          && !name.startsWith("env.")) {
        all.put(name, Digest.ofAll(typed.getProperty(name)));
      }
    }
    return all;
  }

  /**
   * The JVM and the system.
   *
   * @param wide also what only tests ask for: who runs it, and where
   */
  static String platform(boolean wide) {
    return String.join(
        "\n",
        wide ? property("java.home") : "",
        property("java.vm.name"),
        property("java.vm.version"),
        property("java.vendor"),
        property("os.name"),
        property("os.arch"),
        wide ? property("os.version") : "",
        wide ? property("user.name") : "",
        wide ? property("user.home") : "",
        property("line.separator"),
        Charset.defaultCharset().name(),
        Locale.getDefault().toString(),
        TimeZone.getDefault().getID());
  }

  private static String property(String name) {
    return name + "=" + System.getProperty(name, "");
  }
}
