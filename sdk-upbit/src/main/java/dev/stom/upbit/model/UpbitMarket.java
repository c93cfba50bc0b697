package dev.stom.upbit.model;

import dev.stom.core.spi.WireName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pair that Upbit lists, as {@code GET /v1/market/all} answers.
 *
 * <p>Source: Upbit developer centre v1.6.4, list-trading-pairs, read 2026-11-22.
 *
 * @param market the pair, QUOTE-BASE, for example {@code KRW-BTC}
 * @param koreanName the base asset's name in Korean
 * @param englishName the base asset's name in English
 * @param marketEvent warnings; null unless details were asked for
 */
public record UpbitMarket(
    String market,
    @WireName("korean_name") @Nullable String koreanName,
    @WireName("english_name") @Nullable String englishName,
    @WireName("market_event") @Nullable Event marketEvent) {
  /**
   * What Upbit warns of.
   *
   * @param warning whether the pair is designated for an investment warning
   * @param caution by name, whether an alert of any stage is raised: {@code PRICE_FLUCTUATIONS},
   *     {@code TRADING_VOLUME_SOARING}, {@code DEPOSIT_AMOUNT_SOARING}, {@code
   *     GLOBAL_PRICE_DIFFERENCES}, {@code CONCENTRATION_OF_SMALL_ACCOUNTS}; others may be added
   */
  public record Event(@Nullable Boolean warning, @Nullable Map<String, Boolean> caution) {}
}
