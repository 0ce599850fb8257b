package dev.deploypipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which of the broker's own events a client wants. */
class EventFilterTest {

  private static final JsonNode EVENT =
      json(
          "{'Type':'container','Action':'start','scope':'local','Actor':{'ID':'abc123','Attributes':"
              + "{'image':'127.0.0.1:5000/redis:7','name':'cache'}}}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':['image','container']}",
        "{'event':['start']}",
        "{'scope':['local']}",
        "{'container':['abc1']}",
        "{'container':['cache']}",
        "{'image':['127.0.0.1:5000/redis:7']}",
        "{'image':['127.0.0.1:5000/redis']}",
        "{'image':{'127.0.0.1:5000/redis:7':true,'other':true}}",
        "{'network':['cache']}",
      })
  void theseDo(String filters) {
    assertThat(filter(filters).accepts(EVENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':['network']}",
        "{'event':['die']}",
        "{'scope':['swarm']}",
        "{'container':['bc1']}",
        "{'image':['redis:7']}",
        "{'image':['127.0.0.1:5000/redis:8']}",
        "{'network':['bridge']}",
        "{'volume':['data']}",
        "{'daemon':['other']}",
        "{'event':['start'],'image':['postgres:15']}",
      })
  void theseDoNot(String filters) {
    assertThat(filter(filters).accepts(EVENT)).isFalse();
  }

  private static EventFilter filter(String filters) {
    String value = URLEncoder.encode(filters.replace('\'', '"'), StandardCharsets.UTF_8);
    return EventFilter.of(ApiTarget.of("/events?filters=" + value).orElseThrow());
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"')).orElseThrow();
  }
}
