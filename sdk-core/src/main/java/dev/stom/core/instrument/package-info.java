/**
 * What is traded and where: {@link dev.stom.core.instrument.Venue}, {@link
 * dev.stom.core.instrument.Asset}, {@link dev.stom.core.instrument.Instrument} and the {@link
 * dev.stom.core.instrument.InstrumentCatalog} of a venue.
 */
package dev.stom.core.instrument;
