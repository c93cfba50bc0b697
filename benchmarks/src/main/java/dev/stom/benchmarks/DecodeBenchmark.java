package dev.stom.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One frame of a kind, decoded by one library. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
  /** So many different frames that branches cannot be learnt by heart; a power of two. */
  static final int FRAMES = 256;

  /** Which frames. */
  @Param public FrameKind kind = FrameKind.UPBIT_TRADE_SIMPLE;

  /** Who decodes. */
  @Param public Library library = Library.OURS;

  private byte[][] frames = {};
  private Library.Decoder decoder = frame -> frame;
  private int next;

  /** Makes frames and decoder. */
  @Setup
  public void prepare() {
    frames = kind.frames(FRAMES);
    decoder = library.decoder(kind);
  }

  /**
   * Decodes down to the last decimal.
   *
   * @param hole takes what was decoded
   * @throws IOException never with these frames
   */
  @Benchmark
  public void decode(Blackhole hole) throws IOException {
    Object decoded = decoder.decode(frames[next++ & (FRAMES - 1)]);
    FrameKind.readLevels(decoded, hole::consume);
    hole.consume(decoded);
  }

  /**
   * Decodes; books keep their decimals as columns until somebody asks.
   *
   * @return what was decoded
   * @throws IOException never with these frames
   */
  @Benchmark
  public Object decodeOnly() throws IOException {
    return decoder.decode(frames[next++ & (FRAMES - 1)]);
  }
}
