package dev.stom.core.spi;

import dev.stom.core.market.Stamp;

/**
 * Changes of a book, as a venue numbers them: applied to the state {@code firstId - 1} they make
 * the state {@code lastId}.
 *
 * @param firstId the number of the first change in it
 * @param lastId the number of the last change in it
 * @param stamp when
 * @param bids new quantities of bids, absolute, 0 for a level that is gone
 * @param asks new quantities of asks, likewise
 */
public record BookDiff(
    long firstId, long lastId, Stamp stamp, LevelColumns bids, LevelColumns asks) {}
