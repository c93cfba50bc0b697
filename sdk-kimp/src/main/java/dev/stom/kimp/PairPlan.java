package dev.stom.kimp;

import dev.stom.core.instrument.Asset;
import dev.stom.core.instrument.Instrument;
import dev.stom.core.instrument.InstrumentCatalog;
import dev.stom.core.instrument.Listing;
import dev.stom.core.instrument.ListingStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which markets are to be compared: codes to be looked up in the catalogs, and pairs that the
 * application vouches for.
 */
record PairPlan(List<Asset> assets, Map<Asset, KimpPair> explicit) {
  PairPlan {
    assets = List.copyOf(assets);
    explicit = new LinkedHashMap<>(explicit);
  }

  /** Refuses codes that are known to be different coins, unless the application gives the pair. */
  void checkDenied(Set<Asset> denied) {
    Set<Asset> found = new TreeSet<>(assets);
    found.removeAll(explicit.keySet());
    found.retainAll(denied);
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          "assets: "
              + found
              + " is on the deny list, because the same code can be different coins at the two"
              + " venues; say with pair(...) which instruments belong together");
    }
  }

  /**
   * Finds the markets.
   *
   * @throws IllegalArgumentException naming everything that a venue does not list
   */
  List<KimpPair> resolve(InstrumentCatalog korean, InstrumentCatalog global) {
    List<String> missing = new ArrayList<>();
    Map<Asset, KimpPair> pairs = new LinkedHashMap<>();
    for (Asset asset : assets) {
      if (!explicit.containsKey(asset)) {
        Optional<Instrument> here = find(korean, asset, Asset.KRW, missing);
        Optional<Instrument> there = find(global, asset, Asset.USDT, missing);
        if (here.isPresent() && there.isPresent()) {
          pairs.put(asset, new KimpPair(asset, here.get(), there.get()));
        }
      }
    }
    for (KimpPair pair : explicit.values()) {
      check(korean, pair.korean(), missing);
      check(global, pair.global(), missing);
      pairs.put(pair.asset(), pair);
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "assets: "
              + String.join("; ", missing)
              + ". Leave them out, or say with pair(...) which instruments belong together");
    }
    return inOrder(pairs.values());
  }

  /** Those asked for by code first, each in the order given. */
  private List<KimpPair> inOrder(Collection<KimpPair> pairs) {
    List<KimpPair> ordered = new ArrayList<>();
    for (Asset asset : assets) {
      pairs.stream().filter(pair -> pair.asset().equals(asset)).forEach(ordered::add);
    }
    pairs.stream().filter(pair -> !assets.contains(pair.asset())).forEach(ordered::add);
    return ordered;
  }

  /** The market that implies the rate. */
  static Instrument usdtMarket(InstrumentCatalog korean) {
    List<String> missing = new ArrayList<>();
    return find(korean, Asset.USDT, Asset.KRW, missing)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fx: "
                        + missing.get(0)
                        + ", which would imply the rate; use FxSource.supplied or .pushed"));
  }

  private static Optional<Instrument> find(
      InstrumentCatalog catalog, Asset base, Asset quote, List<String> missing) {
    Optional<Instrument> found =
        catalog.find(base, quote).filter(PairPlan::isAlive).map(Listing::instrument);
    if (found.isEmpty()) {
      missing.add(catalog.venue() + " does not list " + base + " priced in " + quote);
    }
    return found;
  }

  private static void check(
      InstrumentCatalog catalog, Instrument instrument, List<String> missing) {
    boolean listed =
        catalog
            .find(instrument.symbol())
            .filter(PairPlan::isAlive)
            .map(Listing::instrument)
            .filter(instrument::equals)
            .isPresent();
    if (!listed) {
      missing.add(
          catalog.venue()
              + " does not list "
              + instrument
              + " as "
              + instrument.base()
              + " priced in "
              + instrument.quote());
    }
  }

  private static boolean isAlive(Listing listing) {
    return listing.status() != ListingStatus.DELISTED;
  }
}
