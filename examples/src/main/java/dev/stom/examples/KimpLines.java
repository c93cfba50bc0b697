package dev.stom.examples;

import com.squareup.moshi.JsonWriter;
import dev.stom.kimp.FxRate;
import dev.stom.kimp.KimpAlert;
import dev.stom.kimp.KimpLeg;
import dev.stom.kimp.KimpPrice;
import dev.stom.kimp.KimpReading;
import dev.stom.kimp.Premium;
import dev.stom.kimp.UndefinedReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Readings of the premium as a table, as lines and as JSON. */
final class KimpLines {
  private static final String ROW = "%-6s %16s %8s %14s %8s %10s %8s %10s  %s";

  private KimpLines() {}

  static List<String> table(List<KimpReading> readings) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
                Locale.ROOT,
                ROW,
                "asset",
                "Upbit KRW",
                "age",
                "Binance USDT",
                "age",
                "KRW/USDT",
                "age",
                "premium",
                "")
            .stripTrailing());
    readings.forEach(reading -> lines.add(row(reading)));
    readings.stream()
        .map(KimpReading::fx)
        .filter(fx -> fx != null)
        .findFirst()
        .ifPresent(fx -> lines.add("rate: " + fx.kind() + ", " + fx.source()));
    return lines;
  }

  private static String row(KimpReading reading) {
    FxRate fx = reading.fx();
    return String.format(
            Locale.ROOT,
            ROW,
            reading.asset(),
            price(reading.korean()),
            age(reading.korean()),
            price(reading.global()),
            age(reading.global()),
            fx == null ? "-" : shown(fx.value()),
            fx == null ? "" : age(fx.age()),
            KimpCommand.percent(reading.premium()),
            reading.premium() instanceof Premium.Undefined ? reading.premium() : "")
        .stripTrailing();
  }

  static String line(KimpReading reading) {
    FxRate fx = reading.fx();
    return String.format(
        Locale.ROOT,
        "%s %-5s upbit %s (%s) binance %s (%s) rate %s premium %s",
        reading.at(),
        reading.asset(),
        price(reading.korean()),
        age(reading.korean()),
        price(reading.global()),
        age(reading.global()),
        fx == null ? "-" : shown(fx.value()) + " (" + age(fx.age()) + ")",
        reading.premium() instanceof Premium.Undefined
            ? "- (" + reading.premium() + ")"
            : KimpCommand.percent(reading.premium()));
  }

  static String line(KimpAlert alert) {
    return String.format(
        Locale.ROOT,
        "%s ALERT %s %s of %s is beyond %s %%",
        alert.at(),
        alert.reading().asset(),
        alert.direction() == KimpAlert.Direction.PREMIUM ? "premium" : "discount",
        KimpCommand.percent(alert.reading().premium()),
        alert.threshold().movePointRight(2).stripTrailingZeros().toPlainString());
  }

  private static String price(KimpLeg leg) {
    KimpPrice price = leg.price();
    return price == null ? "-" : shown(price.value());
  }

  /** For people: without the zeros at the end that a venue pads with. */
  private static String shown(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static String age(KimpLeg leg) {
    KimpPrice price = leg.price();
    return price == null ? "" : age(price.age());
  }

  private static String age(Duration age) {
    return String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0);
  }

  static String json(KimpReading reading) {
    return write(writer -> reading(writer, reading));
  }

  static String json(KimpAlert alert) {
    return write(
        writer -> {
          writer.name("alert").value(alert.direction().name());
          writer
              .name("threshold_percent")
              .value(alert.threshold().movePointRight(2).toPlainString());
          reading(writer, alert.reading());
        });
  }

  private static void reading(JsonWriter writer, KimpReading reading) throws IOException {
    writer.name("at").value(reading.at().toString());
    writer.name("asset").value(reading.asset().code());
    writer
        .name("premium_percent")
        .value(
            reading
                .premium()
                .findPercent()
                .map(percent -> percent.setScale(6, RoundingMode.HALF_EVEN).toPlainString())
                .orElse(null));
    if (reading.premium() instanceof Premium.Undefined undefined) {
      writer.name("undefined").beginArray();
      for (UndefinedReason reason : undefined.reasons()) {
        writer.value(reason.name());
      }
      writer.endArray();
    }
    leg(writer, "korean", reading.korean());
    leg(writer, "global", reading.global());
    fx(writer, reading.fx());
  }

  private static void leg(JsonWriter writer, String name, KimpLeg leg) throws IOException {
    writer.name(name).beginObject();
    writer.name("venue").value(leg.instrument().venue().id());
    writer.name("symbol").value(leg.instrument().symbol());
    KimpPrice price = leg.price();
    writer.name("price").value(price == null ? null : price.value().toPlainString());
    if (price == null) {
      writer.name("age_ms").nullValue();
    } else {
      writer.name("age_ms").value(price.age().toMillis());
    }
    writer.name("stream").value(leg.stream().name());
    writer.endObject();
  }

  private static void fx(JsonWriter writer, @Nullable FxRate fx) throws IOException {
    if (fx == null) {
      writer.name("fx").nullValue();
      return;
    }
    writer.name("fx").beginObject();
    writer.name("value").value(fx.value().toPlainString());
    writer.name("kind").value(fx.kind().name());
    writer.name("source").value(fx.source());
    writer.name("age_ms").value(fx.age().toMillis());
    writer.endObject();
  }

  private interface Writing {
    void write(JsonWriter writer) throws IOException;
  }

  private static String write(Writing writing) {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      writer.setSerializeNulls(true);
      writer.beginObject();
      writing.write(writer);
      writer.endObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return buffer.readUtf8();
  }
}
