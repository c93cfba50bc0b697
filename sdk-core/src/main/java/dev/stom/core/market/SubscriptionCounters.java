package dev.stom.core.market;

/**
 * What a subscription has gone through so far.
 *
 * @param delivered events handed to the listener
 * @param conflated events that a newer one replaced before the listener saw them
 * @param dropped events lost because the queue was full
 * @param listenerErrors calls of the listener that threw
 * @param badFrames frames that could not be read on this subscription's connections
 * @param gaps gaps reported
 * @param reconnects connections lost
 * @param repeated events left out because they had been delivered before, or were older than one
 *     that had
 * @param refilled events that the stream missed and that were asked for again
 * @param waiting events that wait now
 */
public record SubscriptionCounters(
    long delivered,
    long conflated,
    long dropped,
    long listenerErrors,
    long badFrames,
    long gaps,
    long reconnects,
    long repeated,
    long refilled,
    int waiting) {}
