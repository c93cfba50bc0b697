package dev.stom.examples;

import dev.stom.binance.Binance;
import dev.stom.binance.BinanceEnvironment;
import dev.stom.core.VenueClient;
import dev.stom.core.Venues;
import dev.stom.upbit.Upbit;
import dev.stom.upbit.UpbitEnvironment;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an application reads its own configuration into builders, each venue enabled or not. The SDK
 * reads no environment, no system property and no file: that is the application's affair, and this
 * is one way to do it.
 */
public final class ConfiguredBot {
  private ConfiguredBot() {}

  /**
   * Opens the venues that a configuration enables.
   *
   * @param config keys such as {@code upbit.enabled}, {@code upbit.rest}, {@code upbit.ws}
   * @return the open venues, perhaps none
   */
  public static Venues open(Map<String, String> config) {
    List<VenueClient.Builder<?>> builders = new ArrayList<>();
    if (isOn(config, "upbit.enabled")) {
      UpbitEnvironment where = UpbitEnvironment.KOREA;
      if (config.containsKey("upbit.rest")) {
        where = where.withRest(URI.create(config.get("upbit.rest")));
      }
      if (config.containsKey("upbit.ws")) {
        where = where.withStream(URI.create(config.get("upbit.ws")));
      }
      builders.add(Upbit.builder().environment(where));
    }
    if (isOn(config, "binance.enabled")) {
      BinanceEnvironment where =
          isOn(config, "binance.testnet")
              ? BinanceEnvironment.TESTNET
              : BinanceEnvironment.PRODUCTION_DATA;
      if (config.containsKey("binance.rest")) {
        where = where.withRest(URI.create(config.get("binance.rest")));
      }
      if (config.containsKey("binance.ws")) {
        where = where.withStream(URI.create(config.get("binance.ws")));
      }
      builders.add(Binance.builder().environment(where));
    }
    return Venues.open(builders);
  }

  private static boolean isOn(Map<String, String> config, String key) {
    String value = config.getOrDefault(key, "false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(key + " must be true or false but is '" + value + "'");
    };
  }

  /**
   * Opens what the environment variable {@code STOM_VENUES} names, for example {@code
   * upbit,binance}, and says so.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Map<String, String> config = new java.util.HashMap<>();
    for (String venue : System.getenv().getOrDefault("STOM_VENUES", "upbit").split(",", -1)) {
      config.put(venue.strip() + ".enabled", "true");
    }
    try (Venues venues = open(config)) {
      venues.all().forEach(client -> System.out.println("open: " + client.venue()));
    }
  }
}
