/** Typed Upbit client behind the common interfaces. */
@org.jspecify.annotations.NullMarked
module dev.stom.upbit {
  requires transitive dev.stom.core;
  requires okhttp3;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.stom.upbit;
  exports dev.stom.upbit.model;
}
