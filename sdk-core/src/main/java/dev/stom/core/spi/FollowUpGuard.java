package dev.stom.core.spi;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides an answer's status from OkHttp, which would repeat the request after some of them (401,
 * 408, 421, a 503 with {@code Retry-After: 0}, redirects) and offers no switch for all. As the
 * outermost network interceptor it turns every status into 200 and puts the true one into a tag of
 * the request, where {@link OkHttpRequests#read} finds it.
 *
 * <p>407 passes as it is: it comes from the user's proxy, which did not forward the request.
 */
final class FollowUpGuard implements Interceptor {
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
  private static final int NEUTRAL = 200;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    TrueStatus truth = chain.request().tag(TrueStatus.class);
    if (truth == null || response.code() == PROXY_AUTHENTICATION_REQUIRED) {
      return response;
    }
    truth.code = response.code();
    return response.newBuilder().code(NEUTRAL).build();
  }

  /** Carries the status past OkHttp; confined to the exchange's thread. */
  static final class TrueStatus {
    private int code;

    int orElse(int seen) {
      return code == 0 ? seen : code;
    }
  }
}
