/** The vocabulary and the machinery that every venue of the STOM SDK shares. Knows no venue. */
@org.jspecify.annotations.NullMarked
module dev.stom.core {
  requires com.squareup.moshi;
  requires okhttp3;
  requires okio;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.stom.core;
  exports dev.stom.core.error;
  exports dev.stom.core.instrument;
  exports dev.stom.core.market;
  exports dev.stom.core.runtime;
  exports dev.stom.core.spi;
}
