package dev.stom.core.market;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link LiveBook} is kept.
 *
 * @param levels how many levels on each side are needed, from 1 to {@link
 *     MarketCapabilities#maxLiveDepth()}. More are shown where more are known; fewer where the
 *     market is thinner, and for moments while the venue is asked for deeper ones
 * @param listener hears every change; null for none
 * @param executor where the listener is called, never shut down here, must not run tasks on the
 *     thread that hands them over; null for the client's own
 */
public record LiveBookOptions(
    int levels, @Nullable LiveBookListener listener, @Nullable Executor executor) {
  /** 10 levels: every venue streams as many, and at the cheapest price. */
  public static final int DEFAULT_LEVELS = 10;

  /** {@value #DEFAULT_LEVELS} levels, no listener. */
  public static final LiveBookOptions DEFAULT = new LiveBookOptions(DEFAULT_LEVELS, null, null);

  /** Checks the number of levels. */
  public LiveBookOptions {
    if (levels < 1) {
      throw new IllegalArgumentException("levels must be at least 1 but is " + levels);
    }
  }

  /**
   * The same with another depth.
   *
   * @param number how many levels on each side are needed, from 1
   * @return a copy
   */
  public LiveBookOptions withLevels(int number) {
    return new LiveBookOptions(number, listener, executor);
  }

  /**
   * The same with a listener.
   *
   * @param hears every change
   * @return a copy
   */
  public LiveBookOptions withListener(LiveBookListener hears) {
    return new LiveBookOptions(levels, Objects.requireNonNull(hears, "listener"), executor);
  }

  /**
   * The same with an executor.
   *
   * @param where the listener is called there; never shut down here; must not run tasks on the
   *     thread that hands them over
   * @return a copy
   */
  public LiveBookOptions withExecutor(Executor where) {
    return new LiveBookOptions(levels, listener, Objects.requireNonNull(where, "executor"));
  }
}
