package dev.stom.testkit.fault;

import dev.stom.testkit.traffic.SeenFrame;
import dev.stom.testkit.traffic.SeenRequest;
import java.util.function.Predicate;

/**
 * The script of what goes wrong on a simulated venue. Rules are asked in the order in which they
 * were armed; the first that matches strikes and the others are not asked.
 *
 * <p><b>Threads:</b> any.
 */
public interface Faults {
  /** As a number of times: until the rule is removed. */
  int ALWAYS = Integer.MAX_VALUE;

  /**
   * Arms a fault for the next HTTP requests of a kind.
   *
   * @param times how often it strikes before it disarms itself, or {@link #ALWAYS}
   * @param which the requests it is for
   * @param fault what goes wrong
   * @return the armed rule
   */
  FaultRule onRequests(int times, Predicate<SeenRequest> which, HttpFault fault);

  /**
   * Arms a fault for the next HTTP requests.
   *
   * @param times how often it strikes before it disarms itself, or {@link #ALWAYS}
   * @param fault what goes wrong
   * @return the armed rule
   */
  default FaultRule onRequests(int times, HttpFault fault) {
    return onRequests(times, request -> true, fault);
  }

  /**
   * Arms a fault for the next HTTP requests to a path.
   *
   * @param times how often it strikes before it disarms itself, or {@link #ALWAYS}
   * @param path the whole path, for example {@code /v1/ticker}
   * @param fault what goes wrong
   * @return the armed rule
   */
  default FaultRule onRequestsTo(int times, String path, HttpFault fault) {
    return onRequests(times, request -> request.path().equals(path), fault);
  }

  /**
   * Arms a fault for the next frames of a kind.
   *
   * @param times how often it strikes before it disarms itself, or {@link #ALWAYS}
   * @param which the frames it is for
   * @param fault what goes wrong
   * @return the armed rule
   */
  FaultRule onFrames(int times, Predicate<SeenFrame> which, FrameFault fault);

  /**
   * Refuses the next streams.
   *
   * @param times how many, or {@link #ALWAYS}
   * @param status the HTTP status of the refusal, for example 503
   * @return the armed rule
   */
  FaultRule refuseUpgrades(int times, int status);

  /**
   * Means all streams that are open now.
   *
   * @return what can be done to them
   */
  default StreamFaults streams() {
    return streams(upgrade -> true);
  }

  /**
   * Means some of the streams that are open now.
   *
   * @param which chosen by the request that opened them
   * @return what can be done to them
   */
  StreamFaults streams(Predicate<SeenRequest> which);

  /** Disarms all rules. Streams that were stalled stay so. */
  void clear();
}
