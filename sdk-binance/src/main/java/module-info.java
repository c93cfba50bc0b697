/** Binance spot behind the common interfaces, and in its own words. */
@org.jspecify.annotations.NullMarked
module dev.stom.binance {
  requires transitive dev.stom.core;
  requires org.slf4j;

  exports dev.stom.binance;
  exports dev.stom.binance.model;
}
