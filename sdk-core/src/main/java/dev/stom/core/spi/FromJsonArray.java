package dev.stom.core.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that the venue writes as a JSON array: components are read by position, for
 * example a book level {@code ["4.00000000","431.00000000"]}. Elements beyond the last component
 * are skipped, since venues append; missing ones are an error unless their components are {@code
 * Nullable}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FromJsonArray {}
