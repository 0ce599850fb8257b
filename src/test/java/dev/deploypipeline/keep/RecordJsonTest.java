package dev.deploypipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordJsonTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    KeptRecord record = KeptRecords.of("db");
    assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(new RecordJson.Known(record));
  }

  @Test
  void theFormatComesFirst() {
    assertThat(RecordJson.write(KeptRecords.of("db"))).startsWith("{\"format\":1,");
  }

  @Test
  void anotherFormatIsNeitherReadNorTakenForDamage() {
    assertThat(RecordJson.read("{\"format\":2,\"service\":[]}"))
        .isEqualTo(new RecordJson.Foreign(2));
  }

  @Test
  void halfARecordIsDamaged() {
    String whole = RecordJson.write(KeptRecords.of("db"));
    assertThat(RecordJson.read(whole.substring(0, whole.length() / 2)))
        .isInstanceOf(RecordJson.Damaged.class);
    assertThat(RecordJson.read("{\"format\":1}")).isInstanceOf(RecordJson.Damaged.class);
    assertThat(RecordJson.read("")).isInstanceOf(RecordJson.Damaged.class);
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
}
