package dev.stom.core.spi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection of {@link OkHttpTransport}.
 *
 * <p>OkHttp reports a failed ping or write from another thread than the reader's; the lock keeps
 * the listener's calls serial all the same, and the last one last.
 */
final class OkHttpSocket extends WebSocketListener implements StreamSocket {
  private static final Logger log = LoggerFactory.getLogger(OkHttpSocket.class);

  private static final int NORMAL = 1000;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int MAX_REASON_BYTES = 123; // RFC 6455, section 5.5

  private final Listener listener;
  private final Consumer<OkHttpSocket> whenEnded;
  private final ReentrantLock calling = new ReentrantLock(); // held while the listener is called
  private boolean opened; // guarded by calling
  private boolean ended; // guarded by calling

  // Set once by connect; read by whoever sends. Null before, and for ever if never connected.
  private volatile @Nullable WebSocket socket;

  OkHttpSocket(Listener listener, Consumer<OkHttpSocket> whenEnded) {
    this.listener = listener;
    this.whenEnded = whenEnded;
  }

  void connect(OkHttpClient client, Request request) {
    socket = client.newWebSocket(request, this);
  }

  // ---- what the owner does

  @Override
  public boolean send(String text) {
    WebSocket connection = socket;
    return connection != null && connection.send(text);
  }

  @Override
  public void close(int code, String reason) {
    WebSocket connection = socket;
    if (connection != null) {
      connection.close(code, shortened(reason));
    }
  }

  @Override
  public void abort() {
    WebSocket connection = socket;
    if (connection != null) {
      connection.cancel();
    }
  }

  // ---- what OkHttp reports

  @Override
  public void onOpen(WebSocket connection, Response response) {
    tell(
        connection,
        () -> {
          opened = true;
          listener.onOpen();
        });
  }

  @Override
  public void onMessage(WebSocket connection, String text) {
    byte[] frame = text.getBytes(StandardCharsets.UTF_8);
    tell(connection, () -> listener.onFrame(frame));
  }

  @Override
  public void onMessage(WebSocket connection, ByteString bytes) {
    byte[] frame = bytes.toByteArray();
    tell(connection, () -> listener.onFrame(frame));
  }

  @Override
  public void onClosing(WebSocket connection, int code, String reason) {
    // The peer wants to close: answer, with its own code if that may be sent at all (RFC 6455,
    // 7.4).
    boolean sendable = code >= NORMAL && code < 5000 && !(code >= 1004 && code <= 1006);
    sendable &= !(code >= 1015 && code <= 2999);
    connection.close(sendable ? code : NORMAL, null);
  }

  @Override
  public void onClosed(WebSocket connection, int code, String reason) {
    end(End.closed(code, reason));
  }

  @Override
  public void onFailure(WebSocket connection, Throwable thrown, @Nullable Response response) {
    calling.lock();
    try {
      if (!opened && response != null && response.code() != SWITCHING_PROTOCOLS) {
        end(
            End.refused(
                response.code(),
                Optional.ofNullable(response.header("Retry-After")),
                response.message()));
      } else {
        end(End.failed(thrown.getClass().getSimpleName() + ": " + thrown.getMessage()));
      }
    } finally {
      calling.unlock();
    }
  }

  private void tell(WebSocket connection, Runnable call) {
    calling.lock();
    try {
      if (ended) {
        return;
      }
      try {
        call.run();
      } catch (Throwable thrown) {
        log.error("a stream's listener failed; the connection is dropped", thrown);
        connection.cancel();
        end(End.failed("the listener failed: " + thrown));
      }
    } finally {
      calling.unlock();
    }
  }

  /** Tells the end, once. */
  void end(End end) {
    whenEnded.accept(this);
    calling.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      listener.onClosed(end);
    } catch (Throwable thrown) {
      log.error("a stream's listener failed at its end", thrown);
    } finally {
      calling.unlock();
    }
  }

  private static String shortened(String reason) {
    String text = reason;
    while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    return text;
  }
}
