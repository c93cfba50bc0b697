package dev.stom.kimp;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an exchange rate comes from, which decides what a premium computed with it means.
 *
 * <p>With a rate of won for <em>US dollars</em> (the first two kinds, if the application so means
 * it) the premium measures Korea against the dollar, and silently takes one dollar token for one
 * dollar. With {@link #USDT_IMPLIED} it measures the coin against Tether inside Korea: the premium
 * that Tether itself has there is divided out, and what remains is usually near zero.
 */
public enum FxKind {
  /** A number that the application states once. Never too old: the application has said it. */
  CONSTANT(null),
  /**
   * A number that the application supplies again and again, with its moment. Good for four days
   * ({@code P4D}): the rates that can be had without a contract are daily, and Friday's is still
   * the newest on Monday.
   */
  SUPPLIED(Duration.ofDays(4)),
  /**
   * Won for one USDT on the Korean venue's own market. Good for a minute: the market trades around
   * the clock, every few seconds, and a minute of silence means that something is wrong.
   */
  USDT_IMPLIED(Duration.ofMinutes(1));

  private final @Nullable Duration defaultMaxAge;

  FxKind(@Nullable Duration defaultMaxAge) {
    this.defaultMaxAge = defaultMaxAge;
  }

  /**
   * Returns how old a rate of this kind may be unless the application says otherwise.
   *
   * @return the age, or empty when it never grows too old
   */
  public Optional<Duration> defaultMaxAge() {
    return Optional.ofNullable(defaultMaxAge);
  }
}
