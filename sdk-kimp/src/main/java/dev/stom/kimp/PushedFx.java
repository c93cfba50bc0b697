package dev.stom.kimp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exchange rate that the application tells whenever it has a new one. Made by {@link
 * FxSource#pushed}. What was told before a monitor is opened counts, too: the newest.
 *
 * <p><b>Threads:</b> all methods may be called from any thread; they do not block.
 */
public final class PushedFx implements FxSource {
  private final String label;
  private final Object lock = new Object();
  private final Set<Receiver> receivers = new LinkedHashSet<>(); // guarded by lock
  private @Nullable FxQuote latest; // guarded by lock

  PushedFx(String label) {
    this.label = label;
  }

  @Override
  public FxKind kind() {
    return FxKind.SUPPLIED;
  }

  @Override
  public String label() {
    return label;
  }

  /**
   * Tells a new rate. A monitor does not believe one that is older than the rate in force or lies
   * too far from it; its listener hears of that as {@link KimpStatus.FxRejected}.
   *
   * @param quote the rate and its moment
   */
  public void push(FxQuote quote) {
    tell(quote, false);
  }

  /**
   * Tells a rate that is to be believed whatever was told before: after a wrong one, or when the
   * rate has really jumped.
   *
   * @param quote the rate and its moment
   */
  public void pushUnchecked(FxQuote quote) {
    tell(quote, true);
  }

  private void tell(FxQuote quote, boolean unchecked) {
    Objects.requireNonNull(quote, "quote");
    List<Receiver> told;
    synchronized (lock) {
      FxQuote before = latest;
      if (unchecked || before == null || !quote.asOf().isBefore(before.asOf())) {
        latest = quote;
      }
      told = List.copyOf(receivers);
    }
    told.forEach(receiver -> receiver.quote(quote, unchecked));
  }

  /** Adds a receiver and returns the newest rate told so far, or null. */
  @Nullable FxQuote attach(Receiver receiver) {
    synchronized (lock) {
      receivers.add(receiver);
      return latest;
    }
  }

  void detach(Receiver receiver) {
    synchronized (lock) {
      receivers.remove(receiver);
    }
  }

  /** Returns for example {@code treasury (heard by 2)}. */
  @Override
  public String toString() {
    synchronized (lock) {
      return label + " (heard by " + receivers.size() + ")";
    }
  }

  /** Who hears of new rates. */
  interface Receiver {
    void quote(FxQuote quote, boolean unchecked);
  }
}
