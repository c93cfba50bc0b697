package dev.stom.core.market;

/** Whether a subscription asks again for what its stream has missed. */
public enum Backfill {
  /** What was missed is reported as a {@link StreamStatus.Gap} and stays missing. The default. */
  NONE,
  /**
   * Trades that were missed are asked for by REST. Newer ones wait until the answer is there, so
   * that each is delivered once and in order; those asked for have {@link Origin#REQUEST}. What the
   * venue no longer has stays a gap, and so does all of it when the venue does not answer in time.
   * Costs requests, in the lowest lane of the rate limiter. Other feeds report their gaps as ever:
   * a newer state makes up for what was missed.
   */
  TRADES
}
