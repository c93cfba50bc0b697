package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.StreamStatus;
import dev.stom.core.spi.FakeStreams.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes down in words what a listener hears. */
record Told(List<String> lines) implements SerialDispatcher.Receiver<Message> {
  @Override
  public void event(Message event) {
    lines.add(event.text());
  }

  @Override
  public void status(StreamStatus status) {
    if (status instanceof StreamStatus.Live live) {
      lines.add("live " + names(live.channels()));
    } else if (status instanceof StreamStatus.Stale stale) {
      lines.add("stale " + names(stale.channels()) + " " + stale.silentFor().toSeconds() + " s");
    } else if (status instanceof StreamStatus.Reconnecting lost) {
      lines.add(
          "reconnecting "
              + names(lost.channels())
              + " attempt "
              + lost.attempt()
              + ": "
              + lost.cause());
    } else if (status instanceof StreamStatus.Gap gap) {
      boolean named = gap.afterId() != null || gap.beforeId() != null;
      lines.add(
          "gap "
              + gap.channel().name()
              + (named
                  ? " after " + gap.afterId() + " before " + gap.beforeId() + " " + gap.cause()
                  : " " + gap.from() + " to " + gap.to()));
    } else if (status instanceof StreamStatus.BadFrame bad) {
      lines.add("bad frame " + bad.excerpt());
    } else if (status instanceof StreamStatus.Refused refused) {
      lines.add(
          "refused "
              + names(refused.channels())
              + " "
              + refused.venueCode()
              + " "
              + refused.message());
    } else if (status instanceof StreamStatus.Closed closed) {
      lines.add("closed " + closed.cause());
    }
  }

  private static String names(Set<? extends Channel> channels) {
    return channels.stream().map(c -> c.name()).sorted().collect(Collectors.joining(","));
  }
}
