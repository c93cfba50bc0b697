package dev.stom.core.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The venue's name of a wire record's component where ours is another, for {@link RestJson}: the
 * same as Moshi's {@code @Json}, without Moshi in the record's public face.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface WireName {
  /**
   * The name.
   *
   * @return the JSON member's name, exactly
   */
  String value();
}
