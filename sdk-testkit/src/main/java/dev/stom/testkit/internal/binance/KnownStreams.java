package dev.stom.testkit.internal.binance;

import dev.stom.testkit.internal.market.Pair;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Streams by name, each name understood once. Guarded by the engine's lock. */
final class KnownStreams {
  private final Map<String, Pair> pairs;
  private final Map<String, BinanceStream> known = new HashMap<>(); // only those that exist

  KnownStreams(Map<String, Pair> pairs) {
    this.pairs = pairs;
  }

  /** The stream, or null when there is none of this name. */
  @Nullable BinanceStream find(String name) {
    BinanceStream stream = known.get(name);
    if (stream == null) {
      stream = BinanceStream.parse(name, pairs);
      if (stream != null) {
        known.put(name, stream);
      }
    }
    return stream;
  }
}
