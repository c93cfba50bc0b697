package dev.stom.core.runtime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns what a limiter's ledgers hold into a {@link LimiterState}, and back. */
final class StateKeeping {
  /**
   * 5 s: how much longer a stop lasts that was taken over. The clock may have been corrected in
   * between, forwards; and a few seconds are nothing beside another ban.
   */
  static final Duration STOP_MARGIN = Duration.ofSeconds(5);

  /**
   * Into so many parts a window is cut, so that a state stays short: each comes back at its end.
   */
  private static final int PARTS = 8;

  private StateKeeping() {}

  static LimiterState stateOf(LimiterDesk desk, Instant wall, long now) {
    List<LimiterState.Stop> stops = new ArrayList<>();
    List<LimiterState.Use> uses = new ArrayList<>();
    for (BudgetLedger ledger : desk.ledgers) {
      String name = ledger.budget.name();
      if (ledger.isStopped(now)) {
        stops.add(new LimiterState.Stop(name, later(wall, ledger.stoppedUntil() - now)));
      }
      ledger.expire(now);
      for (Lane lane : Lane.values()) {
        usesOf(ledger, lane, wall, now, uses);
      }
    }
    return new LimiterState(wall, stops, uses);
  }

  private static void usesOf(
      BudgetLedger ledger, Lane lane, Instant wall, long now, List<LimiterState.Use> uses) {
    String name = ledger.budget.name();
    LaneAccount account = ledger.lanes[lane.number()];
    long part = Math.max(1, ledger.windowNanos / PARTS);
    CoolingQueue cooling = account.cooling;
    int sum = 0;
    for (int i = 0; i < cooling.size(); i++) {
      sum += cooling.amount(i);
      boolean last = i + 1 == cooling.size();
      if (last || (cooling.expiry(i) - now) / part != (cooling.expiry(i + 1) - now) / part) {
        uses.add(new LimiterState.Use(name, lane, sum, later(wall, cooling.expiry(i) - now)));
        sum = 0;
      }
    }
    if (account.inFlight() > 0) {
      // The answer may still be counted a moment from now; nobody will hear of it.
      uses.add(
          new LimiterState.Use(name, lane, account.inFlight(), later(wall, ledger.windowNanos)));
    }
  }

  private static Instant later(Instant wall, long nanos) {
    try {
      return wall.plusNanos(nanos);
    } catch (ArithmeticException | DateTimeException beyondTheCalendar) {
      return Instant.MAX;
    }
  }

  static void restore(LimiterState state, LimiterDesk desk, Instant wall, long now) {
    // A clock that stands before the state was taken was set back: not more than was left then.
    Instant present = wall.isBefore(state.taken()) ? state.taken() : wall;
    for (LimiterState.Stop stop : state.stops()) {
      long left = Nanos.saturated(Duration.between(present, stop.until()));
      long until = Nanos.plus(now, Nanos.plus(STOP_MARGIN.toNanos(), left));
      for (BudgetLedger ledger : desk.ledgers) {
        if (ledger.budget.name().equals(stop.budget()) && until > now) {
          ledger.stopUntil(until);
        }
      }
    }
    for (LimiterState.Use use : state.uses()) {
      long left = Nanos.saturated(Duration.between(present, use.until()));
      for (BudgetLedger ledger : desk.ledgers) {
        if (ledger.budget.name().equals(use.budget()) && left > 0) {
          long until = Nanos.plus(now, Math.min(left, ledger.windowNanos));
          int amount = Math.min(use.amount(), ledger.budget.limit());
          ledger.restore(use.lane().number(), amount, now, until);
        }
      }
    }
  }
}
