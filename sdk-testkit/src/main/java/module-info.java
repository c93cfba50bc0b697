/**
 * Simulated venues on loopback sockets and in memory, with scripted faults. Its simulators share no
 * decoding, no book, no limiter and no signing with the SDK, so that an error cannot cancel itself
 * out.
 */
@org.jspecify.annotations.NullMarked
module dev.stom.testkit {
  requires transitive dev.stom.core;
  requires com.squareup.moshi;
  requires okio;
  requires okhttp3;
  requires mockwebserver3;
  requires org.java_websocket;
  requires org.slf4j;
  requires static transitive org.junit.jupiter.api;
  requires static org.assertj.core;
  requires static transitive org.jspecify;

  exports dev.stom.testkit;
  exports dev.stom.testkit.chaos;
  exports dev.stom.testkit.contract;
  exports dev.stom.testkit.fault;
  exports dev.stom.testkit.fuzz;
  exports dev.stom.testkit.traffic;
}
