package dev.stom.core.instrument;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an {@link InstrumentCatalog}.
 *
 * @param instrument what is listed
 * @param status whether it can be traded
 * @param venueStatus the venue's own word for the status, or null where the venue lists only what
 *     trades
 * @param name the venue's name of the base asset for people, or null where it gives none
 * @param localName the same in the venue's language, or null where it gives none
 * @param warnings the venue's warning flags that are raised, in its own words, for example {@code
 *     PRICE_FLUCTUATIONS}
 */
public record Listing(
    Instrument instrument,
    ListingStatus status,
    @Nullable String venueStatus,
    @Nullable String name,
    @Nullable String localName,
    Set<String> warnings) {

  /** Copies the warnings. */
  public Listing {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(status, "status");
    warnings = Set.copyOf(warnings);
  }
}
