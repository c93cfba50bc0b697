package dev.stom.testkit.fault;

/** A scripted fault that has been armed. */
public interface FaultRule {

  /**
   * Returns how often it has struck.
   *
   * @return zero or more
   */
  long strikes();

  /** Disarms it. Idempotent. */
  void remove();
}
