package dev.stom.binance;

import dev.stom.core.spi.Words;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The streams and symbols that frames are expected to name, so that no texts are made of them. */
record KnownStreams(Words names, List<BinanceStream> streams, Words symbols) {
  static final KnownStreams NONE = of(Set.of());

  static KnownStreams of(Collection<BinanceStream> streams) {
    List<BinanceStream> distinct = List.copyOf(new LinkedHashSet<>(streams));
    Set<String> symbols = new LinkedHashSet<>();
    distinct.stream().map(BinanceStream::symbol).flatMap(Optional::stream).forEach(symbols::add);
    return new KnownStreams(
        Words.of(distinct.stream().map(BinanceStream::name).toList()), distinct, Words.of(symbols));
  }

  /** The stream of a word's number; null for a negative one. */
  @Nullable BinanceStream stream(int number) {
    return number < 0 ? null : streams.get(number);
  }
}
