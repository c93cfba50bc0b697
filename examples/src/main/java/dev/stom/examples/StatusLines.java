package dev.stom.examples;

import dev.stom.core.market.Channel;
import dev.stom.core.market.StreamStatus;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says in one line what happens to a stream. */
final class StatusLines {
  private StatusLines() {}

  static synchronized void print(PrintWriter out, StreamStatus status) {
    out.println(status.at() + "  " + describe(status));
    out.flush();
  }

  static String describe(StreamStatus status) {
    if (status instanceof StreamStatus.Live live) {
      return "live: " + names(live.channels());
    }
    if (status instanceof StreamStatus.Stale stale) {
      return "stale for " + stale.silentFor().toSeconds() + " s: " + names(stale.channels());
    }
    if (status instanceof StreamStatus.Reconnecting lost) {
      return "reconnecting in " + lost.delay().toMillis() + " ms (" + lost.cause() + ")";
    }
    if (status instanceof StreamStatus.Gap gap) {
      return "gap in " + gap.channel().name() + " from " + gap.from() + " to " + gap.to();
    }
    if (status instanceof StreamStatus.BadFrame bad) {
      return "unreadable frame: " + bad.reason();
    }
    if (status instanceof StreamStatus.Refused refused) {
      return "refused: " + refused.venueCode() + " " + refused.message();
    }
    return status.toString();
  }

  private static String names(Collection<Channel> channels) {
    return channels.stream().map(Channel::name).sorted().collect(Collectors.joining(", "));
  }
}
