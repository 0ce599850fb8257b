package dev.deploypipeline.extension;

import dev.deploypipeline.model.Stage;
import dev.deploypipeline.reactor.PoolSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * What a test JVM needs to lease by itself: a small jar, made of the plugin's own classes, and a
 * file that tells it where to ask. One for a session, in its private directory.
 *
 * @param jar the jar: a Java agent, and a listener for the JUnit Platform
 * @param endpoint where the test JVMs ask
 */
record ForkKit(Path jar, LeaseEndpoint endpoint) {

  private static final String PACKAGE = "dev/deploypipeline/fork/";
  private static final List<String> CLASSES =
      List.of(
          "LeaseAgent",
          "LeaseClient",
          "Lease",
          "ForkEnvironment",
          "NoLease",
          "ClassLeaseListener",
          "ClassLeaseListener$Held");
  private static final String SERVICE =
      "META-INF/services/org.junit.platform.launcher.TestExecutionListener";

  /** Opens an endpoint for the session, and writes the files. */
  static ForkKit make(PoolSession pool) throws IOException {
    LeaseEndpoint endpoint = LeaseEndpoint.open(pool::lease);
    pool.onClose(endpoint);
    Path jar = pool.directory().resolve("deploy-pipeline-fork.jar");
    writeJar(jar);
    return new ForkKit(jar, endpoint);
  }

  /**
   * Writes the file that tells the test JVMs of one mojo where to ask, and what for.
   *
   * @param mojo what messages call the mojo
   * @param variables the environment variables that the user set, which a lease leaves alone
   */
  Path handshake(Stage stage, String mojo, Set<String> variables) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(endpoint.port()));
    properties.setProperty("token", endpoint.token());
    properties.setProperty("stage", stage.id());
    properties.setProperty("mojo", mojo);
    properties.setProperty("variables", String.join("\n", variables));
    // Readable by the owner only, as the JDK makes temporary files.
    Path handshake = Files.createTempFile(jar.getParent(), "handshake-", ".properties");
    try (OutputStream out = Files.newOutputStream(handshake)) {
      properties.store(out, null);
    }
    return handshake;
  }

  static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", PACKAGE.replace('/', '.') + "LeaseAgent");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String name : CLASSES) {
        String entry = PACKAGE + name + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in = ForkKit.class.getClassLoader().getResourceAsStream(entry)) {
          if (in == null) {
            throw new IOException(
                "the plugin's jar lacks " + entry + ". Perhaps you should download it again.");
          }
          in.transferTo(out);
        }
      }
      out.putNextEntry(new ZipEntry(SERVICE));
      out.write(
          (PACKAGE.replace('/', '.') + "ClassLeaseListener\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
