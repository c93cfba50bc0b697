/**
 * Suites that say what every venue must do; a venue's tests extend them. They need JUnit 5 and
 * AssertJ.
 */
package dev.stom.testkit.contract;
