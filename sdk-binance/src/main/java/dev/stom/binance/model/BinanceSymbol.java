package dev.stom.binance.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the venue says of one symbol, from {@code GET /api/v3/exchangeInfo}.
 *
 * <p>Source: Binance Spot API documentation, rest-api.md, 2026-07-21.
 *
 * @param symbol upper case, for example {@code BTCUSDT}
 * @param statusWord the venue's own word, also where it is a new one
 * @param baseAsset what is bought and sold
 * @param quoteAsset what is paid with
 * @param baseAssetPrecision decimals of the base asset
 * @param quoteAssetPrecision decimals of the quote asset
 * @param baseCommissionPrecision decimals of commissions in the base asset
 * @param quoteCommissionPrecision decimals of commissions in the quote asset
 * @param orderTypes the order types that it allows, in the venue's words
 * @param flags the venue's flags that are true, by name, for example {@code icebergAllowed}, {@code
 *     ocoAllowed}, {@code isSpotTradingAllowed}
 * @param filters the rules that orders must keep; kinds that this version does not know are among
 *     them
 * @param permissionSets who may trade it: of every inner list one is needed; empty when not asked
 *     for
 * @param defaultSelfTradePreventionMode in the venue's words; null when it names none
 * @param allowedSelfTradePreventionModes in the venue's words
 */
public record BinanceSymbol(
    String symbol,
    String statusWord,
    String baseAsset,
    String quoteAsset,
    int baseAssetPrecision,
    int quoteAssetPrecision,
    int baseCommissionPrecision,
    int quoteCommissionPrecision,
    List<String> orderTypes,
    Set<String> flags,
    List<BinanceFilter> filters,
    List<List<String>> permissionSets,
    @Nullable String defaultSelfTradePreventionMode,
    List<String> allowedSelfTradePreventionModes) {
  /** Copies the collections. */
  public BinanceSymbol {
    orderTypes = List.copyOf(orderTypes);
    flags = Set.copyOf(flags);
    filters = List.copyOf(filters);
    permissionSets = permissionSets.stream().map(List::copyOf).toList();
    allowedSelfTradePreventionModes = List.copyOf(allowedSelfTradePreventionModes);
  }

  /**
   * Says whether it can be traded.
   *
   * @return the status; {@link BinanceSymbolStatus#UNKNOWN} for a word that is not known
   */
  public BinanceSymbolStatus status() {
    return BinanceSymbolStatus.parse(statusWord);
  }

  /**
   * Tells whether the venue raised a flag.
   *
   * @param flag for example {@code ocoAllowed}
   * @return true when the venue wrote it as true; false when as false or not at all
   */
  public boolean allows(String flag) {
    return flags.contains(flag);
  }

  /**
   * Finds a filter.
   *
   * @param type for example {@code LOT_SIZE}
   * @return the filter, or empty
   */
  public Optional<BinanceFilter> filter(String type) {
    return filters.stream().filter(filter -> filter.type().equals(type)).findFirst();
  }
}
