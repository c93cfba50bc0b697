package dev.stom.testkit.fault;

import dev.stom.core.spi.Header;
import dev.stom.testkit.traffic.SeenFrame;
import dev.stom.testkit.traffic.SeenRequest;
import java.time.Duration;
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
  default FaultRule refuseUpgrades(int times, int status) {
    return refuseUpgrades(times, status, new Header[0]);
  }

  /**
   * Refuses the next streams.
   *
   * @param times how many, or {@link #ALWAYS}
   * @param status the HTTP status of the refusal, for example 429
   * @param headers of the refusal, for example {@code Retry-After}
   * @return the armed rule
   */
  FaultRule refuseUpgrades(int times, int status, Header... headers);

  /**
   * Bans the client's address: from now on every request and every upgrade is answered with 418 and
   * {@code Retry-After}, whatever other rules say; open streams live on. Whoever comes again after
   * the first such answer, but for what was under way already, is noted among {@linkplain
   * dev.stom.testkit.traffic.Traffic#violations() violations} as {@code request during ban}.
   *
   * @param length for how long; positive
   * @return the ban; removing it pardons
   */
  FaultRule ban(Duration length);

  /**
   * The same, but the refusals do not say how long it lasts: neither a header nor the body.
   *
   * @param length for how long; positive
   * @return the ban; removing it pardons
   */
  FaultRule banWithoutNotice(Duration length);

  /**
   * Takes the venue out of service: streams are closed with 1001, and requests and upgrades are
   * answered with 503. The market goes on meanwhile: what it prints is missed by everybody.
   *
   * @param length for how long; positive
   * @return the outage; removing it ends it
   */
  FaultRule maintenance(Duration length);

  /**
   * Kills the venue's process and starts it again after a while: streams are cut and what they were
   * subscribed to is forgotten; meanwhile connections of requests are reset and upgrades are
   * answered with 502. The market goes on meanwhile: what it prints is missed by everybody.
   *
   * @param down for how long; positive
   * @return the outage; removing it ends it
   */
  FaultRule restart(Duration down);

  /**
   * Puts the venue's wall clock wrong, and with it {@code Date}, {@code serverTime}, times of
   * events and windows of limits. The market is bound to that clock: put ahead, it prints at once
   * what lies between; put back, it stands still until the clock has caught up. Limits begin their
   * windows anew.
   *
   * @param ahead how far it is ahead of the time source from now on; negative for behind
   */
  void skewClock(Duration ahead);

  /**
   * Lets the venue's wall clock go too fast or too slow from now on, from where it stands.
   *
   * @param partsPerMillion how much it gains: 100 is 0.36 s an hour; negative when it loses; from
   *     -100,000 to 100,000
   */
  void driftClock(int partsPerMillion);

  /**
   * Lets other users of the client's address use some of a limit, in its present window. Counts as
   * if the client had, in {@link dev.stom.testkit.traffic.Traffic#busiestWindow()} too.
   *
   * @param limit by its name in {@link dev.stom.testkit.traffic.Traffic#busiestWindow()}, for
   *     example {@code REQUEST_WEIGHT} or {@code ticker}
   * @param amount how much; at least 1
   * @throws IllegalArgumentException when the venue has no limit of this name
   */
  void othersUse(String limit, long amount);

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

  /**
   * Disarms all rules and ends bans and outages. Streams that were stalled stay so, and clocks stay
   * as they are.
   */
  void clear();
}
