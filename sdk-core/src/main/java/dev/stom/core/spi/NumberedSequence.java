package dev.stom.core.spi;

import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus.GapCause;
import dev.stom.core.spi.Refill.Refilled;
import dev.stom.core.spi.StreamMapping.Span;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events that the venue numbers without a hole: each is delivered once, in order, whichever
 * connection brings it, and a missing one shows by its number.
 */
final class NumberedSequence<E> extends Sequence<E> {
  private enum Wait {
    NONE,
    MOMENT,
    REFILL
  }

  private final TreeMap<Long, E> held = new TreeMap<>(); // by first number; behind a hole
  private long number; // the last one delivered; meaningless before
  private Wait wait = Wait.NONE;
  private long askedUpTo; // the number behind the hole that is being refilled
  private @Nullable Instant holeFrom; // a connection was lost since the last delivery; else null

  NumberedSequence(StreamMapping<?, ?, ?, E> mapping, Outlet<E> out, boolean refills) {
    super(mapping, out, refills);
  }

  @Override
  void offer(E event, Origin origin) {
    Span span = mapping.spanOf(event);
    Instant lost = lostFrom;
    lostFrom = null;
    if (last == null && lost == null && held.isEmpty()) {
      accept(event, span);
    } else if (last == null) {
      hold(event, span, lost);
    } else if (span.last() <= number) {
      if (lost != null && isEarlier(last, event)) {
        beginAnew(event, span, lost);
      } else {
        out.repeated();
      }
    } else if (span.first() <= number + 1) {
      accept(event, span);
      drain();
    } else {
      hold(event, span, lost);
    }
  }

  /** A lower number for something later, on a new connection: the venue counts from the start. */
  private void beginAnew(E event, Span span, Instant lost) {
    while (!held.isEmpty()) {
      passHole();
    }
    out.gap(last, lost, event, GapCause.SKIPPED);
    accept(event, span);
  }

  private void hold(E event, Span span, @Nullable Instant lost) {
    if (held.putIfAbsent(span.first(), event) != null) {
      out.repeated();
      return;
    }
    if (lost != null && holeFrom == null) {
      holeFrom = lost;
    }
    if (held.size() > MOST_HELD) {
      giveUp();
    } else if (wait == Wait.NONE || (wait == Wait.MOMENT && lost != null)) {
      seekHelp();
    }
  }

  /** What is missing on a live connection may come in a moment; what was lost with one will not. */
  private void seekHelp() {
    if (holeFrom == null) {
      wait = Wait.MOMENT;
      out.await();
    } else {
      askOrGiveUp();
    }
  }

  private void askOrGiveUp() {
    if (refills) {
      Instant since = holeFrom;
      wait = Wait.REFILL;
      askedUpTo = held.firstKey();
      out.refill(last, since == null ? Instant.EPOCH : since, held.firstEntry().getValue());
    } else {
      giveUp();
    }
  }

  @Override
  void waited() {
    if (wait == Wait.MOMENT) {
      askOrGiveUp();
    }
  }

  @Override
  void refilled(Refilled<E> missed) {
    for (E event : missed.events()) {
      Span span = mapping.spanOf(event);
      if (last == null ? !missed.whole() : span.first() > number + 1) {
        reportHole(event);
      }
      if (last == null || span.last() > number) {
        accept(event, span);
      }
    }
    if (last == null && missed.whole()) {
      E first = held.pollFirstEntry().getValue(); // nothing had happened before it
      accept(first, mapping.spanOf(first));
    }
    drain();
    if (!held.isEmpty()) {
      if (number >= askedUpTo) {
        seekHelp(); // this hole is closed, the next one is not
      } else {
        giveUp();
      }
    }
  }

  @Override
  void unfilled() {
    giveUp();
  }

  private void giveUp() {
    do {
      passHole();
    } while (!held.isEmpty() && !refills && holeFrom != null);
    if (!held.isEmpty()) {
      out.enough();
      seekHelp(); // for the next hole
    }
  }

  /** Reports the hole and goes on behind it. */
  private void passHole() {
    E next = held.pollFirstEntry().getValue();
    reportHole(next);
    accept(next, mapping.spanOf(next));
    drain();
  }

  private void reportHole(E next) {
    GapCause cause = holeFrom == null ? GapCause.SKIPPED : GapCause.CONNECTION_LOST;
    out.gap(last, holeFrom, next, cause);
  }

  private void accept(E event, Span span) {
    last = event;
    number = span.last();
    out.deliver(event);
  }

  /** Delivers what follows without a hole; when nothing is left, nothing is waited for. */
  private void drain() {
    while (!held.isEmpty() && held.firstKey() <= number + 1) {
      E first = held.pollFirstEntry().getValue();
      Span span = mapping.spanOf(first);
      if (span.last() > number) {
        accept(first, span);
      }
    }
    if (held.isEmpty()) {
      holeFrom = null;
      if (wait != Wait.NONE) {
        wait = Wait.NONE;
        out.enough();
      }
    }
  }
}
