package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.Subscription;
import dev.stom.core.market.SubscriptionOptions;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.ReconnectPolicy;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.FakeStreams.FakeSocket;
import dev.stom.core.spi.FakeStreams.FakeTransport;
import dev.stom.core.spi.FakeStreams.Message;
import dev.stom.core.spi.FakeStreams.Protocol;
import dev.stom.core.spi.FakeStreams.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A hub in virtual time, with the test in the venue's place. */
abstract class StreamScene {
  final ManualTime time = ManualTime.create();
  final FakeTransport transport = new FakeTransport();
  StreamHub<Topic, Message> hub = hub(new Protocol(100, false));
  final List<String> heard = new ArrayList<>();

  void awaitNextSocket() {
    int before = transport.sockets.size();
    for (int i = 0; i < 1_000 && transport.sockets.size() == before; i++) {
      time.advance(Duration.ofMillis(100));
    }
    assertThat(transport.sockets).hasSize(before + 1);
  }

  FakeSocket openSocket() {
    time.runDueTasks();
    transport.last().opens();
    return transport.last();
  }

  StreamHub<Topic, Message> hub(Protocol protocol) {
    return new StreamHub<>(
        protocol,
        transport,
        time,
        ReconnectPolicy.standard(),
        new SplittableRandom(1),
        WindowRateLimiter.of(time, List.of(Protocol.CONNECTS)));
  }

  Subscription<Topic> subscribe(List<String> into, Topic... topics) {
    return subscribe(into, SubscriptionOptions.DEFAULT, null, topics);
  }

  Subscription<Topic> subscribe(
      List<String> into,
      SubscriptionOptions options,
      @Nullable Refill<Topic, Message> refill,
      Topic... topics) {
    return StreamSubscription.open(
        hub,
        new FakeStreams.Mapping(),
        refill,
        new Told(into),
        time.executor(),
        options,
        List.of(topics));
  }

  /** What the listener has heard since the last time. */
  List<String> news() {
    time.runDueTasks();
    List<String> news = List.copyOf(heard);
    heard.clear();
    return news;
  }
}
