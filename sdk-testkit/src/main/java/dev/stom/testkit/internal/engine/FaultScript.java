package dev.stom.testkit.internal.engine;

import dev.stom.core.spi.Header;
import dev.stom.core.spi.HttpAnswer;
import dev.stom.testkit.fault.FaultRule;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import dev.stom.testkit.fault.StreamFaults;
import dev.stom.testkit.traffic.SeenFrame;
import dev.stom.testkit.traffic.SeenRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The armed rules of one venue. */
final class FaultScript implements Faults {
  /** A clock that is wrong by a tenth is worse than any. */
  private static final int MOST_DRIFT = 100_000;

  private final VenueEngine engine;
  private final List<Rule<SeenRequest, HttpFault>> requests = new CopyOnWriteArrayList<>();
  private final List<Rule<SeenFrame, FrameFault>> frames = new CopyOnWriteArrayList<>();
  private final List<Rule<SeenRequest, HttpAnswer>> upgrades = new CopyOnWriteArrayList<>();

  FaultScript(VenueEngine engine) {
    this.engine = engine;
  }

  @Override
  public FaultRule onRequests(int times, Predicate<SeenRequest> which, HttpFault fault) {
    return arm(requests, times, which, fault);
  }

  @Override
  public FaultRule onFrames(int times, Predicate<SeenFrame> which, FrameFault fault) {
    return arm(frames, times, which, fault);
  }

  @Override
  public FaultRule refuseUpgrades(int times, int status, Header... headers) {
    if (status < 300 || status > 599) {
      throw new IllegalArgumentException("status must be from 300 to 599 but is " + status);
    }
    HttpAnswer refusal = new HttpAnswer(status, List.of(headers), new byte[0]);
    return arm(upgrades, times, request -> true, refusal);
  }

  @Override
  public FaultRule ban(Duration length) {
    return engine.ban(Barrier.Kind.BAN, positive("length", length));
  }

  @Override
  public FaultRule banWithoutNotice(Duration length) {
    return engine.ban(Barrier.Kind.SILENT_BAN, positive("length", length));
  }

  @Override
  public FaultRule maintenance(Duration length) {
    return engine.maintenance(positive("length", length));
  }

  @Override
  public FaultRule restart(Duration down) {
    return engine.restart(positive("down", down));
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive but is " + value);
    }
    return value;
  }

  @Override
  public void skewClock(Duration ahead) {
    engine.skewClock(ahead);
  }

  @Override
  public void driftClock(int partsPerMillion) {
    if (Math.abs(partsPerMillion) > MOST_DRIFT) {
      throw new IllegalArgumentException(
          "partsPerMillion must be from "
              + -MOST_DRIFT
              + " to "
              + MOST_DRIFT
              + " but is "
              + partsPerMillion);
    }
    engine.driftClock(partsPerMillion);
  }

  @Override
  public void othersUse(String limit, long amount) {
    if (amount < 1) {
      throw new IllegalArgumentException("amount must be at least 1 but is " + amount);
    }
    engine.othersUse(limit, amount);
  }

  @Override
  public StreamFaults streams(Predicate<SeenRequest> which) {
    return engine.streams(which);
  }

  @Override
  public void clear() {
    requests.clear();
    frames.clear();
    upgrades.clear();
    engine.openGate();
  }

  private static <S, F> Rule<S, F> arm(
      List<Rule<S, F>> rules, int times, Predicate<S> which, F fault) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1 but is " + times);
    }
    Rule<S, F> rule = new Rule<>(rules, times, which, fault);
    rules.add(rule);
    return rule;
  }

  private static <S, F> @Nullable F strike(List<Rule<S, F>> rules, S subject) {
    for (Rule<S, F> rule : rules) {
      if (rule.which.test(subject) && rule.take()) {
        return rule.fault;
      }
    }
    return null;
  }

  HttpFault.Outcome outcome(SeenRequest request, Function<Duration, HttpAnswer> genuine) {
    HttpFault fault = strike(requests, request);
    return fault == null
        ? HttpFault.Outcome.of(genuine.apply(Duration.ZERO))
        : fault.apply(request, new Once(genuine));
  }

  boolean touchesFrames() {
    return !frames.isEmpty();
  }

  List<FrameFault.Delivery> deliveries(SeenFrame frame) {
    FrameFault fault = strike(frames, frame);
    return fault == null
        ? List.of(new FrameFault.Delivery(frame.text(), Duration.ZERO))
        : fault.apply(frame);
  }

  @Nullable HttpAnswer refusal(SeenRequest upgrade) {
    return strike(upgrades, upgrade);
  }

  private static final class Once implements HttpFault.Genuine {
    private final Function<Duration, HttpAnswer> genuine;
    private @Nullable HttpAnswer answer;

    Once(Function<Duration, HttpAnswer> genuine) {
      this.genuine = genuine;
    }

    @Override
    public HttpAnswer get() {
      return from(Duration.ZERO);
    }

    @Override
    public HttpAnswer from(Duration ago) {
      HttpAnswer known = answer;
      if (known == null) {
        known = genuine.apply(ago);
        answer = known;
      }
      return known;
    }
  }

  private static final class Rule<S, F> implements FaultRule {
    private final List<Rule<S, F>> home;
    private final Predicate<S> which;
    private final F fault;
    private final long times;
    private final AtomicLong strikes = new AtomicLong();

    Rule(List<Rule<S, F>> home, int times, Predicate<S> which, F fault) {
      this.home = home;
      this.times = times == ALWAYS ? Long.MAX_VALUE : times;
      this.which = which;
      this.fault = fault;
    }

    /** Takes one strike; false when a concurrent one took the last. */
    boolean take() {
      long before = strikes.getAndUpdate(done -> Math.min(times, done + 1));
      if (before + 1 >= times) {
        remove();
      }
      return before < times;
    }

    @Override
    public long strikes() {
      return strikes.get();
    }

    @Override
    public void remove() {
      home.remove(this);
    }
  }
}
