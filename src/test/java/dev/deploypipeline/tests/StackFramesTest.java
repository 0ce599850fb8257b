package dev.deploypipeline.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFramesTest {

  @TempDir private Path module;
  private StackFrames frames;

  @BeforeEach
  void compile() throws IOException {
    Reports.compile(module.resolve("test-classes"), "p.CartTest");
    Reports.compile(module.resolve("classes"), "p.Cart");
    Reports.compile(module.resolve("classes"), "p.Cart$Line");
    frames = new StackFrames(List.of(module.resolve("test-classes"), module.resolve("classes")));
  }

  @Test
  void theFirstFrameOfTheProjectIsFoundBehindThoseOfOthers() {
    assertThat(
            frames.firstOfProject(
                """
                java.lang.ArithmeticException: / by zero at p.Cart.lie(Cart.java:1)
                \tat java.base/java.util.Objects.requireNonNull(Objects.java:1)
                \tat p.Unknown.run(Unknown.java:3)
                \tat p.Cart$Line.price(Cart.java:7)
                \tat p.CartTest.adds(CartTest.java:12)
                """))
        .hasValue("p.Cart$Line.price(Cart.java:7)");
  }

  @Test
  void loadersModulesAndLambdasDoNotHideTheClass() {
    assertThat(frames.firstOfProject("\tat app//p.CartTest.adds(CartTest.java:12)"))
        .hasValue("p.CartTest.adds(CartTest.java:12)");
    assertThat(frames.firstOfProject("\tat shop@1.0/p.Cart.<init>(Cart.java:3)"))
        .hasValue("p.Cart.<init>(Cart.java:3)");
    assertThat(frames.firstOfProject("\tat p.Cart$$Lambda/0x01.get(Unknown Source)")).isPresent();
  }

  @Test
  void aTraceOfOthersOnlyHasNone() {
    assertThat(frames.firstOfProject("java.io.IOException\n\tat a.B.c(B.java:1)\n")).isEmpty();
    assertThat(frames.firstOfProject("")).isEmpty();
  }

  @Test
  void aNameThatNoFileCanHaveIsNotOfTheProject() {
    assertThat(frames.isOfProject("p.Cart\0")).isFalse();
    assertThat(ForkName.of(Reports.command(Path.of("/m/surefire"), 1).replace("/m", "/\0")))
        .isEmpty();
  }
}
