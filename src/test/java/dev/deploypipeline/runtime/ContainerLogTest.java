package dev.deploypipeline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Lines out of an output that comes in pieces. */
class ContainerLogTest {

  private final ContainerLog log = new ContainerLog(Pattern.compile("ready"));

  @Test
  void aLineMayComeInPiecesAndEachStreamHasItsOwn() {
    out("rea");
    err("not rea\n");
    assertThat(log.found()).isZero();
    out("dy\nready\r\nrea");
    assertThat(log.found()).isEqualTo(2);
    assertThat(log.end()).isEqualTo("not rea\nready\nready\nrea");
  }

  @Test
  void aCharacterMayComeInPieces() {
    byte[] text = "gr\u00fcn\n".getBytes(UTF_8);
    log.onNext(new Frame(StreamType.STDOUT, Arrays.copyOf(text, 3)));
    log.onNext(new Frame(StreamType.STDOUT, Arrays.copyOfRange(text, 3, text.length)));
    assertThat(log.end()).isEqualTo("gr\u00fcn");
  }

  @Test
  void onlyTheEndIsKept() {
    for (int i = 1; i <= 100; i++) {
      out("line " + i + "\n");
    }
    out("x".repeat(600) + "\n");
    assertThat(log.end()).startsWith("line 72\n").endsWith("x...").hasLineCount(30);
  }

  @Test
  void whatIsClosedBeforeItBeganIsBrokenOffWhenItBegins() {
    AtomicInteger brokenOff = new AtomicInteger();
    log.close();
    log.onStart(brokenOff::incrementAndGet);
    log.onError(new IllegalStateException("closed"));
    assertThat(brokenOff).hasValue(1);
    assertThat(log.hasEnded()).isTrue();
    assertThat(log.problem()).isEmpty();
  }

  private void out(String text) {
    log.onNext(new Frame(StreamType.STDOUT, text.getBytes(UTF_8)));
  }

  private void err(String text) {
    log.onNext(new Frame(StreamType.STDERR, text.getBytes(UTF_8)));
  }
}
