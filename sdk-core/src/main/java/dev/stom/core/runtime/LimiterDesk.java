package dev.stom.core.runtime;

import dev.stom.core.runtime.VenueClock.Bounds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may pass: the rules of {@link WindowRateLimiter}, without threads, futures and clock, so that
 * the limiter itself and its forecast follow the same ones. Not thread-safe.
 *
 * <p>A request passes when it is the first of its lane in each of its budgets, and each admits it.
 */
final class LimiterDesk {
  private static final int LANES = Lane.values().length;

  final BudgetLedger[] ledgers;
  private final Set<Waiter> waiters;

  LimiterDesk(List<RateBudget> budgets) {
    ledgers = new BudgetLedger[budgets.size()];
    for (int i = 0; i < ledgers.length; i++) {
      ledgers[i] = new BudgetLedger(budgets.get(i), i);
    }
    waiters = new LinkedHashSet<>();
  }

  private LimiterDesk(LimiterDesk other) {
    ledgers = new BudgetLedger[other.ledgers.length];
    for (int i = 0; i < ledgers.length; i++) {
      ledgers[i] = new BudgetLedger(other.ledgers[i]);
    }
    waiters = new LinkedHashSet<>(other.waiters);
  }

  int waiting() {
    return waiters.size();
  }

  /** Whether a newcomer may pass at once. */
  boolean canPass(Bill bill, long now) {
    for (int i = 0; i < bill.size(); i++) {
      BudgetLedger ledger = ledgers[bill.ledgers()[i]];
      if (!ledger.lanes[bill.lane()].queue.isEmpty()
          || !ledger.admits(bill.lane(), bill.amounts()[i], now, null)) {
        return false;
      }
    }
    return true;
  }

  void grant(Bill bill, long now) {
    for (int i = 0; i < bill.size(); i++) {
      ledgers[bill.ledgers()[i]].grant(bill.lane(), bill.amounts()[i], now);
    }
  }

  void coolDown(Bill bill, long now, @Nullable Bounds clock) {
    for (int i = 0; i < bill.size(); i++) {
      ledgers[bill.ledgers()[i]].coolDown(bill.lane(), bill.amounts()[i], now, clock);
    }
  }

  void giveBack(Bill bill) {
    for (int i = 0; i < bill.size(); i++) {
      ledgers[bill.ledgers()[i]].giveBack(bill.lane(), bill.amounts()[i]);
    }
  }

  boolean isStopped(Bill bill, long now) {
    for (int ledger : bill.ledgers()) {
      if (ledgers[ledger].isStopped(now)) {
        return true;
      }
    }
    return false;
  }

  void enqueue(Waiter waiter) {
    waiters.add(waiter);
    Bill bill = waiter.bill;
    for (int i = 0; i < bill.size(); i++) {
      ledgers[bill.ledgers()[i]].enqueue(waiter, bill.amounts()[i]);
    }
  }

  /** Gives a place in the queue up; false when it was given up before. */
  boolean leave(Waiter waiter) {
    if (!waiters.remove(waiter)) {
      return false;
    }
    Bill bill = waiter.bill;
    for (int i = 0; i < bill.size(); i++) {
      ledgers[bill.ledgers()[i]].unqueue(waiter, bill.amounts()[i]);
    }
    return true;
  }

  /** Lets everybody pass who may, the most urgent first. */
  void serve(long now, Consumer<Waiter> served) {
    boolean progress;
    do {
      progress = false;
      for (int lane = 0; lane < LANES; lane++) {
        for (BudgetLedger ledger : ledgers) {
          Waiter head = ledger.lanes[lane].head();
          while (head != null && passes(head, now)) {
            leave(head);
            grant(head.bill, now);
            served.accept(head);
            progress = true;
            head = ledger.lanes[lane].head();
          }
        }
      }
    } while (progress);
  }

  private boolean passes(Waiter waiter, long now) {
    Bill bill = waiter.bill;
    for (int i = 0; i < bill.size(); i++) {
      BudgetLedger ledger = ledgers[bill.ledgers()[i]];
      if (ledger.lanes[bill.lane()].head() != waiter
          || !ledger.admits(bill.lane(), bill.amounts()[i], now, waiter)) {
        return false;
      }
    }
    return true;
  }

  /** Whether somebody who waits may pass now. */
  boolean canServe(long now) {
    for (BudgetLedger ledger : ledgers) {
      if (ledger.isWaited()) {
        for (LaneAccount lane : ledger.lanes) {
          Waiter head = lane.head();
          if (head != null && passes(head, now)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** When somebody should look again, if nothing is released before; {@code NEVER} for not. */
  long nextChange(long now) {
    long next = BudgetLedger.NEVER;
    for (BudgetLedger ledger : ledgers) {
      if (!ledger.isWaited()) {
        continue;
      }
      for (int lane = 0; lane < LANES; lane++) {
        Waiter head = ledger.lanes[lane].head();
        if (head != null) {
          int amount = head.bill.amountOn(ledger.number);
          next = Math.min(next, ledger.nextChange(lane, amount, now, head));
        }
      }
    }
    return next;
  }

  /**
   * How long one more would wait if everything on the way, and everything that goes before, were
   * answered the moment it is sent, and the venue reported nothing more.
   */
  long forecast(Bill bill, long now, @Nullable Bounds clock) {
    LimiterDesk future = new LimiterDesk(this);
    for (BudgetLedger ledger : future.ledgers) {
      ledger.coolAll(now, clock);
    }
    Waiter last = new Waiter(bill, now);
    future.enqueue(last);
    long moment = now;
    while (true) {
      long at = moment;
      future.serve(at, waiter -> future.coolDown(waiter.bill, at, clock));
      if (!future.waiters.contains(last)) {
        return moment - now;
      }
      moment = future.nextChange(moment);
      if (moment == BudgetLedger.NEVER) {
        return BudgetLedger.NEVER; // stopped for ever
      }
    }
  }
}
