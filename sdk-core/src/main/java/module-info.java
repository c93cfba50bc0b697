/** The vocabulary and the machinery that every venue of the STOM SDK shares. Knows no venue. */
@org.jspecify.annotations.NullMarked
module dev.stom.core {
  requires com.squareup.moshi;
  requires transitive okhttp3; // OkHttpTransport.over accepts the user's client
  requires okio;
  requires org.slf4j;
  requires transitive org.jspecify; // read at run time: a wire record says with @Nullable what may

  // be absent

  exports dev.stom.core;
  exports dev.stom.core.error;
  exports dev.stom.core.instrument;
  exports dev.stom.core.market;
  exports dev.stom.core.runtime;
  exports dev.stom.core.spi;
}
