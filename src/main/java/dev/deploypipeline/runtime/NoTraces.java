package dev.deploypipeline.runtime;

import dev.deploypipeline.config.ServiceKind;
import dev.deploypipeline.pool.ConnectionFacts;
import java.io.IOException;

/** Of servers that are leased as a whole: nobody has used one that is still kept. */
record NoTraces(ServiceKind kind, ConnectionFacts facts) implements Traces {

  @Override
  public void remove() throws IOException, InterruptedException {
    switch (kind) {
      case POSTGRES -> new PostgresTraces(facts).ask();
      case REDIS -> RedisTraces.ask(facts);
      case OTHER -> {} // its provider has looked at its ports
    }
  }

  @Override
  public String state() {
    return "";
  }

  @Override
  public void close() {}
}
