package dev.stom.binance;

import dev.stom.core.instrument.Asset;
import dev.stom.core.market.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Instruments by the end of their symbols. */
final class SymbolGuess {
  private SymbolGuess() {}

  static Normalizer.Symbols byQuote(Collection<Asset> quotes) {
    if (quotes.isEmpty()) {
      throw new IllegalArgumentException("quotes must not be empty; give for example USDT and BTC");
    }
    List<Asset> longestFirst =
        quotes.stream()
            .distinct()
            .sorted(Comparator.comparingInt((Asset quote) -> -quote.code().length()))
            .toList();
    return symbol -> {
      for (Asset quote : longestFirst) {
        int cut = symbol.length() - quote.code().length();
        if (cut > 0 && symbol.endsWith(quote.code())) {
          return Optional.of(Binance.instrument(symbol, symbol.substring(0, cut), quote.code()));
        }
      }
      return Optional.empty();
    };
  }
}
