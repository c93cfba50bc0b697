package dev.stom.core.spi;

import dev.stom.core.market.Origin;
import dev.stom.core.market.StreamStatus.GapCause;
import dev.stom.core.spi.Refill.Refilled;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order in which they come. Those with an id are delivered once; what is missing
 * shows only by the loss of a connection.
 */
final class NamedSequence<E> extends Sequence<E> {
  /**
   * A snapshot repeats what was seen last before the connection was lost; more than this is not
   * remembered.
   */
  private static final int REMEMBERED = 64;

  /** One that waits behind a hole. */
  private record Held<E>(E event, @Nullable Instant lostBefore) {}

  private final Deque<Held<E>> held = new ArrayDeque<>(); // empty unless a refill is under way
  private final Set<String> recent = new LinkedHashSet<>(); // oldest first
  private @Nullable E newest; // delivered or held

  NamedSequence(StreamMapping<?, ?, ?, E> mapping, Outlet<E> out, boolean refills) {
    super(mapping, out, refills);
  }

  @Override
  void offer(E event, Origin origin) {
    String id = mapping.uniqueId(event);
    if (id != null) {
      if (recent.contains(id)) {
        if (newest != null && id.equals(mapping.uniqueId(newest))) {
          lostFrom = null; // nothing happened while the connection was lost
        }
        out.repeated();
        return;
      }
      if (origin == Origin.SNAPSHOT && newest != null && isEarlier(event, newest)) {
        out.repeated();
        return;
      }
      boolean unused = remember(id);
    }
    Instant lost = lostFrom;
    lostFrom = null;
    newest = event;
    if (held.isEmpty() && (lost == null || !refills)) {
      if (lost != null) {
        out.gap(last, lost, event, GapCause.CONNECTION_LOST);
      }
      accept(event);
      return;
    }
    boolean first = held.isEmpty();
    held.add(new Held<>(event, lost));
    if (first) {
      seekHelp(held.getFirst());
    } else if (held.size() > MOST_HELD) {
      out.enough();
      unfilled();
    }
  }

  private void seekHelp(Held<E> behind) {
    Instant lost = behind.lostBefore;
    out.refill(last, lost == null ? Instant.EPOCH : lost, behind.event);
  }

  @Override
  void waited() {} // only a connection's end tells that something is missing

  @Override
  void refilled(Refilled<E> missed) {
    if (!missed.whole()) {
      E after = missed.events().isEmpty() ? held.getFirst().event : missed.events().get(0);
      out.gap(last, held.getFirst().lostBefore, after, GapCause.CONNECTION_LOST);
    }
    for (E event : missed.events()) {
      String id = mapping.uniqueId(event);
      if (id == null || remember(id)) {
        accept(event);
      }
    }
    passOn();
  }

  @Override
  void unfilled() {
    Held<E> first = held.getFirst();
    out.gap(last, first.lostBefore, first.event, GapCause.CONNECTION_LOST);
    passOn();
  }

  /** Delivers what waits behind the hole, up to the next one. */
  private void passOn() {
    accept(held.removeFirst().event);
    while (!held.isEmpty() && held.getFirst().lostBefore == null) {
      accept(held.removeFirst().event);
    }
    if (!held.isEmpty()) {
      seekHelp(held.getFirst());
    }
  }

  private void accept(E event) {
    last = event;
    out.deliver(event);
  }

  /** False for one that is known. */
  private boolean remember(String id) {
    boolean fresh = recent.add(id);
    if (recent.size() > REMEMBERED) {
      Iterator<String> oldest = recent.iterator();
      oldest.next();
      oldest.remove();
    }
    return fresh;
  }
}
