package dev.stom.core.spi;

import dev.stom.core.market.Channel;
import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import dev.stom.core.runtime.Charge;
import dev.stom.core.runtime.RateBudget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A venue of the simplest kind, to test streams with: one message {@code want a,b} says all that is
 * wanted; texts that begin with {@code #} have ids; frames are {@code ok a,b}, {@code a=text},
 * {@code snap a=text}, {@code no code}, {@code bye}, and anything else is malformed.
 */
final class FakeStreams {
  private FakeStreams() {}

  record Topic(String key, Feed.Mode mode) implements Channel {
    static Topic of(String key) {
      return new Topic(key, Feed.Mode.SNAPSHOT_THEN_REALTIME);
    }

    /** Those that begin with an n: their events have ids without holes. */
    boolean isNumbered() {
      return key.startsWith("n");
    }

    @Override
    public String name() {
      return key;
    }
  }

  record Message(String text, Origin origin) {}

  record Protocol(int routesPerConnection, boolean sendsSnapshots, Optional<Duration> renewAfter)
      implements StreamProtocol<Topic, Message> {
    static final Duration SILENCE_LIMIT = Duration.ofMinutes(1);

    Protocol(int routesPerConnection, boolean sendsSnapshots) {
      this(routesPerConnection, sendsSnapshots, Optional.empty());
    }

    @Override
    public boolean isNumbered(Topic channel) {
      return channel.isNumbered();
    }

    /** Those that begin with a t are tickers, so to say. */
    @Override
    public Optional<Duration> silenceLimit(Topic channel) {
      return channel.key().startsWith("t") ? Optional.of(SILENCE_LIMIT) : Optional.empty();
    }

    /** What the limiter that is handed to the hub keeps. */
    static final RateBudget CONNECTS = new RateBudget("connect", 5, Duration.ofSeconds(1));

    static final Duration PROBE_AFTER = Duration.ofSeconds(30);
    static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public URI target() {
      return URI.create("ws://fake.invalid/");
    }

    @Override
    public Object route(Topic channel) {
      return channel.key();
    }

    @Override
    public List<RateBudget> messageBudgets() {
      return List.of(new RateBudget("message", 2, Duration.ofSeconds(1)));
    }

    @Override
    public Charge connectCharge() {
      return Charge.of(CONNECTS.name(), 1);
    }

    @Override
    public Duration probeAfter() {
      return PROBE_AFTER;
    }

    @Override
    public Duration probeTimeout() {
      return PROBE_TIMEOUT;
    }

    @Override
    public StreamConversation<Topic, Message> converse() {
      return new Conversation();
    }
  }

  private static final class Conversation implements StreamConversation<Topic, Message> {
    @Override
    public Optional<Step<Topic>> next(Set<Topic> have, Set<Topic> want) {
      if (have.equals(want)) {
        return Optional.empty();
      }
      Set<String> keys = new TreeSet<>();
      want.forEach(topic -> keys.add(topic.key()));
      return Optional.of(new Step<>(List.of("want " + String.join(",", keys)), want));
    }

    @Override
    public String probe() {
      return "alive?";
    }

    @Override
    public void read(byte[] frame, Sink<Message> sink) {
      String text = new String(frame, StandardCharsets.UTF_8);
      if (text.startsWith("ok ")) {
        sink.answered();
        sink.confirmed(List.of(text.substring(3).split(",")));
      } else if (text.equals("alive!")) {
        sink.answered();
      } else if (text.startsWith("no ")) {
        sink.refused(List.of(), text.substring(3), "not to be had");
      } else if (text.equals("bye")) {
        sink.ending("the venue says bye");
      } else if (text.contains("=")) {
        boolean snapshot = text.startsWith("snap ");
        String[] parts = (snapshot ? text.substring(5) : text).split("=");
        sink.message(parts[0], new Message(parts[1], snapshot ? Origin.SNAPSHOT : Origin.REALTIME));
      } else {
        throw new MalformedFrame("what is this?", 0, text);
      }
    }
  }

  /** Messages are what the listener hears; those that begin with {@code #} have an id. */
  static final class Mapping implements StreamMapping<Topic, Message, Topic, Message> {
    @Override
    public Topic channelOf(Topic topic) {
      if (topic.key().isEmpty()) {
        throw new IllegalArgumentException("key must not be empty");
      }
      return topic;
    }

    @Override
    public Feed.Mode modeOf(Topic topic) {
      return topic.mode();
    }

    @Override
    public void translate(
        Topic topic, Message message, StreamSubscriber.Receipt receipt, Consumer<Message> out) {
      out.accept(message);
    }

    @Override
    public Origin originOf(Message event) {
      return event.origin();
    }

    @Override
    public @Nullable Object stateKey(Message event) {
      return null;
    }

    @Override
    public @Nullable String uniqueId(Message event) {
      return event.text().startsWith("#") ? event.text() : null;
    }

    /** An id is a time as well: seconds since 1970. */
    @Override
    public @Nullable Instant timeOf(Message event) {
      return event.text().startsWith("#") ? Instant.ofEpochSecond(number(event)) : null;
    }

    @Override
    public boolean isNumbered(Topic topic) {
      return topic.isNumbered();
    }

    @Override
    public boolean isRefillable(Topic topic) {
      return true;
    }

    @Override
    public Span spanOf(Message event) {
      return Span.of(number(event));
    }

    static long number(Message event) {
      return Long.parseLong(event.text().substring(1));
    }
  }

  /** Keeps every socket that was opened, for the test to play the venue's part. */
  static final class FakeTransport implements Transport {
    final List<FakeSocket> sockets = new ArrayList<>();

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
      throw new AssertionError("no requests here");
    }

    @Override
    public StreamSocket open(URI target, List<Header> headers, StreamSocket.Listener listener) {
      FakeSocket socket = new FakeSocket(listener);
      sockets.add(socket);
      return socket;
    }

    FakeSocket last() {
      return sockets.get(sockets.size() - 1);
    }

    @Override
    public void close() {}
  }

  static final class FakeSocket implements StreamSocket {
    final StreamSocket.Listener listener;
    final List<String> sent = new ArrayList<>();
    String over = "";
    boolean full;

    FakeSocket(StreamSocket.Listener listener) {
      this.listener = listener;
    }

    @Override
    public boolean send(String text) {
      return !full && sent.add(text);
    }

    @Override
    public void close(int code, String reason) {
      over = "closed " + code;
    }

    @Override
    public void abort() {
      over = "aborted";
    }

    void opens() {
      listener.onOpen();
    }

    void says(String... frames) {
      for (String frame : frames) {
        listener.onFrame(frame.getBytes(StandardCharsets.UTF_8));
      }
    }

    void breaks() {
      listener.onClosed(StreamSocket.End.failed("connection reset"));
    }
  }
}
