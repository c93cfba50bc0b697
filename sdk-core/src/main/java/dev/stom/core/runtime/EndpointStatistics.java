package dev.stom.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the requests to one endpoint, or to all of a venue's endpoints together, at
 * one moment. Absent is absent: an endpoint of which no time was measured has no percentiles.
 *
 * @param requests how many were sent
 * @param errors how many of them failed, for whatever reason
 * @param lastRequest when the newest one ended, or null when there was none
 * @param times the response times, or null when there was no request
 */
public record EndpointStatistics(
    long requests, long errors, @Nullable Instant lastRequest, @Nullable Times times) {

  static final EndpointStatistics EMPTY = new EndpointStatistics(0, 0, null, null);

  /**
   * Returns the share of failures.
   *
   * @return from 0 to 1, or empty when there was no request
   */
  public OptionalDouble errorRate() {
    return requests == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) errors / requests);
  }

  /**
   * Response times: from sending to the whole answer, or to the failure. Waiting for the rate
   * limiter is not part of it. Minimum, mean and maximum are exact; percentiles are within 1 %.
   *
   * @param min the shortest
   * @param mean the arithmetic mean
   * @param max the longest
   * @param p50 half of all were not longer
   * @param p90 nine in ten were not longer
   * @param p99 99 in 100 were not longer
   * @param p999 999 in 1,000 were not longer
   */
  public record Times(
      Duration min,
      Duration mean,
      Duration max,
      Duration p50,
      Duration p90,
      Duration p99,
      Duration p999) {

    static @Nullable Times of(ResponseTimes measured) {
      if (measured.total() == 0) {
        return null;
      }
      return new Times(
          Duration.ofNanos(measured.min()),
          Duration.ofNanos(measured.mean()),
          Duration.ofNanos(measured.max()),
          Duration.ofNanos(measured.percentile(50)),
          Duration.ofNanos(measured.percentile(90)),
          Duration.ofNanos(measured.percentile(99)),
          Duration.ofNanos(measured.percentile(99.9)));
    }
  }
}
