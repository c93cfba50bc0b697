package dev.stom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.core.market.OrderBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.Blackhole;

/** What is compared does the same work: everybody reads the same from every frame. */
class SameWorkTest {

  @ParameterizedTest
  @EnumSource(FrameKind.class)
  void everybodyReadsTheSameFromEveryFrame(FrameKind kind) throws IOException {
    Library.Decoder reference = Library.MOSHI_REFLECTIVE.decoder(kind);
    for (Library library : Library.values()) {
      Library.Decoder decoder = library.decoder(kind);
      for (byte[] frame : kind.frames(DecodeBenchmark.FRAMES)) {
        assertThat(Facts.of(decoder.decode(frame)))
            .as("%s of %s", library.label(), new String(frame, StandardCharsets.UTF_8))
            .isEqualTo(Facts.of(reference.decode(frame)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FrameKind.class)
  void theOthersReadEveryFieldAlike(FrameKind kind) throws IOException {
    Library.Decoder moshiByHand = Library.MOSHI_ADAPTER.decoder(kind);
    Library.Decoder moshiReflective = Library.MOSHI_REFLECTIVE.decoder(kind);
    Library.Decoder jacksonByHand = Library.JACKSON_STREAMING.decoder(kind);
    Library.Decoder jacksonDatabind = Library.JACKSON_DATABIND.decoder(kind);
    for (byte[] frame : kind.frames(DecodeBenchmark.FRAMES)) {
      Object byHand = moshiByHand.decode(frame);
      assertThat(jacksonByHand.decode(frame)).isEqualTo(byHand);
      Object reflective = moshiReflective.decode(frame);
      assertThat(jacksonDatabind.decode(frame)).isEqualTo(reflective);
      Object comparable =
          reflective instanceof UpbitModels.SimpleTrade simple ? simple.plain() : reflective;
      assertThat(comparable).isEqualTo(byHand);
    }
  }

  @ParameterizedTest
  @EnumSource(FrameKind.class)
  void everyBenchmarkRuns(FrameKind kind) throws IOException {
    Blackhole hole =
        new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is"
                + " dangerous.");
    for (Library library : Library.values()) {
      DecodeBenchmark benchmark = new DecodeBenchmark();
      benchmark.kind = kind;
      benchmark.library = library;
      benchmark.prepare();
      benchmark.decode(hole);
      assertThat(benchmark.decodeOnly()).isNotNull();
    }
  }

  @Test
  void theLimiterHasAlwaysRoom() {
    LimiterBenchmark benchmark = new LimiterBenchmark();
    benchmark.open();
    for (int i = 0; i < 10_000; i++) {
      benchmark.acquireAlone();
    }
    benchmark.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000})
  void bothBooksShowTheSameLevelsAfterEachChange(int depth) {
    BookBenchmark ours = new BookBenchmark();
    BookBenchmark maps = new BookBenchmark();
    ours.depth = depth;
    maps.depth = depth;
    ours.fill();
    maps.fill();
    for (int i = 0; i < 200; i++) {
      OrderBook book = ours.ours();
      BookBenchmark.Copied copied = maps.sortedMapsCopied();
      assertThat(book.bids().levels()).hasSameSizeAs(copied.bids());
      assertThat(book.asks().levels()).hasSameSizeAs(copied.asks());
      for (int level = 0; level < copied.bids().size(); level++) {
        assertThat(book.bids().price(level)).isEqualTo(copied.bids().get(level).getKey());
        assertThat(book.bids().quantity(level)).isEqualTo(copied.bids().get(level).getValue());
      }
      for (int level = 0; level < copied.asks().size(); level++) {
        assertThat(book.asks().price(level)).isEqualTo(copied.asks().get(level).getKey());
        assertThat(book.asks().quantity(level)).isEqualTo(copied.asks().get(level).getValue());
      }
    }
  }
}
