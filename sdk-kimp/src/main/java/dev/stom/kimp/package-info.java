/**
 * The kimchi premium: how much dearer a coin is in Korea than elsewhere.
 *
 * <p>Read {@link dev.stom.kimp.KimpMonitor} first: it watches two {@link
 * dev.stom.core.market.MarketDataSource}s, a Korean one and a global one, and tells a {@link
 * dev.stom.kimp.KimpListener} the premium of each asset whenever something changes. Then {@link
 * dev.stom.kimp.KimpReading}, what it tells, and {@link dev.stom.kimp.FxSource}, where the exchange
 * rate comes from. {@link dev.stom.kimp.KimpCalculator} is the bare formula.
 *
 * <pre>{@code
 * try (KimpMonitor monitor =
 *     KimpMonitor.builder(upbit.marketData(), binance.marketData())
 *         .assets(Asset.of("BTC"), Asset.of("XRP"))
 *         .threshold(new BigDecimal("0.03"))
 *         .listener(
 *             new KimpListener() {
 *               @Override
 *               public void onPremium(KimpReading reading) {
 *                 System.out.println(reading.asset() + " " + reading.premium());
 *               }
 *
 *               @Override
 *               public void onAlert(KimpAlert alert) {
 *                 System.out.println("ALERT " + alert.direction() + " " + alert.reading());
 *               }
 *             })
 *         .open()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>What a premium is computed from is always told with it: both prices, the rate, their moments,
 * their ages and the state of the streams that they came on. When one of them is missing or too
 * old, there is no premium but the reason why: never a zero, never a figure from a price of
 * yesterday.
 *
 * <p>Deliberately not here: orders, and the premium that could really be earned (fees, depth,
 * transfer). A quoted premium is a thermometer, not a profit.
 */
package dev.stom.kimp;
