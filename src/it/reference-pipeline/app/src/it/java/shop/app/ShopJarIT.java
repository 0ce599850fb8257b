package shop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import shop.model.Sku;
import shop.storage.TestServers;

/** The executable jar as a user runs it: another process, nothing but the jar. */
class ShopJarIT {
  @RegisterExtension static final TestServers SERVERS = new TestServers();
  private static final Path JAR = Path.of(System.getProperty("basedir"), "target", "app-1.0.0.jar");

  @TempDir private Path dir;

  private record Output(int status, String out, String err) {}

  private Output run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name :
        List.of("jdbc.url", "jdbc.username", "jdbc.password", "redis.host", "redis.port")) {
      command.add("-Dshop." + name + "=" + System.getProperty("shop." + name));
    }
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(args));
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // A JVM that picks up options says so on standard error, which is looked at here.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Output(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static String schema() {
    return "--schema=" + SERVERS.database().schema();
  }

  @Test
  void theJarHoldsAllTheModules() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("shop.app.Main");
      assertThat(jar.getEntry("shop/pricing/PromotionParser.class")).isNotNull();
      assertThat(jar.getEntry("META-INF/services/java.sql.Driver")).isNotNull();
    }
  }

  @Test
  void importsAProductList() throws Exception {
    Path list = dir.resolve("list.csv");
    Files.writeString(
        list,
        "sku,name,category,price,grams\n"
            + Sku.of("HO", 1)
            + ",Hose,garden,19.99 EUR,900\n"
            + "HO-2,Long hose,garden,29.99 EUR,1800\n");
    Output output = run("import", list.toString(), schema());
    assertThat(output.err()).isEmpty();
    assertThat(output.out())
        .startsWith("1 products stored, 1 problems\nrecord 2: 'HO-2' is no article number");
    assertThat(output.status()).isZero();
  }

  @Test
  void printsAnEmptyWeekOfSales() throws Exception {
    Output output = run("sales", "2026-03-01", "2026-03-07", schema());
    assertThat(output.err()).isEmpty();
    assertThat(output.out()).contains("2026-03-07       0  0.00 EUR");
  }

  @Test
  void cancelsWhatIsUnpaid() throws Exception {
    assertThat(run("cancel-unpaid", schema()).out()).startsWith("DONE, 0 orders cancelled");
  }

  @Test
  void aMistakeEndsWithStatusTwoAndNoStackTrace() throws Exception {
    Output output = run("sell");
    assertThat(output.status()).isEqualTo(2);
    assertThat(output.err())
        .isEqualTo("There is no command 'sell'. Perhaps you should try 'help'.\n");
  }
}
