package dev.deploypipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTextTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    KeptRecord record = KeptRecords.of("db");
    assertThat(RecordText.read(RecordText.write(record))).isEqualTo(new RecordText.Known(record));
  }

  @Test
  void theFormatComesFirst() {
    assertThat(RecordText.write(KeptRecords.of("db"))).startsWith("format=1\n");
  }

  @Test
  void anotherFormatIsNeitherReadNorTakenForDamage() {
    assertThat(RecordText.read("format=2\nanything")).isEqualTo(new RecordText.Foreign(2));
  }

  @Test
  void halfARecordIsDamaged() {
    String whole = RecordText.write(KeptRecords.of("db"));
    for (int length = 0; length < whole.length() - 1; length++) {
      assertThat(RecordText.read(whole.substring(0, length)))
          .isInstanceOf(RecordText.Damaged.class);
    }
    assertThat(RecordText.read("format=1\nend\n")).isInstanceOf(RecordText.Damaged.class);
    assertThat(RecordText.read("")).isInstanceOf(RecordText.Damaged.class);
  }

  @Test
  void aRecordPrintsNoPassword() {
    assertThat(KeptRecords.of("db").toString()).doesNotContain("s3cret");
  }

  @Test
  void aRecordWithoutIdentityIsRefused() {
    KeptRecord good = KeptRecords.of("db");
    assertThatThrownBy(
            () ->
                new KeptRecord(
                    " ",
                    good.project(),
                    good.service(),
                    good.provider(),
                    good.image(),
                    good.description(),
                    good.facts(),
                    "",
                    "",
                    good.created()))
        .hasMessageContaining("no identity");
  }

  @Test
  void aValueOfTwoLinesIsRefused() {
    KeptRecord good = KeptRecords.of("db");
    assertThatThrownBy(
            () ->
                new KeptRecord(
                    "1d",
                    good.project(),
                    good.service(),
                    good.provider(),
                    good.image(),
                    good.description(),
                    Map.of("password", "s3\ncret"),
                    "",
                    "",
                    good.created()))
        .hasMessageContaining("the password of a kept server has more than one line");
  }
}
