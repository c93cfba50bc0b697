package dev.stom.upbit;

import dev.stom.core.market.Feed;
import dev.stom.core.spi.StreamConversation;
import dev.stom.core.spi.Words;
import dev.stom.upbit.model.UpbitMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One connection to Upbit's public streams. Each change of wishes is one message that says all of
 * them, followed by a question for the present subscriptions, whose answer is the proof that Upbit
 * has taken them: it sends no other.
 */
final class UpbitConversation implements StreamConversation<UpbitChannel, UpbitMessage> {
  private final UpbitFormat format;
  private final RandomGenerator random;
  private final FrameDecoder decoder = new FrameDecoder(); // used by the reader thread only

  /** The codes that frames are expected to name; written by next, read by read. */
  private volatile Words codes = Words.of();

  UpbitConversation(UpbitFormat format, RandomGenerator random) {
    this.format = format;
    this.random = random;
  }

  @Override
  public Optional<Step<UpbitChannel>> next(Set<UpbitChannel> have, Set<UpbitChannel> want) {
    if (want.isEmpty() || isServed(have, want)) {
      return Optional.empty();
    }
    TreeSet<String> named = new TreeSet<>();
    want.forEach(channel -> named.add(channel.code()));
    codes = Words.of(named);
    StringBuilder json = new StringBuilder();
    json.append("[{\"ticket\":\"").append(ticket()).append("\"},");
    SubscriptionPlan.of(want).writeTo(json);
    json.append(format()).append(']');
    return Optional.of(new Step<>(List.of(json.toString(), probe()), want));
  }

  /**
   * Tells whether nothing needs to be sent: nothing was added, and leaving the rest out would
   * change nothing on the wire but end snapshots that have come already. Sending the rest again
   * would bring everybody's present state once more.
   */
  private static boolean isServed(Set<UpbitChannel> have, Set<UpbitChannel> want) {
    if (!have.containsAll(want)) {
      return false;
    }
    SubscriptionPlan wanted = SubscriptionPlan.of(want);
    if (wanted.sameAs(SubscriptionPlan.of(have))) {
      return true;
    }
    Set<UpbitChannel> streaming = new HashSet<>(have);
    SubscriptionPlan before = SubscriptionPlan.of(have);
    streaming.removeIf(
        channel ->
            channel.mode() == Feed.Mode.SNAPSHOT_ONLY
                && !want.contains(channel)
                && before.isOnlySnapshots(channel));
    return wanted.sameAs(SubscriptionPlan.of(streaming));
  }

  @Override
  public String probe() {
    return "[{\"ticket\":\"" + ticket() + "\"},{\"method\":\"LIST_SUBSCRIPTIONS\"}" + format() + "]";
  }

  @Override
  public void read(byte[] frame, Sink<UpbitMessage> sink) {
    decoder.read(
        frame,
        codes,
        message -> sink.message(Route.of(message), message),
        control -> {
          if (control instanceof Control.Refused refused) {
            sink.refused(refused.name(), refused.message());
          } else if (control instanceof Control.Subscribed subscribed) {
            sink.confirmed(subscribed.routes());
          }
          // Signs of life and types that were not asked for say nothing more.
        });
  }

  private String format() {
    return format == UpbitFormat.DEFAULT ? "" : ",{\"format\":\"" + format + "\"}";
  }

  /** A random UUID (version 4) from the client's own randomness. */
  private String ticket() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
