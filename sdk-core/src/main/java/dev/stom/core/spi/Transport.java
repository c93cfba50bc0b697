package dev.stom.core.spi;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The seam between the SDK and the network: one HTTP exchange at a time and WebSocket connections,
 * nothing more. {@code OkHttpTransport} is the real one; the testkit's simulated venues bring one
 * that works in memory under virtual time.
 *
 * <p>A transport never retries, never follows redirects and never sends anything twice.
 *
 * <p><b>Threads:</b> all methods may be called from any thread and do not block.
 */
public interface Transport extends AutoCloseable {

  /**
   * Performs one HTTP exchange.
   *
   * @param call what to send
   * @return completes with the answer, whatever its status; fails with an {@link
   *     java.io.IOException} when none came. Cancelling it gives the exchange up
   */
  CompletableFuture<HttpAnswer> send(HttpCall call);

  /**
   * Opens a WebSocket connection in the background.
   *
   * @param target where to, beginning with {@code ws:} or {@code wss:}
   * @param headers additional request headers of the upgrade
   * @param listener hears what happens, serially
   * @return the connection, which may be closed before it has opened
   */
  StreamSocket open(URI target, List<Header> headers, StreamSocket.Listener listener);

  /** Gives up what is under way and frees what the transport itself has created. Idempotent. */
  @Override
  void close();
}
