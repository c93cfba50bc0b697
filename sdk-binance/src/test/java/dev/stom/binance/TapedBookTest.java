package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.instrument.Instrument;
import dev.stom.core.market.BookState;
import dev.stom.core.market.Feed;
import dev.stom.core.market.LiveBook;
import dev.stom.core.market.MarketListener;
import dev.stom.core.market.Subscription;
import dev.stom.testkit.fault.Faults;
import dev.stom.testkit.fault.FrameFault;
import dev.stom.testkit.fault.HttpFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Books of a tape: from a simulated venue here, from a real one with {@code -Dstom.tape=FILE}. */
class TapedBookTest {
  private static final Instrument BTC = Binance.instrument("BTC", "USDT");

  @Test
  void theTopOfTheBookIsTheBestBidAndAskOfTheSameUpdateId() {
    TapedBook book = new TapedBook(BTC);
    simulatedTape(Duration.ofMinutes(2)).forEach(book::line);
    TapedBook.Verdict verdict = book.verdict();
    assertThat(verdict.snapshots()).isEqualTo(1);
    assertThat(verdict.changes()).isGreaterThan(500);
    assertThat(verdict.sameId()).as("%s", verdict).isGreaterThan(100);
    assertThat(verdict.unequal()).as("%s", verdict).isZero();
    assertThat(verdict.crossed()).as("%s", verdict).isZero();
    assertThat(book.view().state()).isEqualTo(BookState.LIVE);
  }

  @Test
  void aTapeWithoutOneChangeEndsInABookThatIsNotLive() {
    TapedBook book = new TapedBook(BTC);
    List<String> tape = new ArrayList<>(simulatedTape(Duration.ofSeconds(20)));
    List<String> changes = tape.stream().filter(line -> line.contains("depthUpdate")).toList();
    tape.remove(changes.get(changes.size() / 2));
    tape.forEach(book::line);
    assertThat(book.verdict().unequal()).as("%s", book.verdict()).isZero();
    assertThat(book.view().state()).isEqualTo(BookState.SYNCING);
  }

  /** Prints its counts. A tape of ETHUSDT, for instance: {@code -Dstom.tape.symbol=ETH/USDT}. */
  @Test
  @EnabledIfSystemProperty(named = "stom.tape", matches = ".+")
  void aTapeOfOnesOwnGivesTrueBooks() throws IOException {
    String[] assets = System.getProperty("stom.tape.symbol", "BTC/USDT").split("/", 2);
    TapedBook book = new TapedBook(Binance.instrument(assets[0], assets[1]));
    try (BufferedReader lines = open(Path.of(System.getProperty("stom.tape")))) {
      lines.lines().forEach(book::line);
    }
    TapedBook.Verdict verdict = book.verdict();
    System.out.println(verdict + "; at the end " + book.view());
    assertThat(verdict.sameId()).isPositive();
    assertThat(verdict.unequal()).isZero();
    assertThat(verdict.crossed()).isZero();
    assertThat(book.view().state()).isEqualTo(BookState.LIVE);
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
  }

  /** What the simulated venue sends to a client that keeps a book and watches the top. */
  private static List<String> simulatedTape(Duration length) {
    List<String> tape = new ArrayList<>();
    try (VirtualBinance virtual = VirtualBinance.open()) {
      virtual
          .venue
          .faults()
          .onFrames(
              Faults.ALWAYS,
              frame -> {
                if (frame.text().contains("depthUpdate") || frame.text().contains("@bookTicker")) {
                  tape.add(stamp(virtual.time.now()) + frame.text());
                }
                return false;
              },
              FrameFault.dropped());
      virtual
          .venue
          .faults()
          .onRequestsTo(
              Faults.ALWAYS,
              "/api/v3/depth",
              HttpFault.changed(
                  answer -> {
                    tape.add(stamp(virtual.time.now()) + answer.text());
                    return answer;
                  }));
      try (Subscription<Feed> tops =
              virtual
                  .client
                  .marketData()
                  .subscribe(List.of(Feed.quotes(BTC)), new MarketListener() {});
          LiveBook book = virtual.client.marketData().liveBook(BTC)) {
        virtual.time.advance(length);
        assertThat(book.view().state()).isEqualTo(BookState.LIVE);
        assertThat(tops.counters().delivered()).isPositive();
      }
    }
    return tape;
  }

  private static String stamp(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano() + " ";
  }
}
