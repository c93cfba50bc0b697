package dev.stom.core.spi;

/**
 * One HTTP header.
 *
 * @param name the name, compared without regard to case
 * @param value the value
 */
public record Header(String name, String value) {
  /** Does not show the value: it may be a secret. */
  @Override
  public String toString() {
    return name + ": …";
  }
}
