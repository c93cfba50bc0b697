package dev.stom.kimp;

/**
 * Hears premiums, alerts, and what happens to their sources. Override what is of interest.
 *
 * <p><b>Threads:</b> called one call at a time, in order, on the monitor's executor, holding no
 * lock; what one call did happens-before the next. A listener may be slow: venues and their streams
 * never wait for it. Readings that still wait are then replaced by the newer one of the same asset
 * (never across an alert or a status); alerts and statuses wait in order, some thousands of them,
 * and beyond that the loss is told as {@link KimpStatus.Missed}. What it throws is logged and
 * survived.
 */
public interface KimpListener {
  /**
   * A new reading: a price or the rate arrived, or something grew too old. Each asset is told once
   * at the beginning, usually still without a premium.
   *
   * @param reading the premium and what it was computed from
   */
  default void onPremium(KimpReading reading) {}

  /**
   * A premium went beyond the threshold. Comes after the reading that did it.
   *
   * @param alert which and how
   */
  default void onAlert(KimpAlert alert) {}

  /**
   * Something happened to a source of prices or of the rate.
   *
   * @param status what happened
   */
  default void onStatus(KimpStatus status) {}
}
