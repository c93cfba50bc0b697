package dev.stom.core.instrument;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a venue lists, at one moment. Immutable; ask the venue again for a newer one.
 *
 * <p><b>Threads:</b> may be read from any thread.
 */
public final class InstrumentCatalog {
  private final Venue venue;
  private final Instant asOf;
  private final Map<String, Listing> bySymbol;
  private final Map<Pair, Listing> byPair;

  private InstrumentCatalog(Venue venue, Instant asOf, Collection<Listing> listings) {
    this.venue = venue;
    this.asOf = asOf;
    Map<String, Listing> symbols = new LinkedHashMap<>();
    Map<Pair, Listing> pairs = new LinkedHashMap<>();
    for (Listing listing : listings) {
      Instrument instrument = listing.instrument();
      if (!instrument.venue().equals(venue)) {
        throw new IllegalArgumentException(instrument + " is not listed at " + venue);
      }
      symbols.putIfAbsent(instrument.symbol(), listing);
      pairs.putIfAbsent(new Pair(instrument.base(), instrument.quote()), listing);
    }
    bySymbol = symbols;
    byPair = pairs;
  }

  /**
   * Builds a catalog. Where a symbol comes twice, the first one counts.
   *
   * @param venue whose
   * @param asOf when it was read
   * @param listings what is listed, in the venue's order
   * @return the catalog
   */
  public static InstrumentCatalog of(Venue venue, Instant asOf, Collection<Listing> listings) {
    return new InstrumentCatalog(venue, asOf, listings);
  }

  /**
   * Says whose catalog this is.
   *
   * @return the venue
   */
  public Venue venue() {
    return venue;
  }

  /**
   * Says when it was read.
   *
   * @return the moment the venue's answer arrived, by our clock
   */
  public Instant asOf() {
    return asOf;
  }

  /**
   * Returns everything listed.
   *
   * @return in the venue's order
   */
  public List<Listing> listings() {
    return List.copyOf(bySymbol.values());
  }

  /**
   * Looks a symbol up.
   *
   * @param symbol the venue's spelling
   * @return the listing, or empty
   */
  public Optional<Listing> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol));
  }

  /**
   * Looks a pair up.
   *
   * @param base what is traded
   * @param quote what it is paid with
   * @return the listing, or empty
   */
  public Optional<Listing> find(Asset base, Asset quote) {
    return Optional.ofNullable(byPair.get(new Pair(base, quote)));
  }

  /**
   * Looks up the instrument of a pair that must exist.
   *
   * @param base what is traded
   * @param quote what it is paid with
   * @return the instrument
   * @throws IllegalArgumentException when the venue does not list it
   */
  public Instrument get(Asset base, Asset quote) {
    return find(base, quote)
        .map(Listing::instrument)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    venue + " does not list " + base + " priced in " + quote));
  }

  /**
   * Looks up the instrument of a symbol that must exist.
   *
   * @param symbol the venue's spelling
   * @return the instrument
   * @throws IllegalArgumentException when the venue does not list it
   */
  public Instrument get(String symbol) {
    return find(symbol)
        .map(Listing::instrument)
        .orElseThrow(() -> new IllegalArgumentException(venue + " does not list '" + symbol + "'"));
  }

  @Override
  public String toString() {
    return venue + " catalog of " + bySymbol.size() + " as of " + asOf;
  }

  private record Pair(Asset base, Asset quote) {}
}
