package dev.stom.binance;

import dev.stom.binance.model.BinanceMessage;
import dev.stom.binance.model.BinanceServerShutdown;
import dev.stom.binance.model.BinanceStreamAnswer;
import dev.stom.core.spi.StreamConversation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the combined streams: subscribes and unsubscribes by control messages, each
 * with an id of its own by which its answer is recognised.
 *
 * <p>Source: Binance Spot API documentation, web-socket-streams.md, live subscribing, 2026-07-21.
 */
final class BinanceConversation implements StreamConversation<BinanceStream, BinanceMessage> {
  /**
   * A control message names at most 200 streams: the venue states no bound, but users report that
   * very long ones are dropped without an answer (ccxws issue 161, 2020).
   */
  static final int NAMES_PER_MESSAGE = 200;

  private final FrameDecoder decoder = new FrameDecoder(); // the reader's

  /** What was asked for by the message of an id; written by next, emptied by read. */
  private final Map<String, List<String>> asked = new ConcurrentHashMap<>();

  /** What frames may name; written by next, read by read. */
  private volatile KnownStreams known = KnownStreams.NONE;

  private long lastId; // guarded by this
  private @Nullable Plan plan; // guarded by this; the latest, sent or not

  @Override
  public synchronized Optional<Step<BinanceStream>> next(
      Set<BinanceStream> have, Set<BinanceStream> want) {
    Plan before = plan;
    if (before != null && before.have.equals(have)) {
      if (before.want.equals(want)) {
        return Optional.of(before.step); // planned already and not sent yet
      }
      asked.remove(before.id); // never sent: what is wanted has changed meanwhile
    }
    plan = null;
    List<BinanceStream> surplus = missing(have, want);
    if (!surplus.isEmpty()) {
      return Optional.of(step("UNSUBSCRIBE", surplus, have, want));
    }
    List<BinanceStream> lacking = missing(want, have);
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(step("SUBSCRIBE", lacking, have, want));
  }

  private static List<BinanceStream> missing(Set<BinanceStream> from, Set<BinanceStream> in) {
    return from.stream().filter(stream -> !in.contains(stream)).limit(NAMES_PER_MESSAGE).toList();
  }

  private synchronized Step<BinanceStream> step(
      String method,
      List<BinanceStream> streams,
      Set<BinanceStream> have,
      Set<BinanceStream> want) {
    boolean adding = method.equals("SUBSCRIBE");
    Set<BinanceStream> after = new LinkedHashSet<>(have);
    if (adding) {
      after.addAll(streams);
    } else {
      streams.forEach(after::remove);
    }
    String id = nextId();
    List<String> names = streams.stream().map(BinanceStream::name).toList();
    if (adding) {
      asked.put(id, names);
    }
    Set<BinanceStream> named = new HashSet<>(have); // frames under way may still name those left
    named.addAll(after);
    known = KnownStreams.of(named);
    String message =
        "{\"method\":\""
            + method
            + "\",\"params\":[\""
            + String.join("\",\"", names)
            + "\"],\"id\":"
            + id
            + "}";
    Step<BinanceStream> step = new Step<>(List.of(message), after);
    plan = new Plan(have, want, id, step);
    return step;
  }

  private synchronized String nextId() {
    return Long.toString(++lastId);
  }

  @Override
  public String probe() {
    return "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + nextId() + "}";
  }

  @Override
  public void read(byte[] frame, Sink<BinanceMessage> sink) {
    decoder.expect(known);
    BinanceMessage message = decoder.read(frame);
    if (message instanceof BinanceStreamAnswer answer) {
      answered(answer, sink);
    } else if (message instanceof BinanceServerShutdown) {
      sink.ending("the server announced its shutdown");
    } else {
      BinanceStream stream = decoder.stream();
      if (stream != null) {
        sink.message(stream.name(), message);
      }
    }
  }

  private void answered(BinanceStreamAnswer answer, Sink<BinanceMessage> sink) {
    sink.answered();
    String id = answer.id();
    List<String> names = id == null ? null : asked.remove(id);
    String code = answer.code();
    if (code != null) {
      String text = answer.message();
      sink.refused(names == null ? List.of() : names, code, text == null ? "" : text);
    } else if (names != null) {
      sink.confirmed(new ArrayList<>(names));
    } else if (!answer.streams().isEmpty()) {
      sink.confirmed(answer.streams()); // the answer to a probe lists what is subscribed
    }
  }

  private record Plan(
      Set<BinanceStream> have, Set<BinanceStream> want, String id, Step<BinanceStream> step) {}
}
