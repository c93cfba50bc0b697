package dev.stom.testkit.internal.market;

/**
 * A coin of the simulated world.
 *
 * @param code its ticker
 * @param korean its Korean name
 * @param english its English name
 * @param usd around what price it wanders, in units of 10⁻⁸ dollars
 * @param hundredDollars how much of it a hundred dollars buy, about, in units of 10⁻⁸
 * @param activity how often it trades
 */
public record Coin(
    String code, String korean, String english, long usd, long hundredDollars, Activity activity) {

  private static final long HUNDRED_AND_SCALE = 1_000_000_000_000_000_000L;

  static Coin of(String code, String korean, String english, long usd, Activity activity) {
    long hundred = HUNDRED_AND_SCALE / usd;
    return new Coin(code, korean, english, usd, hundred, activity);
  }

  /** How often a coin trades: so many trades in each block of time, at hashed moments. */
  public enum Activity {
    /** Two trades a second. */
    BUSY(60_000, 120),
    /** One trade every two seconds. */
    STEADY(60_000, 30),
    /** Six trades an hour: most minutes pass without one. */
    QUIET(3_600_000, 6);

    final long blockMillis;
    final int trades;

    Activity(long blockMillis, int trades) {
      this.blockMillis = blockMillis;
      this.trades = trades;
    }
  }
}
