package dev.stom.examples;

import dev.stom.binance.Binance;
import dev.stom.core.runtime.LimiterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What the venue's limits have seen outlives a restart: a ban above all. */
public final class KeptLimits {
  private KeptLimits() {}

  /**
   * Reads what an earlier run kept, uses a client, and keeps what it leaves.
   *
   * @param args the file
   * @throws IOException when the file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    // region readme
    LimiterState kept =
        Files.exists(file) ? LimiterState.parse(Files.readString(file)) : LimiterState.EMPTY;
    try (Binance binance = Binance.builder().limiterState(kept).open()) {
      // … and whenever it suits:
      Path fresh = Files.writeString(Path.of(file + ".new"), binance.limiter().state().toText());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    // endregion
  }
}
