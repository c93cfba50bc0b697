package dev.stom.core.spi;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Hides an answer's status from OkHttp, which would repeat the request after some of them (401,
 * 408, 421, a 503 with {@code Retry-After: 0}, redirects) and offers no switch for all.
 *
 * <p>OkHttp decides between two layers of interceptors. In the network layer, outermost, every
 * status becomes 200 and the true one goes into a tag of the request; in the application layer,
 * innermost, it is put back. So only the deciding code is kept in the dark: the user's interceptors
 * on both layers see the truth.
 *
 * <p>407 passes as it is: it comes from the user's proxy, which did not forward the request.
 */
final class FollowUpGuard {
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
  private static final int NEUTRAL = 200;

  private FollowUpGuard() {}

  /** Adds both halves to a client; nothing may be added inside of them afterwards. */
  static void install(OkHttpClient.Builder builder) {
    builder.networkInterceptors().add(0, FollowUpGuard::hide);
    builder.interceptors().add(FollowUpGuard::reveal);
  }

  private static Response hide(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    TrueStatus truth = chain.request().tag(TrueStatus.class);
    if (truth == null || response.code() == PROXY_AUTHENTICATION_REQUIRED) {
      return response;
    }
    truth.code = response.code();
    return response.newBuilder().code(NEUTRAL).build();
  }

  private static Response reveal(Interceptor.Chain chain) throws IOException {
    TrueStatus truth = new TrueStatus();
    Response response =
        chain.proceed(chain.request().newBuilder().tag(TrueStatus.class, truth).build());
    return truth.code == 0 ? response : response.newBuilder().code(truth.code).build();
  }

  /** Carries the status past OkHttp; confined to the exchange's thread. */
  private static final class TrueStatus {
    private int code; // 0 while nothing is hidden
  }
}
