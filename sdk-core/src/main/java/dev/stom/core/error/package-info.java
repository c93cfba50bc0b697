/**
 * How the outside world fails: five types under {@link dev.stom.core.error.SdkException}, each with
 * the same fields, and {@link dev.stom.core.error.ErrorReason}, the same words at every venue.
 */
package dev.stom.core.error;
