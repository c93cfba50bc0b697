package dev.stom.core.spi;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A book that is put together from a snapshot and numbered changes.
 *
 * <p>Changes are kept while a snapshot is on its way. A snapshot that is older than the first of
 * them is of no use, and another one is wanted; any other becomes the book, and the changes that it
 * does not contain yet are applied. From then on each change must begin no later than one after the
 * last: if it begins later something was missed, the book is not live, and a snapshot is wanted. A
 * missing change that comes after all, before the snapshot, closes the gap without it.
 *
 * <p>A snapshot that was cut at its limit leaves a horizon, beyond which nothing is known. When
 * fewer levels than needed are left inside it, a new snapshot is wanted while the book stays live;
 * when none is left on a side, it is not live.
 *
 * <p>Source of the procedure: Binance Spot API documentation, web-socket-streams.md, how to manage
 * a local order book correctly, as corrected 2025-11-12.
 */
public final class DiffBookBuilder extends BookBuilder {
  /**
   * 1,024 changes, at ten a second more than a minute and a half: longer than a snapshot may take,
   * about a megabyte for a busy book.
   */
  static final int MAX_WAITING = 1_024;

  /**
   * Twice as many levels as a snapshot has are kept: a market that wanders leaves known levels
   * behind, and these must not grow for ever.
   */
  static final int KEPT_SNAPSHOTS = 2;

  /** Why a snapshot is wanted. */
  private enum Want {
    NOTHING,
    /** The book stays live meanwhile; a deeper view is needed. */
    DEPTH,
    /** There is no true book without it. */
    TRUTH
  }

  /** What became of a snapshot. */
  public enum Verdict {
    /** It is the book now, or nobody needed it any more. */
    SETTLED,
    /** It is older than the changes that are there: ask again. */
    TOO_OLD,
    /** No book can look like this: ask again. */
    IMPOSSIBLE
  }

  private final int levels;
  private final DiffJournal journal = new DiffJournal(MAX_WAITING); // guarded by this
  private @Nullable Ledger ledger; // guarded by this; null while nothing can be built upon
  private boolean proven; // guarded by this; a change has joined the ledger to the stream
  private boolean impatient; // guarded by this; a snapshot is wanted even without a change

  /** Written under this; read without it by {@link #wantsSnapshot}. */
  private volatile Want want = Want.NOTHING;

  DiffBookBuilder(Instrument instrument, int levels, Consumer<KnownBook> listener) {
    super(instrument, listener);
    this.levels = levels;
  }

  /**
   * Makes a builder that nobody listens to, for replays: read it by {@link #view}.
   *
   * @param instrument whose book
   * @param levels how many levels on each side are needed, from 1
   * @return a builder that is not connected yet
   */
  public static DiffBookBuilder of(Instrument instrument, int levels) {
    return new DiffBookBuilder(instrument, levels, known -> {});
  }

  // ---- changes

  /**
   * Takes a change; those that come twice or late are left out.
   *
   * @param diff the change
   */
  public synchronized void diff(BookDiff diff) {
    if (!isListening()) {
      return;
    }
    if (diff.firstId() > diff.lastId()) {
      breakDown(diff, "the venue sent changes " + diff.firstId() + " to " + diff.lastId());
      return;
    }
    boolean kept = want == Want.NOTHING || journal.add(diff);
    Ledger present = ledger;
    if (present == null) {
      wait(kept);
    } else if (diff.lastId() <= present.id()) {
      contained(present, diff);
    } else if (diff.firstId() <= present.id() + (proven ? 1 : 0)) {
      apply(present, diff);
    } else {
      gap(present, diff, kept);
    }
  }

  private void wait(boolean kept) {
    if (!kept) {
      ignore();
    } else if (journal.size() == 1) {
      show(BookState.SYNCING, "changes come in; waiting for a snapshot");
    }
  }

  /** The ledger has it already; if it is the first one that came, it joins the two all the same. */
  private void contained(Ledger present, BookDiff diff) {
    if (proven) {
      ignore();
    } else {
      proven = true;
      settle(present, diff);
    }
  }

  private void apply(Ledger present, BookDiff diff) {
    present.apply(diff);
    proven = true;
    if (want == Want.TRUTH && !present.isCrossed()) {
      if (!journal.replayOnto(present)) {
        return; // there is another gap
      }
      satisfied();
    }
    settle(present, diff);
  }

