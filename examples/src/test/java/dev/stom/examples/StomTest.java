package dev.stom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as a user types them, on simulated venues. */
class StomTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kimmp",
        "kimp --assets",
        "kimp --assets BTC,NOSUCHCOIN --seconds 1",
        "kimp --threshold much",
        "kimp --threshold 0",
        "kimp --threshold -5",
        "kimp --seconds 0",
        "kimp --seconds soon",
        "kimp --bogus",
        "kimp BTC",
        "ticker",
        "ticker upbit",
        "ticker bithumb KRW-BTC --seconds 1",
        "ticker upbit BTCKRW --seconds 1",
        "ticker binance NOSUCHPAIR --seconds 1",
        "book upbit",
        "book binance BTCUSDT --depth 0 --seconds 1",
        "book binance BTCUSDT --depth 2501 --seconds 1",
        "book upbit KRW-BTC --depth 31 --seconds 1",
        "book binance BTCUSDT --chaos --live",
        "book upbit KRW-BTC --depth five",
        "candles upbit KRW-BTC --interval 7m",
        "candles upbit KRW-BTC --interval 1min",
        "candles upbit KRW-BTC --count 0",
        "candles upbit KRW-BTC --count -3",
        "replay",
        "replay no-such-file.frames",
        "replay --venue bithumb pom.xml",
        "simulate --upbit-port 70000",
        "simulate --binance-port -1",
        "simulate --seconds 0",
      })
  void aMistakeInTheArgumentsIsOneClearSentenceAndExitCodeTwo(String line) {
    int code = run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(code).as("exit code of: %s (%s)", line, err).isEqualTo(2);
    List<String> said = err.toString().lines().toList();
    assertThat(said).hasSizeBetween(1, 2);
    assertThat(said.get(0)).startsWith("stom: ").hasSizeGreaterThan(15);
    assertThat(err.toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void helpExplainsAllOnOneScreen() {
    assertThat(run("help")).isZero();
    assertThat(out.toString())
        .contains("kimp", "ticker", "book", "candles", "replay", "simulate", "bench", "--live");
    assertThat(out.toString().lines().count()).isLessThanOrEqualTo(40);
    assertThat(out.toString().lines()).allSatisfy(l -> assertThat(l).hasSizeLessThan(110));
  }

  @Test
  void kimpShowsFiveAssetsWithPricesRateAndAges() throws IOException {
    assertThat(run("kimp", "--seconds", "4", "--json")).as(err.toString()).isZero();
    List<String> lines = out.toString().lines().filter(l -> !l.contains("\"alert\"")).toList();
    List<String> last = lines.subList(lines.size() - 5, lines.size());
    assertThat(last)
        .extracting(l -> String.valueOf(json(l).get("asset")))
        .containsExactly("BTC", "ETH", "XRP", "ADA", "DOT");
    for (String line : last) {
      Map<?, ?> reading = json(line);
      BigDecimal korean = decimal(reading, "korean", "price");
      BigDecimal global = decimal(reading, "global", "price");
      BigDecimal rate = decimal(reading, "fx", "value");
      BigDecimal percent = new BigDecimal((String) reading.get("premium_percent"));
      BigDecimal usd = global.multiply(rate);
      BigDecimal expected =
          korean.subtract(usd).movePointRight(2).divide(usd, java.math.MathContext.DECIMAL64);
      assertThat(percent.subtract(expected).abs()).isLessThan(new BigDecimal("0.00001"));
      assertThat(((Map<?, ?>) reading.get("korean")).get("age_ms")).isNotNull();
      assertThat(((Map<?, ?>) reading.get("fx")).get("kind")).isEqualTo("USDT_IMPLIED");
    }
  }

  @Test
  void kimpPrintsLinesWhereThereIsNoTerminal() {
    assertThat(run("kimp", "--seconds", "3", "--assets", "btc,eth")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("BTC", "ETH", "premium").doesNotContain("\u001b", "XRP");
  }

  @Test
  void tickerAsksFirstAndThenStreams() {
    assertThat(run("ticker", "upbit", "KRW-BTC", "KRW-ETH", "--seconds", "3")).isZero();
    assertThat(out.toString()).contains("KRW-BTC", "KRW-ETH", "live: ", "PREVIOUS_UTC_DAY_CLOSE");
  }

  @Test
  void bookShowsBothSides() {
    assertThat(run("book", "binance", "BTCUSDT", "--seconds", "2", "--depth", "3")).isZero();
    assertThat(out.toString()).contains("binance:BTCUSDT", "LIVE", "spread", "bid");
  }

  @Test
  void bookSaysEachFaultAndHowTheBookHeals() {
    assertThat(run("book", "binance", "BTCUSDT", "--chaos", "--seed", "4", "--seconds", "9"))
        .as("%s%s", out, err)
        .isZero();
    assertThat(out.toString()).contains("chaos: ", "LIVE: ").containsPattern("(SYNCING|STALE): ");
  }

  @Test
  void candlesComeAsCsvAcrossPages() {
    assertThat(run("candles", "upbit", "KRW-BTC", "--interval", "1m", "--count", "500", "--csv"))
        .as(err.toString())
        .isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).isEqualTo("open_time,open,high,low,close,volume,turnover");
    assertThat(lines).hasSize(501);
    assertThat(lines.subList(1, 501))
        .extracting(line -> Instant.parse(line.substring(0, line.indexOf(','))))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void simulateSaysWhereItListensAndStops() throws IOException {
    assertThat(run("simulate", "--seconds", "1")).isZero();
    Map<?, ?> ready = json(out.toString().strip());
    for (String venue : List.of("upbit", "binance")) {
      Map<?, ?> addresses = (Map<?, ?>) ready.get(venue);
      assertThat((String) addresses.get("rest")).startsWith("http://127.0.0.1:");
      assertThat((String) addresses.get("ws")).startsWith("ws://127.0.0.1:");
    }
  }

  @Test
  void replayCountsWhatItReadsAndFailsWhenSomethingWasNot(@TempDir Path dir) throws IOException {
    Path good = dir.resolve("good.frames");
    Files.writeString(
        good,
        "1723161254024619568 {\"stream\":\"ethusdt@bookTicker\",\"data\":{\"u\":1,\"s\":\"ETHUSDT\",\"b\":\"2683.80\","
            + "\"B\":\"3.0\",\"a\":\"2683.81\",\"A\":\"31.4\"}}\n"
            + "1723161254152322667 {\"lastUpdateId\":2,\"bids\":[[\"2683.80\",\"3.0\"]],\"asks\":[[\"2683.81\",\"1\"]]}\n");
    assertThat(run("replay", "--symbol", "ETHUSDT", good.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("2024-08-08T23:54:14.024619568Z", "2683.80", "unreadable frames: 0");
    Path bad = dir.resolve("bad.frames");
    Files.writeString(bad, Files.readString(good) + "1723161254152322668 {\"stream\":\n");
    assertThat(run("replay", "--quiet", "--symbol", "ETHUSDT", bad.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("unreadable frames: 1");
    assertThat(err.toString()).contains("line 3");
  }

  private int run(String... args) {
    CommandLine line = Stom.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private static BigDecimal decimal(Map<?, ?> object, String part, String field) {
    return new BigDecimal((String) ((Map<?, ?>) object.get(part)).get(field));
  }

  private static Map<?, ?> json(String line) {
    try {
      return (Map<?, ?>) JsonReader.of(new Buffer().writeUtf8(line)).readJsonValue();
    } catch (IOException notJson) {
      throw new AssertionError("not JSON: " + line, notJson);
    }
  }
}
