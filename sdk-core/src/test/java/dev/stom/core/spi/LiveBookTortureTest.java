package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.LiveBookOptions;
import dev.stom.core.runtime.ManualTime;
import dev.stom.core.runtime.ReconnectPolicy;
import dev.stom.core.runtime.WindowRateLimiter;
import dev.stom.core.spi.FakeStreams.FakeSocket;
import dev.stom.core.spi.FakeStreams.FakeTransport;
import dev.stom.core.spi.FakeStreams.Message;
import dev.stom.core.spi.FakeStreams.Protocol;
import dev.stom.core.spi.FakeStreams.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty books through everything that can go wrong, in virtual time. After each frame the book is
 * what an independent reference says of its number, or it is not live; and it is live again one
 * snapshot after each fault.
 */
class LiveBookTortureTest {
  private static final int BOOKS = 20;

  /** A change somewhere every five milliseconds: each book changes ten times a second. */
  private static final Duration STEP = ScriptedBook.EVERY.dividedBy(BOOKS);

  /** Frames by which the old one of two sockets lags: two changes of each book. */
  private static final int LAG = 2 * BOOKS;

  private static final int REMEMBERED = 1 << 12; // diffs that frames may refer to

  private static final LiveBookOptions OPTIONS =
      LiveBookOptions.DEFAULT.withLevels(ScriptedBook.LEVELS);

  @ParameterizedTest(name = "seed {0}, 50,000 changes")
  @ValueSource(longs = {1, 2, 3})
  void aBookEqualsTheReferenceOrIsNotLive(long seed) {
    new Scene(seed).run(50_000);
  }

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}, 1,000,000 changes")
  @ValueSource(longs = {20_261_125, 7})
  void aBookEqualsTheReferenceOrIsNotLiveThroughAMillionChanges(long seed) {
    new Scene(seed).run(1_000_000);
  }

  private static final class Scene {
    private final ManualTime time = ManualTime.create();
    private final FakeTransport transport = new FakeTransport();
    private final SplittableRandom random;
    private final StreamHub<Topic, Message> hub;
    private final List<ScriptedBook> books = new ArrayList<>();
    private final BookDiff[] wire = new BookDiff[REMEMBERED];
    private final Deque<String> late = new ArrayDeque<>();
    private int sent;
    private int subscribed; // sockets that were confirmed already
    private int reconnects;

    Scene(long seed) {
      random = new SplittableRandom(seed);
      hub =
          new StreamHub<>(
              new Protocol(100, false),
              transport,
              time,
              ReconnectPolicy.standard(),
              new SplittableRandom(seed),
              WindowRateLimiter.of(time, List.of(Protocol.CONNECTS)));
      for (int i = 0; i < BOOKS; i++) {
        ScriptedBook script = new ScriptedBook(i, seed, time);
        script.book =
            BookStream.ofDiffs(
                hub,
                Topic.of(script.key),
                script.instrument,
                (message, receipt, builder) ->
                    builder.diff(wire[Integer.parseInt(message.text()) % REMEMBERED]),
                script::snapshot,
                OPTIONS,
                time.executor());
        books.add(script);
      }
    }

    void run(int changes) {
      for (int i = 0; i < changes; i++) {
        serveSockets();
        ScriptedBook script = books.get(i % BOOKS);
        script.maybeFault();
        for (BookDiff diff : script.next()) {
          send(script.key, diff);
        }
        script.check();
        maybeReconnect();
        time.advance(STEP);
      }
      int checked = books.stream().mapToInt(ScriptedBook::checked).sum();
      assertThat(checked).as("checks of live books").isGreaterThan(changes / 2);
      assertThat(reconnects).isPositive();
      books.forEach(script -> script.book.close());
      hub.close();
      time.advance(Duration.ofMinutes(1));
      assertThat(time.pendingTasks()).isZero();
    }

    private void send(String key, BookDiff diff) {
      wire[sent % REMEMBERED] = diff;
      String frame = key + "=" + sent++;
      FakeSocket newest = transport.sockets.get(Math.max(0, subscribed - 1));
      if (isOpen(newest)) {
        newest.says(frame);
      }
      FakeSocket old = subscribed < 2 ? null : transport.sockets.get(subscribed - 2);
      if (old != null && isOpen(old)) {
        late.add(frame); // the one that is being left lags behind
        if (late.size() > LAG) {
          old.says(late.remove());
        }
      } else {
        late.clear();
      }
    }

    private static boolean isOpen(FakeSocket socket) {
      return socket.over.isEmpty();
    }

    /** Opens a socket that was asked for, and confirms what was subscribed on it. */
    private void serveSockets() {
      if (transport.sockets.size() == subscribed) {
        return;
      }
      FakeSocket socket = transport.last();
      if (socket.sent.isEmpty()) {
        socket.opens();
        time.advance(Duration.ofMillis(10));
      }
      if (!socket.sent.isEmpty()) {
        subscribed = transport.sockets.size();
        socket.says("ok " + socket.sent.get(0).substring("want ".length()));
      }
    }

    /** Now and then the socket breaks, or the venue asks to move to another one. */
    private void maybeReconnect() {
      if (random.nextInt(20_000) != 0 || subscribed != transport.sockets.size()) {
        return;
      }
      reconnects++;
      if (random.nextBoolean()) {
        transport.last().breaks();
        transport.last().over = "broken";
        // The pause, the confirmation, the first change, a snapshot asked for before and a new one.
        books.forEach(script -> script.excuse(Duration.ofSeconds(2)));
      } else {
        transport.last().says("bye"); // two sockets side by side for a while, one of them late
        books.forEach(script -> script.excuse(STEP.multipliedBy(2L * LAG)));
      }
    }
  }
}
