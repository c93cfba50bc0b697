/**
 * What a venue is built from. Exported for authors of venue modules and test kits; it may change in
 * minor versions, so applications stay away.
 */
package dev.stom.core.spi;
