package dev.deploypipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestClassFilesTest {

  private static final String OURS = TestClassFilesTest.class.getName();

  private final TestClassFiles files;

  TestClassFilesTest() throws Exception {
    files =
        new TestClassFiles(
            List.of(
                Path.of(
                    TestClassFilesTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
  }

  /** An annotation that stands for a tag. */
  @Tag("slow")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Heavy {}

  /** Never run: nobody looks for tests in a static nested class. */
  static class Mixed {
    static final long LONG = 1L << 40;

    @Test
    void quick() {
      assertThat(LONG).isPositive();
    }

    @Test
    @Tag("other")
    @Tag("slow")
    void tagged() {
      assertThat(LONG + 0.5).isPositive();
    }

    @Heavy
    @Test
    void heavy() {
      Runnable runnable = () -> assertThat("slow").isNotNull();
      runnable.run();
    }

    @Tag("quick")
    @Test
    void slow() {
      assertThat(LONG).isPositive();
    }

    @Nested
    @Tag("slow")
    class Inner {
      @Disabled("never run")
      @ParameterizedTest
      @ValueSource(ints = 1)
      void inner(int value) {
        assertThat(value).isPositive();
      }
    }
  }

  @Tag("slow")
  abstract static class Base {
    @Test
    void inherited() {
      assertThat(toString()).isNotNull();
    }
  }

  static class Derived extends Base {}

  interface Bare {
    void run();
  }

  @Test
  void testsAreFoundByTheirTagThroughAnnotationsOfTheProjectAndNestedClasses() throws Exception {
    assertThat(files.tagged(OURS + "$Mixed", "slow"))
        .containsExactlyInAnyOrder(
            OURS + "$Mixed.tagged", OURS + "$Mixed.heavy", OURS + "$Mixed$Inner");
    assertThat(files.tagged(OURS + "$Mixed", "none")).isEmpty();
  }

  @Test
  void aTagOfASuperclassIsThatOfTheWholeClass() throws Exception {
    assertThat(files.tagged(OURS + "$Derived", "slow")).containsExactly(OURS + "$Derived");
  }

  @Test
  void onlyAClassThatDeclaresTestsCertainlyHasSome() throws Exception {
    assertThat(files.certainlyHasTests(OURS + "$Mixed")).isTrue();
    assertThat(files.certainlyHasTests(OURS + "$Base")).isFalse();
    assertThat(files.certainlyHasTests(OURS + "$Derived")).isFalse();
    assertThat(files.certainlyHasTests(OURS + "$Bare")).isFalse();
    assertThat(files.certainlyHasTests("p.Unknown")).isFalse();
  }

  @Test
  void whatIsNoClassFileIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> ClassFile.read(new ByteArrayInputStream(new byte[20])))
        .withMessage("this is no class file");
  }
}