  private void gap(Ledger present, BookDiff diff, boolean kept) {
    if (want == Want.TRUTH) {
      if (!kept) {
        ignore();
      }
      return;
    }
    if (want == Want.NOTHING) {
      journal.add(diff);
    }
    want = Want.TRUTH;
    show(
        BookState.SYNCING,
        (proven ? "changes were missed: " : "the snapshot is too old: ")
            + diff.firstId()
            + " came after "
            + present.id()
            + "; waiting for a snapshot");
  }

  /** After the ledger has moved on without a gap. */
  private void settle(Ledger present, BookDiff newest) {
    if (present.isCrossed()) {
      breakDown(
          newest,
          "best bid at or above best ask after change "
              + present.id()
              + "; waiting for a snapshot");
      return;
    }
    if (want == Want.NOTHING && present.isShort(levels)) {
      want = Want.DEPTH;
    }
    String lost = present.lostSide();
    if (lost == null) {
      live(present.book(instrument()), "every change was applied");
    } else {
      show(
          BookState.SYNCING,
          "no known " + lost + " is left inside the horizon; waiting for a deeper snapshot");
    }
  }

  private void breakDown(BookDiff last, String why) {
    ledger = null;
    proven = false;
    journal.clear();
    if (last.firstId() <= last.lastId()) {
      journal.add(last);
    }
    impatient = true;
    want = Want.TRUTH;
    show(BookState.BROKEN, why);
  }

  // ---- snapshots

  /**
   * Tells whether a snapshot should be asked for. Takes no lock while none is wanted.
   *
   * @return true when one is needed and a change has come that it can be held against
   */
  public boolean wantsSnapshot() {
    Want wanted = want;
    return wanted == Want.DEPTH || (wanted == Want.TRUTH && isReady());
  }

  /** Tells whether it can wait, because the book is live without it. */
  boolean canWait() {
    return known().state() == BookState.LIVE;
  }

  /** The number of the first change comes before the snapshot is asked for, if any change comes. */
  private synchronized boolean isReady() {
    return impatient || !journal.isEmpty();
  }

  /** No change has come for a while: a snapshot at least shows what was last known. */
  synchronized void hurry() {
    if (isListening()) {
      impatient = true;
    }
  }

  /**
   * Takes a snapshot.
   *
   * @param snapshot asked for after {@link #wantsSnapshot} said so
   * @return what became of it
   */
  public synchronized Verdict snapshot(BookSnapshot snapshot) {
    if (!isListening() || want == Want.NOTHING) {
      return Verdict.SETTLED;
    }
    Ledger chained = proven && want == Want.DEPTH ? ledger : null;
    boolean old =
        journal.isEmpty()
            ? chained != null && snapshot.id() < chained.id()
            : snapshot.id() < journal.firstId();
    if (old) {
      failed("the snapshot is older than the changes that came; asking again");
      return Verdict.TOO_OLD;
    }
    Ledger fresh = Ledger.of(snapshot, snapshot.limit() * KEPT_SNAPSHOTS);
    boolean joined = !journal.isEmpty();
    if (!journal.replayOnto(fresh)) {
      failed("changes between the snapshot and the newest are missing; asking again");
      return Verdict.TOO_OLD;
    }
    if (fresh.isCrossed()) {
      if (want == Want.TRUTH) {
        ledger = null;
        show(BookState.BROKEN, "the snapshot, brought up to date, is crossed");
      }
      return Verdict.IMPOSSIBLE;
    }
    adopt(fresh, joined || chained != null);
    return Verdict.SETTLED;
  }

  private void adopt(Ledger fresh, boolean isProven) {
    ledger = fresh;
    proven = isProven;
    satisfied();
    if (!isProven) {
      publish(
          BookState.SYNCING,
          "there is a snapshot, but no change has joined it to the stream yet",
          fresh.book(instrument()));
      return;
    }
    String lost = fresh.lostSide();
    if (lost == null) {
      live(fresh.book(instrument()), "put together from a snapshot");
    } else {
      want = Want.DEPTH;
      show(BookState.SYNCING, "no known " + lost + " is left inside the horizon");
    }
  }

  private void satisfied() {
    want = Want.NOTHING;
    impatient = false;
    journal.clear();
  }

  /** The snapshot could not be had: says so where the book is not live anyway. */
  synchronized void failed(String why) {
    if (isListening() && known().state() != BookState.LIVE && want != Want.NOTHING) {
      show(known().state(), why);
    }
  }

  // ---- connections

  @Override
  void begin() {
    restart();
    want = Want.TRUTH;
  }

  @Override
  void drop() {
    restart();
    want = Want.NOTHING;
  }

  private void restart() {
    ledger = null;
    proven = false;
    impatient = false;
    journal.clear();
  }
}
