package dev.stom.kimp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a {@link KimpMonitor} takes its exchange rate from: won for one dollar. There is no
 * built-in number: the rate moves by more in a year than the premium that one looks for.
 *
 * <p>A new rate that lies far from the one in force ({@link
 * KimpMonitorBuilder#fxJumpLimit(BigDecimal)}) is not believed while that one is young enough: a
 * wrong unit or a stray trade on a thin market must not raise alerts for all assets at once.
 */
public sealed interface FxSource permits ConstantFx, SuppliedFx, PushedFx, UsdtImpliedFx {

  /**
   * Says what kind it is.
   *
   * @return the kind
   */
  FxKind kind();

  /**
   * Returns its name for people.
   *
   * @return the name; readings of a USDT-implied rate name the instrument instead
   */
  String label();

  /**
   * A number that holds until the monitor is closed, stated at the moment the monitor is opened.
   *
   * @param value won for one dollar; positive
   * @return the source
   */
  static FxSource constant(BigDecimal value) {
    return new ConstantFx(Decimals.positive(value, "value"), null);
  }

  /**
   * A number that holds until the monitor is closed.
   *
   * @param value won for one dollar; positive
   * @param asOf when it was fixed: its age counts from here
   * @return the source
   */
  static FxSource constant(BigDecimal value, Instant asOf) {
    return new ConstantFx(Decimals.positive(value, "value"), Objects.requireNonNull(asOf, "asOf"));
  }

  /**
   * A number that the monitor asks the application for, once every {@link
   * KimpMonitor#CHECK_INTERVAL}.
   *
   * @param label its name for people, for example {@code ECB daily}
   * @param supplier returns the newest rate that the application has, or empty when it has none;
   *     the same one again is no news. Called serially with the listener on the monitor's executor:
   *     it should hand out what another thread fetched, for while it blocks no reading is told
   * @return the source; may serve several monitors
   */
  static FxSource supplied(String label, Supplier<Optional<FxQuote>> supplier) {
    return new SuppliedFx(
        SuppliedFx.checkedLabel(label), Objects.requireNonNull(supplier, "supplier"));
  }

  /**
   * A number that the application tells whenever it has a new one.
   *
   * @param label its name for people, for example {@code our treasury desk}
   * @return the source, to be {@linkplain PushedFx#push pushed} to; may serve several monitors
   */
  static PushedFx pushed(String label) {
    return new PushedFx(SuppliedFx.checkedLabel(label));
  }

  /**
   * Won for one USDT as last traded on the Korean venue.
   *
   * @return the source
   */
  static FxSource usdtImplied() {
    return usdtImplied(PriceBasis.LAST_TRADE);
  }

  /**
   * Won for one USDT on the Korean venue.
   *
   * @param basis which price of that market
   * @return the source
   */
  static FxSource usdtImplied(PriceBasis basis) {
    return new UsdtImpliedFx(Objects.requireNonNull(basis, "basis"));
  }
}
