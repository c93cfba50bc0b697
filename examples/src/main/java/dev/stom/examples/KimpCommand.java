package dev.stom.examples;

import dev.stom.binance.Binance;
import dev.stom.core.Venues;
import dev.stom.core.instrument.Asset;
import dev.stom.kimp.KimpAlert;
import dev.stom.kimp.KimpListener;
import dev.stom.kimp.KimpMonitor;
import dev.stom.kimp.KimpReading;
import dev.stom.kimp.KimpStatus;
import dev.stom.kimp.Premium;
import dev.stom.upbit.Upbit;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stom kimp}: the kimchi premium between Upbit and Binance, live. */
@Command(
    name = "kimp",
    description = {
      "Show the kimchi premium: how much dearer coins are at Upbit than at Binance.",
      "The rate is KRW per USDT, from Upbit's own KRW-USDT market."
    },
    mixinStandardHelpOptions = true)
final class KimpCommand implements Callable<Integer> {
  private static final Duration REFRESH_ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration REFRESH_ELSEWHERE = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;
  @Mixin private Common common;

  private List<Asset> assets = KimpMonitor.DEFAULT_ASSETS;
  private BigDecimal threshold = KimpMonitor.DEFAULT_THRESHOLD;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(
      names = "--assets",
      paramLabel = "A,B",
      split = ",",
      description = "Which coins (default: BTC,ETH,XRP,ADA,DOT).")
  void setAssets(List<String> codes) {
    assets = new ArrayList<>();
    for (String code : codes) {
      try {
        assets.add(Asset.of(code.strip()));
      } catch (IllegalArgumentException notAnAsset) {
        throw new ParameterException(
            spec.commandLine(), "--assets: " + notAnAsset.getMessage(), notAnAsset);
      }
    }
  }

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "Alert when the premium or the discount goes beyond this (default: 5).")
  void setThreshold(String percent) {
    try {
      threshold = new BigDecimal(percent).movePointLeft(2);
    } catch (NumberFormatException notANumber) {
      throw new ParameterException(
          spec.commandLine(),
          "--threshold must be a number of percent but is '" + percent + "'",
          notANumber);
    }
    if (threshold.signum() <= 0 || threshold.compareTo(BigDecimal.ONE) > 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--threshold must be more than 0 and at most 100 percent but is " + percent);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = Screen.detect(out);
    try (Running running = new Running();
        OpenVenues venues = OpenVenues.open(common.live, common.seed, Upbit.VENUE, Binance.VENUE);
        KimpMonitor monitor = open(venues.venues(), screen)) {
      Duration refresh = screen.isTerminal() && !json ? REFRESH_ON_TERMINAL : REFRESH_ELSEWHERE;
      long rounds =
          common.seconds == null
              ? Long.MAX_VALUE
              : Duration.ofSeconds(common.seconds).dividedBy(refresh);
      boolean complete = false;
      for (long round = 0; round < rounds && !running.isOverAfter(refresh); round++) {
        List<KimpReading> readings = monitor.latestAll();
        complete = readings.stream().allMatch(reading -> reading.premium().isDefined());
        if (json) {
          readings.forEach(reading -> screen.say(KimpLines.json(reading)));
        } else if (screen.isTerminal()) {
          screen.show(KimpLines.table(readings));
        } else {
          readings.forEach(reading -> screen.say(KimpLines.line(reading)));
        }
      }
      // A run that ends by itself and could not say a premium at its end has failed.
      return complete || common.seconds == null ? 0 : Stom.FAILURE;
    }
  }

  private KimpMonitor open(Venues venues, Screen screen) {
    return KimpMonitor.builder(
            venues.get(Upbit.class).marketData(), venues.get(Binance.class).marketData())
        .assets(assets)
        .threshold(threshold)
        .listener(
            new KimpListener() {
              @Override
              public void onAlert(KimpAlert alert) {
                screen.say(json ? KimpLines.json(alert) : KimpLines.line(alert));
              }

              @Override
              public void onStatus(KimpStatus status) {
                if (!json && !(status instanceof KimpStatus.Stream)) {
                  screen.say("! " + status);
                } else if (!json
                    && status instanceof KimpStatus.Stream stream
                    && !(stream.status() instanceof dev.stom.core.market.StreamStatus.Live)) {
                  screen.say("! " + stream.leg() + ": " + StatusLines.describe(stream.status()));
                }
              }
            })
        .open();
  }

  /** Says a premium for people. */
  static String percent(Premium premium) {
    return premium.fold(
        defined -> String.format(java.util.Locale.ROOT, "%+.2f %%", defined.percent()),
        undefined -> "-");
  }
}
