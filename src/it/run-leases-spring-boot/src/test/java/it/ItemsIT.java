package it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest
class ItemsIT {

  @Autowired private JdbcTemplate jdbc;

  @Test
  void theDataSourceIsTheLeasedDatabase() {
    jdbc.update("insert into item values ('pear')");
    assertThat(jdbc.queryForList("select name from item order by name", String.class))
        .containsExactly("apple", "pear");
  }
}
