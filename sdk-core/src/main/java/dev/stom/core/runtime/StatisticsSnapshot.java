package dev.stom.core.runtime;

import dev.stom.core.instrument.Venue;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All of a venue's request statistics at one moment. Immutable.
 *
 * @param venue whose
 * @param since when counting began: the start, or the last reset
 * @param taken when this was taken
 * @param total all endpoints together
 * @param byEndpoint each endpoint by its name ({@code GET /v1/ticker}), in alphabetical order
 */
public record StatisticsSnapshot(
    Venue venue,
    Instant since,
    Instant taken,
    EndpointStatistics total,
    Map<String, EndpointStatistics> byEndpoint) {

  /** Copies the map. */
  public StatisticsSnapshot {
    byEndpoint = Collections.unmodifiableMap(new TreeMap<>(byEndpoint));
  }

  /**
   * Returns one endpoint's statistics.
   *
   * @param endpoint its name
   * @return its statistics; empty ones when it was not asked since the last reset
   */
  public EndpointStatistics endpoint(String endpoint) {
    return byEndpoint.getOrDefault(endpoint, EndpointStatistics.EMPTY);
  }
}
