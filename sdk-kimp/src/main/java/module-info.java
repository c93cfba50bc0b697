/** The kimchi premium over any two market data sources. Knows the core and no venue. */
@org.jspecify.annotations.NullMarked
module dev.stom.kimp {
  requires transitive dev.stom.core;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.stom.kimp;
}
