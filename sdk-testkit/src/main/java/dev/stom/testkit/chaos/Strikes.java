package dev.stom.testkit.chaos;

import dev.stom.core.runtime.TimeSource;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.testkit.SimulatedVenue;
import dev.stom.testkit.fault.FaultRule;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.fault.StreamFaults;
import dev.stom.testkit.traffic.SeenFrame;
import dev.stom.testkit.traffic.SeenRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does to a venue what a script says. */
final class Strikes {
  private static final int BINANCE_WEIGHT = 6_000;
  private static final int UPBIT_REQUESTS = 10;
  private static final List<String> UPBIT_GROUPS =
      List.of("market", "candle", "trade", "ticker", "orderbook");
  private static final Set<String> BOOK_PATHS = Set.of("/api/v3/depth", "/v1/orderbook");

  /** Answers of the venue, which a connection that lives does not lose. */
  private static final List<String> NOT_DATA =
      List.of("\"result\"", "\"error\"", "\"status\":\"UP\"", "serverShutdown");

  /** Per cent of a limit that others take in all steps together. */
  private static final int MOST_OTHERS_USE = 70;

  private final SimulatedVenue venue;
  private final TimeSource time;
  private final boolean upbit;
  private Duration ahead = Duration.ZERO; // written on the time source's thread alone
  private int othersUsed; // in per cent; written on the time source's thread alone
  private final List<FaultRule> rules = new ArrayList<>(); // guarded by this
  private final List<TimeSource.Scheduled> timers = new ArrayList<>(); // guarded by this

  Strikes(SimulatedVenue venue, TimeSource time) {
    this.venue = venue;
    this.time = time;
    upbit = venue instanceof SimulatedUpbit;
  }

  ChaosScript.Armed arm(ChaosScript script) {
    for (ChaosStep step : script.steps()) {
      after(step.at(), () -> strike(step));
    }
    after(script.duration(), this::end);
    return this::end;
  }

  private synchronized void after(Duration delay, Runnable action) {
    timers.add(time.schedule(delay, action));
  }

  private synchronized void keep(FaultRule rule) {
    rules.add(rule);
  }

  private synchronized void end() {
    timers.forEach(TimeSource.Scheduled::cancel);
    timers.clear();
    rules.forEach(FaultRule::remove);
    rules.clear();
  }

  private void strike(ChaosStep step) {
    Faults faults = venue.faults();
    StreamFaults streams = faults.streams();
    Duration length = step.length().isZero() ? Duration.ofMillis(1) : step.length();
    int amount = step.amount();
    switch (step.kind()) {
      case CUT -> streams.abort();
      case CLOSE -> streams.close(amount, "chaos");
      case SHUTDOWN -> streams.shutDown(step.length());
      case STALL -> streams.stall();
      case FREEZE -> streams.freeze();
      case HICCUP -> {
        streams.stall();
        if (!upbit) {
          after(length, streams::resume);
        }
      }
      case REFUSED -> {
        keep(faults.refuseUpgrades(amount, 503));
        streams.abort();
      }
      case RESTART -> keep(faults.restart(length));
      case MAINTENANCE -> keep(faults.maintenance(length));
      case BAN -> {
        keep(faults.ban(length));
        streams.abort();
      }
      case DROPPED -> keep(faults.onFrames(amount, this::mayVanish, FrameFault.dropped()));
      case DUPLICATED -> keep(faults.onFrames(amount, Strikes::isData, FrameFault.duplicated()));
      case SWAPPED ->
          keep(faults.onFrames(2 * amount, this::mayVanish, FrameFault.swappedWithNext()));
      case DELAYED -> keep(faults.onFrames(amount, frame -> true, FrameFault.delayed(length)));
      case GARBAGE -> {
        for (int i = 0; i < amount; i++) {
          streams.send("{\"chaos\":[");
        }
      }
      case SLOW_ANSWERS -> keep(faults.onRequests(amount, HttpFault.delayed(length)));
      case LOST_ANSWERS -> keep(faults.onRequests(amount, HttpFault.dropped()));
      case FAILED_ANSWERS -> keep(faults.onRequests(amount, HttpFault.htmlPage(503)));
      case TOO_MANY -> keep(faults.onRequests(amount, HttpFault.tooManyRequests(length)));
      case STALE_ANSWERS ->
          keep(faults.onRequests(amount, Strikes::asksForBook, HttpFault.stale(length)));
      case OTHERS_USE -> othersUse(amount);
      case MISREPORTED_USE -> {
        int more = (upbit ? UPBIT_REQUESTS : BINANCE_WEIGHT) * amount / 100;
        FaultRule rule = faults.onRequests(Faults.ALWAYS, HttpFault.misreportedUse(more));
        keep(rule);
        after(length, rule::remove);
      }
      case CLOCK_SKEW -> skewClock(amount);
      case CLOCK_DRIFT -> faults.driftClock(amount);
    }
  }

  /**
   * Upbit's clock is only ever set forward: set back, the simulated market would go through the
   * same moments again, and its trades, which are not numbered without a hole, would be printed
   * twice.
   */
  private void skewClock(int millis) {
    ahead = upbit ? ahead.plusMillis(Math.abs(millis)) : Duration.ofMillis(millis);
    venue.faults().skewClock(ahead);
  }

  /** Never all of a limit: whoever asked next could not know, and would be blamed. */
  private void othersUse(int perCent) {
    int left = Math.min(perCent, MOST_OTHERS_USE - othersUsed);
    if (left > 0) {
      othersUsed += upbit ? 0 : left; // Upbit's windows are over in a second
      limits().forEach((limit, most) -> venue.faults().othersUse(limit, most * left / 100));
    }
  }

  private Map<String, Integer> limits() {
    if (!upbit) {
      return Map.of("REQUEST_WEIGHT", BINANCE_WEIGHT);
    }
    Map<String, Integer> groups = new LinkedHashMap<>();
    UPBIT_GROUPS.forEach(group -> groups.put(group, UPBIT_REQUESTS));
    return groups;
  }

  private boolean mayVanish(SeenFrame frame) {
    boolean trade =
        frame.text().contains("\"type\":\"trade\"") || frame.text().contains("\"ty\":\"trade\"");
    return isData(frame) && !(upbit && trade);
  }

  private static boolean isData(SeenFrame frame) {
    return NOT_DATA.stream().noneMatch(frame.text()::contains);
  }

  private static boolean asksForBook(SeenRequest request) {
    return BOOK_PATHS.contains(request.path());
  }
}
