package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.runtime.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {

  /** A session with both venues, faults among it, written down word by word. */
  private static List<String> session(long seed) {
    List<String> transcript = new ArrayList<>();
    ManualTime time = ManualTime.create();
    SimulatedMarket market = SimulatedMarket.seeded(seed, time.now());
    try (SimulatedUpbit upbit = SimulatedUpbit.builder().market(market).time(time).build();
        SimulatedBinance binance = SimulatedBinance.builder().market(market).time(time).build();
        Client korea = new Client(time, upbit);
        Client world = new Client(time, binance)) {
      time.advance(Duration.ofMinutes(3));
      Client.Stream one = korea.connect("/websocket/v1");
      one.socket.send(
          "[{\"ticket\":\"t\"},{\"type\":\"ticker\",\"codes\":[\"KRW-BTC\",\"KRW-XRP\"]},"
              + "{\"type\":\"orderbook\",\"codes\":[\"KRW-ETH.5\"]}]");
      Client.Stream two =
          world.connect("/stream?streams=btcusdt@trade/ethusdt@depth@100ms/!miniTicker@arr");
      for (int i = 0; i < 10; i++) {
        transcript.add(korea.get("/v1/ticker/all?quote_currencies=KRW").text());
        transcript.add(world.get("/api/v3/depth?symbol=SOLUSDT").text());
        time.advance(Duration.ofMillis(777));
      }
      upbit.faults().streams().abort();
      time.advance(Duration.ofSeconds(2));
      transcript.addAll(one.frames);
      transcript.addAll(two.frames);
      transcript.add(one.ends.toString());
      transcript.add(upbit.traffic().toString());
      transcript.add(binance.traffic().toString());
      transcript.add(time.now().toString());
    }
    return transcript;
  }

  @Test
  void theSameSeedGivesTheSameSessionWordByWord() {
    List<String> first = session(20260101);
    assertThat(first.size()).isGreaterThan(150);
    assertThat(session(20260101)).isEqualTo(first);
    assertThat(session(20260102)).isNotEqualTo(first);
  }
}
