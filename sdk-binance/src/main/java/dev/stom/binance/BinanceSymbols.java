package dev.stom.binance;

import dev.stom.binance.model.BinanceSymbolStatus;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which symbols a request is about: some, or all of them, and if need be only those in one status.
 * Of several symbols, those in another status are left out of the answer; of a single one, the
 * venue refuses with code -1220. Immutable.
 */
public final class BinanceSymbols {
  private final Set<String> symbols; // empty for all
  private final @Nullable BinanceSymbolStatus status;

  private BinanceSymbols(Set<String> symbols, @Nullable BinanceSymbolStatus status) {
    this.symbols = symbols;
    this.status = status;
  }

  /**
   * All symbols.
   *
   * @return the choice
   */
  public static BinanceSymbols all() {
    return new BinanceSymbols(Set.of(), null);
  }

  /**
   * Some symbols.
   *
   * @param symbols in any case; not empty
   * @return the choice
   */
  public static BinanceSymbols of(String... symbols) {
    return of(List.of(symbols));
  }

  /**
   * Some symbols.
   *
   * @param symbols in any case; not empty
   * @return the choice
   */
  public static BinanceSymbols of(Collection<String> symbols) {
    if (symbols.isEmpty()) {
      throw new IllegalArgumentException(
          "symbols must not be empty; BinanceSymbols.all() asks for all");
    }
    Set<String> checked = new LinkedHashSet<>();
    symbols.forEach(symbol -> checked.add(checked(symbol)));
    return new BinanceSymbols(checked, null);
  }

  /**
   * The same, restricted to one status.
   *
   * @param only for example {@link BinanceSymbolStatus#TRADING}
   * @return the choice
   */
  public BinanceSymbols inStatus(BinanceSymbolStatus only) {
    if (only == BinanceSymbolStatus.UNKNOWN) {
      throw new IllegalArgumentException("status must be one that the venue has but is UNKNOWN");
    }
    return new BinanceSymbols(symbols, only);
  }

  /**
   * Returns the symbols.
   *
   * @return in upper case, in the order given; empty for all
   */
  public List<String> symbols() {
    return List.copyOf(symbols);
  }

  /**
   * Returns the status.
   *
   * @return the status asked for, or empty for any
   */
  public Optional<BinanceSymbolStatus> status() {
    return Optional.ofNullable(status);
  }

  boolean isAll() {
    return symbols.isEmpty();
  }

  /** Adds the parameters: the singular form for one symbol, which is cheaper, else the list. */
  Parameters addTo(Parameters parameters) {
    if (symbols.size() == 1) {
      parameters.add("symbol", symbols.iterator().next());
    } else if (!symbols.isEmpty()) {
      parameters.addArray("symbols", symbols);
    }
    return parameters.add("symbolStatus", status);
  }

  BinanceSymbols requireAtMost(int most, String endpoint) {
    if (symbols.isEmpty() || symbols.size() > most) {
      throw new IllegalArgumentException(
          "symbols must be 1 to "
              + most
              + " for "
              + endpoint
              + " but are "
              + (symbols.isEmpty() ? "all" : symbols.size()));
    }
    return this;
  }

  /** Checks a symbol's form and puts it into upper case. */
  static String checked(String symbol) {
    boolean odd =
        symbol
            .chars()
            .anyMatch(
                c ->
                    Character.isWhitespace(c)
                        || Character.isISOControl(c)
                        || c == '"'
                        || c == '\\'
                        || c == '@'
                        || c == '!'
                        || c == ',');
    if (symbol.isEmpty() || symbol.length() > MAX_SYMBOL_LENGTH || odd) {
      throw new IllegalArgumentException("symbol must look like BTCUSDT but is '" + symbol + "'");
    }
    return symbol.toUpperCase(Locale.ROOT);
  }

  private static final int MAX_SYMBOL_LENGTH = 50; // the longest known has some twenty

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BinanceSymbols other
        && symbols.equals(other.symbols)
        && status == other.status;
  }

  @Override
  public int hashCode() {
    return symbols.hashCode();
  }

  /** Shows the choice. */
  @Override
  public String toString() {
    return (isAll() ? "all symbols" : symbols.toString()) + (status == null ? "" : " " + status);
  }
}
