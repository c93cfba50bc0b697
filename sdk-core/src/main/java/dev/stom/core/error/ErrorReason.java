package dev.stom.core.error;

/**
 * What a failure means, in the same words at every venue. The venue's own code stands beside it in
 * {@link SdkException#venueCode()}.
 *
 * <p>New reasons may be added in a minor version.
 */
public enum ErrorReason {
  /** The venue does not know the instrument. */
  UNKNOWN_INSTRUMENT(
      "the venue does not know this instrument",
      false,
      "Check the symbol against MarketDataSource.instruments()."),
  /** The venue refused a parameter. */
  BAD_REQUEST(
      "the venue refused a parameter",
      false,
      "Correct the request; sending it again changes nothing."),
  /** The endpoint does not exist (any more). */
  NOT_FOUND(
      "the venue has nothing under this address",
      false,
      "Check the path, and whether a newer version of the SDK exists: the endpoint may have been retired."),
  /** The key is missing, wrong, expired or lacks a right. */
  NOT_AUTHORIZED(
      "the venue did not accept the key",
      false,
      "Check the key, its rights and the addresses it may be used from."),
  /** Too many requests; the venue wants a pause. */
  RATE_LIMITED(
      "too many requests",
      true,
      "Wait until the stated moment; share one client among all users of this address."),
  /** The venue has banned this address for a while. */
  BANNED(
      "the venue has blocked this address for a while",
      false,
      "Stop all requests from this address until the stated moment: going on makes the block longer."),
  /** A firewall in front of the venue refused. */
  FIREWALL(
      "a firewall in front of the venue refused the request",
      false,
      "Wait some minutes; if it stays, ask whether the venue serves your region and address."),
  /** The venue is closed for maintenance. */
  MAINTENANCE(
      "the venue is in maintenance", true, "Try again in some minutes; see the venue's notices."),
  /** The venue failed inside. */
  VENUE_FAILURE("the venue failed inside", true, "Try again a little later."),
  /** The deadline passed first. */
  TIMEOUT(
      "no answer in time",
      true,
      "Try again; if it stays, look at the network or allow a longer deadline."),
  /** The local rate limiter could not grant the request before the deadline: nothing was sent. */
  LOCAL_LIMIT(
      "the local rate limiter had no room before the deadline; nothing was sent",
      true,
      "Ask less often or allow a longer deadline."),
  /** The connection could not be made or broke. */
  CONNECTION(
      "the connection failed",
      true,
      "Check the network and the address; the venue may be unreachable from here."),
  /** The other side's certificate was not accepted. */
  TLS(
      "the secure connection could not be established",
      false,
      "Check the machine's clock and trust store, and whether a proxy intercepts TLS."),
  /** The answer could not be read. */
  UNREADABLE(
      "the answer could not be read",
      true,
      "If it stays, the venue's format may have changed: look for a newer version of the SDK."),
  /** The call was interrupted or cancelled. */
  INTERRUPTED("the call was interrupted", false, "Nothing is wrong with the venue."),
  /** The client is closed. */
  CLOSED("the client is closed", false, "Open a new client."),
  /** The venue refused for a reason this version does not know. */
  OTHER("the venue refused", false, "Look the venue's code up in its documentation.");

  private final String words;
  private final boolean retryable;
  private final String advice;

  ErrorReason(String words, boolean retryable, String advice) {
    this.words = words;
    this.retryable = retryable;
    this.advice = advice;
  }

  /**
   * Says it as a part of a sentence.
   *
   * @return lower-case words
   */
  public String words() {
    return words;
  }

  /**
   * Tells whether the same <em>read</em> may succeed if it is asked again later. Never a licence to
   * send an order twice.
   *
   * @return true when trying again makes sense
   */
  public boolean retryable() {
    return retryable;
  }

  /**
   * Says what to do.
   *
   * @return one sentence
   */
  public String advice() {
    return advice;
  }
}
