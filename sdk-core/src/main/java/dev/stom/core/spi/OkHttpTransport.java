package dev.stom.core.spi;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The network, through OkHttp.
 *
 * <p><b>Never twice:</b> OkHttp by itself repeats requests whose connection died, after a redirect,
 * a 401, a 408, a 421 and a 503 with {@code Retry-After: 0}. All of that is switched off here, for
 * reads as well: each {@link #send} puts at most one request before the venue. Two repetitions are
 * left: a request that the user's proxy answered 407, with the proxy's credentials, and a WebSocket
 * upgrade that was answered 503 with {@code Retry-After: 0}; neither changes anything at a venue.
 *
 * <p><b>Byte for byte:</b> path and query leave exactly as they stand in {@link HttpCall#target};
 * an address that OkHttp would have to change (a raw quote, a space, text that is not
 * percent-encoded) is refused with an {@link IllegalArgumentException}, because its signature would
 * no longer fit.
 *
 * <p><b>Threads:</b> a transport made by {@link #create} starts daemon threads {@code
 * <name>-http-1}, {@code -2} …: one for each exchange under way and one for each open WebSocket
 * (its reader). They end after 10 s without work, and within 2 s of {@link #close}. A transport
 * made by {@link #over} runs on the threads of that client's dispatcher. Besides, OkHttp and Okio
 * share daemon threads among all clients of the process ({@code OkHttp TaskRunner}: writes and
 * pings of WebSockets, idle connections; {@code Okio Watchdog}: timeouts); nobody owns them, and
 * they end by themselves after a minute without work. Futures of {@link #send} complete on the
 * exchange's thread.
 *
 * <p><b>Limits:</b> a body of more than {@link #MAX_BODY_BYTES} fails the exchange.
 */
public final class OkHttpTransport implements Transport {
  /** 64 MiB: ten times the largest known answer (Binance's {@code exchangeInfo}, unpacked). */
  public static final long MAX_BODY_BYTES = 64L << 20;

  /** 10 s to connect, TLS included: three lost SYN packets (1 + 2 + 4 s) may be repeated. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** 15 s from opening a WebSocket to the end of its upgrade. */
  public static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(15);

  /**
   * A ping every 20 s notices a connection that died silently within 40 s, and stays far below the
   * 120 s after which Upbit ends an idle one.
   */
  public static final Duration PING_INTERVAL = Duration.ofSeconds(20);

  /** Who does not answer a closing handshake within 5 s is cut off. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Idle connections are kept for 45 s: load balancers commonly drop them after 60 s, and a request
   * on a connection that is just being dropped fails.
   */
  public static final Duration KEEP_ALIVE = Duration.ofSeconds(45);

  /** Exchanges at the same time to one host; OkHttp's own default of 5 throttles bursts. */
  public static final int MAX_REQUESTS_PER_HOST = 64;

  /** Exchanges and open WebSockets at the same time; each open WebSocket counts. */
  public static final int MAX_REQUESTS = 256;

  private static final int MAX_IDLE_CONNECTIONS = 8;

  /** How long {@link #close} waits for its own threads. */
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  private final OkHttpClient client;
  private final OkHttpClient socketClient;
  private final @Nullable String threadPrefix; // null when the client is the user's
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final Set<OkHttpSocket> sockets = ConcurrentHashMap.newKeySet();

  /** Set once by {@link #close}; read by every new exchange and connection. */
  private volatile boolean closed;

  private OkHttpTransport(OkHttpClient client, @Nullable String threadPrefix) {
    this.client = client;
    this.threadPrefix = threadPrefix;
    this.socketClient = client.newBuilder().callTimeout(UPGRADE_TIMEOUT).build();
  }

  /**
   * Makes a transport with an OkHttp client of its own.
   *
   * @param threadName the beginning of its threads' names, for example {@code sdk-upbit}
   * @return a transport that the caller closes
   */
  public static OkHttpTransport create(String threadName) {
    String threadPrefix = threadName + "-http-";
    Dispatcher dispatcher = new Dispatcher(OwnThreads.pool(threadPrefix));
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS_PER_HOST);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(
                new ConnectionPool(MAX_IDLE_CONNECTIONS, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
            .addInterceptor(
                chain -> {
                  OwnThreads.takeNameBack();
                  return chain.proceed(chain.request());
                })
            .connectTimeout(CONNECT_TIMEOUT);
    return new OkHttpTransport(neverTwice(builder).build(), threadPrefix);
  }

  /**
   * Makes a transport that works through a client of the user's: its proxy, TLS settings, DNS,
   * interceptors, dispatcher and connection pool. The client itself is not changed; what would send
   * a request twice, and the cache, are switched off in a copy.
   *
   * <p>{@link #close} ends this transport's exchanges and connections only; the client's dispatcher
   * and pool stay open. Mind the dispatcher's limits: OkHttp's default is five requests at a time
   * to one host, and each open WebSocket takes one of the 64 in all.
   *
   * @param usersClient stays the user's
   * @return a transport that the caller closes
   */
  public static OkHttpTransport over(OkHttpClient usersClient) {
    return new OkHttpTransport(neverTwice(usersClient.newBuilder()).build(), null);
  }

  private static OkHttpClient.Builder neverTwice(OkHttpClient.Builder builder) {
    builder
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .authenticator(Authenticator.NONE)
        .cache(null)
        .callTimeout(Duration.ZERO) // each call brings its own
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .pingInterval(PING_INTERVAL)
        .webSocketCloseTimeout(CLOSE_TIMEOUT);
    FollowUpGuard.install(builder);
    return builder;
  }

  @Override
  public CompletableFuture<HttpAnswer> send(HttpCall call) {
    Request request = OkHttpRequests.from(call);
    CompletableFuture<HttpAnswer> future = new CompletableFuture<>();
    Call exchange = client.newCall(request);
    exchange.timeout().timeout(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    calls.add(exchange);
    if (closed) {
      calls.remove(exchange);
      future.completeExceptionally(closedFailure());
      return future;
    }
    CompletableFuture<HttpAnswer> unused =
        future.whenComplete(
            (answer, thrown) -> {
              if (future.isCancelled()) {
                exchange.cancel();
              }
            });
    exchange.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call same, Response response) {
            HttpAnswer answer;
            try (response) {
              answer = OkHttpRequests.read(response, MAX_BODY_BYTES);
            } catch (IOException | RuntimeException e) {
              fail(e);
              return;
            }
            calls.remove(exchange);
            future.complete(answer);
          }

          @Override
          public void onFailure(Call same, IOException e) {
            fail(e);
          }

          private void fail(Exception e) {
            calls.remove(exchange);
            future.completeExceptionally(closed ? closedFailure(e) : e);
          }
        });
    return future;
  }

  /**
   * {@inheritDoc}
   *
   * <p>After {@link #close} the listener hears its {@code onClosed} from within this call.
   */
  @Override
  public StreamSocket open(URI target, List<Header> headers, StreamSocket.Listener listener) {
    Request request = OkHttpRequests.upgrade(target, headers);
    OkHttpSocket socket = new OkHttpSocket(listener, sockets::remove);
    sockets.add(socket);
    if (closed) {
      socket.end(StreamSocket.End.failed("the transport is closed"));
      return socket;
    }
    socket.connect(socketClient, request);
    if (closed) {
      socket.abort(); // closed in between
    }
    return socket;
  }

  /**
   * Gives up what is under way and ends the threads that {@link #create} started, waiting at most 2
   * s for them. May be called from a listener; idempotent.
   */
  @Override
  public void close() {
    closed = true;
    calls.forEach(Call::cancel);
    sockets.forEach(OkHttpSocket::abort);
    if (threadPrefix != null) {
      ExecutorService threads = client.dispatcher().executorService();
      threads.shutdown();
      client.connectionPool().evictAll();
      if (!OwnThreads.isCurrent(threadPrefix)) {
        awaitEnd(threads);
      }
      client.connectionPool().evictAll(); // what was in use a moment ago
    }
  }

  private static void awaitEnd(ExecutorService threads) {
    try {
      if (!threads.awaitTermination(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static IOException closedFailure() {
    return new IOException("the transport is closed");
  }

  private static IOException closedFailure(Exception cause) {
    IOException failure = closedFailure();
    failure.initCause(cause);
    return failure;
  }

  /** Shows whose client it is. */
  @Override
  public String toString() {
    return "OkHttpTransport[" + (threadPrefix == null ? "user's client" : threadPrefix) + "]";
  }
}
