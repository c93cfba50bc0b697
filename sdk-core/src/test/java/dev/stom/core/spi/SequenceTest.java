package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.Feed;
import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus.GapCause;
import dev.stom.core.spi.Refill.Refilled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sequence promises, whatever comes in whatever order. */
class SequenceTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 2_000;

  /** A trade: its number, and when it happened in seconds. */
  private record Print(long number, long second) {
    Print(long number) {
      this(number, number);
    }
  }

  private static final class Prints
      implements StreamMapping<FakeStreams.Topic, Void, FakeStreams.Topic, Print> {
    @Override
    public FakeStreams.Topic channelOf(FakeStreams.Topic topic) {
      return topic;
    }

    @Override
    public Feed.Mode modeOf(FakeStreams.Topic topic) {
      return topic.mode();
    }

    @Override
    public void translate(
        FakeStreams.Topic topic,
        Void message,
        StreamSubscriber.Receipt receipt,
        Consumer<Print> out) {}

    @Override
    public Origin originOf(Print event) {
      return Origin.REALTIME;
    }

    @Override
    public @Nullable Object stateKey(Print event) {
      return null;
    }

    @Override
    public String uniqueId(Print event) {
      return Long.toString(event.number);
    }

    @Override
    public Instant timeOf(Print event) {
      return T0.plusSeconds(event.second);
    }

    @Override
    public Span spanOf(Print event) {
      return Span.of(event.number);
    }
  }

  /** Writes down what is delivered, and keeps what is asked for. */
  private static final class Log implements Sequence.Outlet<Print> {
    final List<Long> delivered = new ArrayList<>();
    final List<long[]> gaps = new ArrayList<>(); // after, before, how many were delivered by then
    boolean awaits;
    @Nullable Print askedAfter;
    @Nullable Print askedBefore;

    @Override
    public void deliver(Print event) {
      delivered.add(event.number);
    }

    @Override
    public void gap(@Nullable Print last, @Nullable Instant from, Print next, GapCause cause) {
      gaps.add(new long[] {last == null ? 0 : last.number, next.number, delivered.size()});
    }

    @Override
    public void await() {
      awaits = true;
    }

    @Override
    public void refill(@Nullable Print last, Instant since, Print next) {
      awaits = false;
      askedAfter = last;
      askedBefore = next;
    }

    @Override
    public void enough() {
      awaits = false;
      askedBefore = null;
    }

    @Override
    public void repeated() {}
  }

  static LongStream seeds() {
    Long one = Long.getLong("seed");
    return one != null ? LongStream.of(one) : LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void eachNumberIsDeliveredOnceInOrderOrLiesInAGapThatMissesSomething(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean refills = random.nextBoolean();
    long kept = random.nextLong(50, 3_000); // how far back the venue remembers
    Log log = new Log();
    Sequence<Print> sequence = new NumberedSequence<>(new Prints(), log, refills);
    sequence.live(T0);
    List<Print> late = new ArrayList<>();
    long number = 0;
    while (number < EVENTS) {
      Print event = new Print(++number);
      int chance = random.nextInt(100);
      if (chance < 3) {
        // lost without a word
      } else if (chance < 6) {
        late.add(event);
      } else if (chance < 8) {
        sequence.offer(event, Origin.REALTIME);
        sequence.offer(event, Origin.REALTIME);
      } else if (chance < 9) {
        sequence.lost(T0.plusSeconds(number));
        number += random.nextInt(5);
      } else {
        sequence.offer(event, Origin.REALTIME);
      }
      if (!late.isEmpty() && random.nextInt(3) == 0) {
        sequence.offer(late.remove(random.nextInt(late.size())), Origin.REALTIME);
      }
      help(sequence, log, random, number, kept);
    }
    for (long end = number; number < end + 3; ) {
      sequence.offer(new Print(++number), Origin.REALTIME);
    }
    for (int i = 0; i < 1_000 && (log.awaits || log.askedBefore != null); i++) {
      help(sequence, log, random, number, kept);
    }
    assertThat(log.delivered).doesNotHaveDuplicates().isSorted().endsWith(number);
    long expected = log.delivered.get(0);
    boolean leading = !log.gaps.isEmpty() && log.gaps.get(0)[0] == 0; // lost before the first
    int gap = leading ? 1 : 0;
    for (int i = 0; i < log.delivered.size(); i++) {
      long delivered = log.delivered.get(i);
      if (delivered != expected) {
        assertThat(log.gaps.get(gap++)).containsExactly(expected - 1, delivered, i);
      }
      expected = delivered + 1;
    }
    List<long[]> rest = log.gaps.subList(gap, log.gaps.size());
    assertThat(rest).as("gaps in which nothing was missed").isEmpty();
    if (refills && kept > EVENTS) {
      assertThat(log.gaps).isEmpty();
    }
  }

  private static void help(
      Sequence<Print> sequence, Log log, SplittableRandom random, long number, long kept) {
    if (log.awaits && random.nextInt(4) == 0) {
      log.awaits = false;
      sequence.waited();
    }
    Print next = log.askedBefore;
    if (next != null && random.nextInt(4) == 0) {
      long after = log.askedAfter == null ? 0 : log.askedAfter.number();
      long first = Math.max(after + 1, number - kept);
      log.askedBefore = null;
      if (kept < 100 && random.nextInt(5) == 0) {
        sequence.unfilled();
      } else {
        List<Print> found =
            LongStream.range(first, Math.max(first, next.number())).mapToObj(Print::new).toList();
        sequence.refilled(new Refilled<>(found, first == after + 1));
      }
    }
  }

  @Test
  void aVenueThatBeginsToCountAnewIsFollowedAndTheBreakIsTold() {
    Log log = new Log();
    Sequence<Print> sequence = new NumberedSequence<>(new Prints(), log, false);
    sequence.live(T0);
    sequence.offer(new Print(900, 900), Origin.REALTIME);
    sequence.lost(T0.plusSeconds(900));
    sequence.offer(new Print(1, 950), Origin.REALTIME);
    sequence.offer(new Print(2, 951), Origin.REALTIME);
    assertThat(log.delivered).containsExactly(900L, 1L, 2L);
    assertThat(log.gaps).hasSize(1);
  }

  @Test
  void anOldEventAfterALossIsARepetitionAndNoNewCount() {
    Log log = new Log();
    Sequence<Print> sequence = new NumberedSequence<>(new Prints(), log, false);
    sequence.live(T0);
    sequence.offer(new Print(900), Origin.REALTIME);
    sequence.lost(T0.plusSeconds(900));
    sequence.offer(new Print(899), Origin.REALTIME);
    sequence.offer(new Print(901), Origin.REALTIME);
    assertThat(log.delivered).containsExactly(900L, 901L);
    assertThat(log.gaps).isEmpty();
  }

  @Test
  void noMoreThanABoundedNumberWaits() {
    Log log = new Log();
    Sequence<Print> sequence = new NumberedSequence<>(new Prints(), log, true);
    sequence.live(T0);
    sequence.offer(new Print(1), Origin.REALTIME);
    sequence.lost(T0.plusSeconds(1));
    for (int i = 0; i <= Sequence.MOST_HELD; i++) {
      sequence.offer(new Print(10 + i), Origin.REALTIME);
    }
    assertThat(log.delivered).hasSize(Sequence.MOST_HELD + 2);
    assertThat(log.gaps).hasSize(1);
    assertThat(log.askedBefore).isNull();
  }
}
