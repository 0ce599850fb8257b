package shop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void splitsFieldsAndRecords() {
    assertThat(Csv.parse("a,b\r\nc,\n")).containsExactly(List.of("a", "b"), List.of("c", ""));
  }

  @Test
  void quotesProtectCommasQuotesAndLineBreaks() {
    assertThat(Csv.parse("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\""))
        .containsExactly(List.of("a,b", "say \"hi\"", "two\nlines"));
  }

  @Test
  void emptyLinesAreNoRecords() {
    assertThat(Csv.parse("\n\na\n\n")).containsExactly(List.of("a"));
  }

  @Test
  void anOpenQuoteIsAnError() {
    assertThatThrownBy(() -> Csv.parse("a\n\"b")).hasMessageContaining("line 2");
  }

  @Test
  void aQuoteInsideAFieldIsAnError() {
    assertThatThrownBy(() -> Csv.parse("ab\"c")).hasMessageContaining("inside the field 'ab'");
  }

  @Test
  void whateverIsWrittenCanBeRead() {
    RandomShop shop = new RandomShop(5);
    List<String> pieces = List.of(",", "\"", "\n", "\r\n", " ", "x", "", "äö", "'", ";");
    for (int i = 0; i < 3_000; i++) {
      List<List<String>> records = new ArrayList<>();
      for (int r = shop.between(1, 10); r > 0; r--) {
        List<String> fields = new ArrayList<>();
        for (int f = shop.between(1, 6); f > 0; f--) {
          fields.add(shop.word(shop.between(0, 8)) + shop.oneOf(pieces) + shop.word(2));
        }
        records.add(fields);
      }
      assertThat(Csv.parse(Csv.format(records))).isEqualTo(records);
    }
  }
}
