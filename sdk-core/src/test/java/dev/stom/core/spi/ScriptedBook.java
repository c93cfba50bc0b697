package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.error.ErrorReason;
import dev.stom.core.error.Failure;
import dev.stom.core.error.SdkException;
import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.Venue;
import dev.stom.core.market.BookView;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.Origin;
import dev.stom.core.market.Stamp;
import dev.stom.core.runtime.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One instrument of a scripted venue: its market, what goes wrong with its frames and snapshots,
 * and until when its live book is excused for not being live.
 */
final class ScriptedBook {
  /** How often a book changes, as at Binance. */
  static final Duration EVERY = Duration.ofMillis(100);

  /** How long a snapshot takes when nothing is wrong. */
  static final Duration ROUND_TRIP = Duration.ofMillis(40);

  static final int LIMIT = 25;
  static final int LEVELS = 5;

  private static final Venue VENUE = new Venue("fake", "Fake");
  private static final Duration SLOW = Duration.ofSeconds(30);
  private static final Duration FORECAST = Duration.ofSeconds(3);

  /** What may go wrong. */
  enum Fault {
    LOSS,
    DUPLICATE,
    WRONG_ORDER,
    STALE_SNAPSHOT,
    SLOW_SNAPSHOT,
    FAILED_SNAPSHOT,
    NO_ROOM
  }

  final String key;
  final Instrument instrument;
  final TrueBook truth;
  private final ManualTime time;
  private final SplittableRandom random;
  LiveBook book; // set once it is open

  private int toLose; // frames
  private int toDouble; // frames
  private boolean toSwap;
  private @Nullable BookDiff held;
  private @Nullable Fault nextSnapshot; // what is wrong with the next one
  private BookSnapshot old; // of a while ago
  private int underWay;
  private Instant excusedUntil;
  private Instant calmSince;
  private int checked;

  ScriptedBook(int number, long seed, ManualTime time) {
    key = "n" + number;
    instrument = new Instrument(VENUE, "I" + number, Asset.of("A" + number), Asset.USDT);
    random = new SplittableRandom(seed * 31 + number);
    truth = new TrueBook(random.nextLong());
    this.time = time;
    old = truth.snapshot(LIMIT, time.now(), time.nanoTime());
    excusedUntil = time.now();
    calmSince = time.now();
    excuse(Duration.ofSeconds(2)); // the beginning
  }

  // ---- what the venue sends

  /** The next change, as so many frames as the script wants. */
  BookDiff[] next() {
    if (random.nextInt(300) == 0) {
      old = truth.snapshot(LIMIT, time.now(), time.nanoTime());
    }
    BookDiff diff =
        truth.change(new Stamp(Origin.REALTIME, time.now(), time.now(), time.nanoTime()));
    BookDiff waiting = held;
    if (waiting != null) {
      held = null;
      return new BookDiff[] {diff, waiting};
    }
    if (toLose > 0) {
      toLose--;
      return new BookDiff[0];
    }
    if (toSwap) {
      toSwap = false;
      held = diff;
      return new BookDiff[0];
    }
    if (toDouble > 0) {
      toDouble--;
      return new BookDiff[] {diff, diff};
    }
    return new BookDiff[] {diff};
  }

  /** Answers a request for a snapshot as the script wants. */
  CompletableFuture<BookSnapshot> snapshot() {
    assertThat(++underWay).as("%s: snapshots under way", key).isEqualTo(1);
    Fault wrong = nextSnapshot;
    nextSnapshot = null;
    CompletableFuture<BookSnapshot> answer = new CompletableFuture<>();
    if (wrong == Fault.NO_ROOM) {
      fail(answer, ErrorReason.LOCAL_LIMIT);
      return answer;
    }
    Duration there = wrong == Fault.SLOW_SNAPSHOT ? SLOW.dividedBy(2) : ROUND_TRIP.dividedBy(2);
    time.schedule(there, () -> taken(answer, wrong, there));
    return answer;
  }

  private void taken(CompletableFuture<BookSnapshot> answer, @Nullable Fault wrong, Duration back) {
    BookSnapshot now = truth.snapshot(LIMIT, time.now(), time.nanoTime());
    BookSnapshot sent = wrong == Fault.STALE_SNAPSHOT ? old : now;
    time.schedule(
        back,
        () -> {
          if (wrong == Fault.FAILED_SNAPSHOT) {
            fail(answer, ErrorReason.CONNECTION);
          } else {
            underWay--;
            answer.complete(sent);
          }
        });
  }

  private void fail(CompletableFuture<BookSnapshot> answer, ErrorReason reason) {
    underWay--;
    Failure failure = Failure.of(VENUE, "GET depth", reason);
    answer.completeExceptionally(
        SdkException.of(
            reason == ErrorReason.LOCAL_LIMIT
                ? failure.withRetryAt(time.now().plus(FORECAST))
                : failure,
            null));
  }

  // ---- the script

  /** Now and then something goes wrong, after a calm that is long enough to be checked. */
  void maybeFault() {
    if (time.now().isBefore(calmSince.plusSeconds(1))) {
      if (random.nextInt(60) == 0) { // worse: more is lost while a snapshot is on its way
        toLose = random.nextInt(1, 4);
        excuse(EVERY.multipliedBy(toLose + 1).plus(ROUND_TRIP));
        excuse(Duration.ofSeconds(1).plus(ROUND_TRIP)); // one that was of no use, and the pause
      }
      return;
    }
    if (random.nextInt(40) != 0) {
      return;
    }
    Fault[] all = Fault.values();
    Fault fault = all[random.nextInt(all.length)];
    if (fault == Fault.SLOW_SNAPSHOT && random.nextInt(8) != 0) {
      return; // half a minute each: rarer, or little else would be tested
    }
    switch (fault) {
      case DUPLICATE -> {
        toDouble = random.nextInt(1, 10); // never a reason not to be live
        return;
      }
      case WRONG_ORDER -> {
        toSwap = true;
        excuse(EVERY.multipliedBy(2));
        return;
      }
      case LOSS -> {}
      case STALE_SNAPSHOT -> excuse(ROUND_TRIP);
      case SLOW_SNAPSHOT -> excuse(SLOW);
      case FAILED_SNAPSHOT -> excuse(Duration.ofMillis(500).plus(ROUND_TRIP));
      case NO_ROOM -> excuse(FORECAST);
    }
    nextSnapshot = fault == Fault.LOSS ? null : fault;
    toLose = random.nextInt(1, 6);
    excuse(EVERY.multipliedBy(toLose + 1)); // until the next frame shows it
    excuse(ROUND_TRIP);
  }

  /** For so long, after what it is excused for already, it may not be live. */
  void excuse(Duration more) {
    Instant now = time.now();
    excusedUntil = (excusedUntil.isAfter(now) ? excusedUntil : now).plus(more);
    calmSince = excusedUntil;
  }

  void check() {
    BookView view = book.view();
    if (view.live().isPresent()) {
      truth.mustContain(view.live().get(), key);
      checked++;
    } else if (time.now().isAfter(excusedUntil)) {
      throw new AssertionError(
          key + " is not live " + Duration.between(excusedUntil, time.now()) + " later: " + view);
    }
  }

  int checked() {
    return checked;
  }
}
