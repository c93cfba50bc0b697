package dev.stom.binance;

import dev.stom.binance.model.BinanceSymbolStatus;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@code GET /api/v3/exchangeInfo}: everything, some symbols, the symbols with
 * some permissions, or those in a status. Immutable.
 */
public final class BinanceExchangeInfoRequest {
  private final List<String> symbols; // empty for all
  private final List<String> permissions; // empty for any
  private final boolean permissionSets;
  private final @Nullable BinanceSymbolStatus status;

  private BinanceExchangeInfoRequest(
      List<String> symbols,
      List<String> permissions,
      boolean permissionSets,
      @Nullable BinanceSymbolStatus status) {
    this.symbols = symbols;
    this.permissions = permissions;
    this.permissionSets = permissionSets;
    this.status = status;
  }

  /**
   * Everything: some megabytes.
   *
   * @return the request
   */
  public static BinanceExchangeInfoRequest all() {
    return new BinanceExchangeInfoRequest(List.of(), List.of(), true, null);
  }

  /**
   * Some symbols.
   *
   * @param symbols in any case; not empty
   * @return the request
   */
  public static BinanceExchangeInfoRequest symbols(Collection<String> symbols) {
    return new BinanceExchangeInfoRequest(
        BinanceSymbols.of(symbols).symbols(), List.of(), true, null);
  }

  /**
   * The symbols that any of some permissions opens.
   *
   * @param permissions in the venue's words, for example {@code SPOT}; not empty
   * @return the request
   */
  public static BinanceExchangeInfoRequest permissions(Collection<String> permissions) {
    if (permissions.isEmpty()) {
      throw new IllegalArgumentException(
          "permissions must not be empty; BinanceExchangeInfoRequest.all() asks for all");
    }
    return new BinanceExchangeInfoRequest(
        List.of(), permissions.stream().map(BinanceSymbols::checked).toList(), true, null);
  }

  /**
   * The same without the permission sets, which are most of the answer.
   *
   * @return a copy
   */
  public BinanceExchangeInfoRequest withoutPermissionSets() {
    return new BinanceExchangeInfoRequest(symbols, permissions, false, status);
  }

  /**
   * The same, restricted to symbols in a status.
   *
   * @param only {@code TRADING}, {@code HALT} or {@code BREAK}
   * @return a copy
   * @throws IllegalArgumentException when symbols are named too, which the venue does not take
   */
  public BinanceExchangeInfoRequest inStatus(BinanceSymbolStatus only) {
    if (!symbols.isEmpty()) {
      throw new IllegalArgumentException(
          "status cannot be asked for together with symbols; look at BinanceSymbol.status()");
    }
    if (only == BinanceSymbolStatus.UNKNOWN) {
      throw new IllegalArgumentException("status must be one that the venue has but is UNKNOWN");
    }
    return new BinanceExchangeInfoRequest(symbols, permissions, permissionSets, only);
  }

  Parameters parameters() {
    Parameters parameters = new Parameters();
    if (symbols.size() == 1) {
      parameters.add("symbol", symbols.get(0));
    } else if (!symbols.isEmpty()) {
      parameters.addArray("symbols", symbols);
    }
    if (permissions.size() == 1) {
      parameters.add("permissions", permissions.get(0));
    } else if (!permissions.isEmpty()) {
      parameters.addArray("permissions", permissions);
    }
    return parameters
        .add("showPermissionSets", permissionSets ? null : "false")
        .add("symbolStatus", status);
  }

  /** Shows the query. */
  @Override
  public String toString() {
    return parameters().query();
  }
}
