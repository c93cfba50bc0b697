package dev.stom.upbit;

import dev.stom.core.market.Feed;
import dev.stom.core.spi.StreamConversation;
import dev.stom.core.spi.Words;
import dev.stom.upbit.model.UpbitMessage;
import java.util.Collection;
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
  private static final Sink<UpbitMessage> NOBODY = new Deaf();

  private final UpbitFormat format;
  private final RandomGenerator random;

  /** The name of the error frame after more messages than Upbit allows. */
  private static final String TOO_MANY = "Too Many Requests";

  // Used by the reader thread only.
  private final FrameDecoder decoder = new FrameDecoder();
  private final Reader handler = new Reader();
  private Sink<UpbitMessage> present = NOBODY;

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
    return "[{\"ticket\":\""
        + ticket()
        + "\"},{\"method\":\"LIST_SUBSCRIPTIONS\"}"
        + format()
        + "]";
  }

  @Override
  public void read(byte[] frame, Sink<UpbitMessage> sink) {
    present = sink;
    decoder.read(frame, codes, handler);
  }

  private final class Reader implements FrameDecoder.Handler {
    @Override
    public void data(UpbitMessage message) {
      present.message(Route.of(message), message);
    }

    @Override
    public void control(Control control) {
      if (control instanceof Control.Refused refused) {
        present.refused(List.of(), refused.name(), refused.message());
        if (refused.name().equals(TOO_MANY)) {
          // The message was dropped, and with it the wishes in it: only a new connection, after a
          // pause, is sure to have them.
          present.broken("too many messages");
        }
      } else if (control instanceof Control.Subscribed subscribed) {
        present.answered();
        present.confirmed(subscribed.routes());
      }
      // Signs of life and types that were not asked for say nothing more.
    }
  }

  /** Before the first frame. */
  private static final class Deaf implements Sink<UpbitMessage> {
    @Override
    public void message(Object route, UpbitMessage message) {}

    @Override
    public void confirmed(Collection<?> routes) {}

    @Override
    public void refused(Collection<?> routes, String code, String text) {}

    @Override
    public void ending(String cause) {}

    @Override
    public void broken(String cause) {}
  }

  private String format() {
    return format == UpbitFormat.DEFAULT ? "" : ",{\"format\":\"" + format + "\"}";
  }

  /** A random UUID (version 4) from the client's own randomness. */
  private String ticket() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
