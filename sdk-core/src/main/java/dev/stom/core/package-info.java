/**
 * The front door: {@link dev.stom.core.VenueClient}, one open venue, and {@link
 * dev.stom.core.Venues}, several opened together.
 */
package dev.stom.core;
