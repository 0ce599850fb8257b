package seen;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** What a test sees of its JVM, without what differs between any two JVMs. */
final class Sight {

  static void write(String name) throws Exception {
    Path module = Path.of(System.getProperty("basedir"));
    List<String> lines = new ArrayList<>();
    lines.add("class path " + System.getProperty("java.class.path"));
    lines.add("home " + System.getProperty("java.home"));
    lines.add("temporary files " + System.getProperty("java.io.tmpdir"));
    lines.add("working directory " + Path.of("").toAbsolutePath());
    lines.add("properties " + new TreeSet<>(System.getProperties().stringPropertyNames()));
    lines.add("given " + System.getProperty("given") + ", " + System.getenv("GIVEN"));
    // Maven's own script sets some, which differ in how this build was started.
    TreeSet<String> variables = new TreeSet<>(System.getenv().keySet());
    variables.removeIf(one -> one.startsWith("MAVEN"));
    lines.add("environment " + variables);
    lines.add("java home " + System.getenv("JAVA_HOME"));
    List<String> options = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    options.removeIf(one -> one.startsWith("-XX:"));
    lines.add("options " + options);
    lines.add("heap " + Runtime.getRuntime().maxMemory());
    lines.add("collectors " + new TreeSet<>(ManagementFactory.getGarbageCollectorMXBeans().stream().map(one -> one.getName()).toList()));
    List<MemoryPoolMXBean> pools = new ArrayList<>(ManagementFactory.getMemoryPoolMXBeans());
    List<MemoryPoolMXBean> code = pools.stream().filter(one -> one.getName().startsWith("Code")).toList();
    lines.add("room for code " + code.stream().mapToLong(one -> one.getUsage().getMax()).sum());
    pools.removeAll(code);
    lines.add("pools " + new TreeSet<>(pools.stream().map(one -> one.getName()).toList()));
    lines.add("assertions " + Sight.class.desiredAssertionStatus());
    lines.add("resources " + Collections.list(Sight.class.getClassLoader().getResources("junit-platform.properties")));
    lines.add("loader " + Sight.class.getClassLoader().getClass());
    String reactor = module.getParent().toString();
    Files.write(
        module.resolve("target/" + name + ".txt"),
        lines.stream().map(line -> line.replace(reactor, "REACTOR")).toList());
  }
}
