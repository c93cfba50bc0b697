package dev.stom.testkit.fuzz;

/** A freedom that JSON or a venue has in writing the same content. */
public enum Variation {
  /** Fields come in any order. */
  SHUFFLED_FIELDS,
  /**
   * Fields that no venue has stand between the known ones, with values of any kind and depth;
   * inside them the model's own names occur again, and their names resemble the model's.
   */
  UNKNOWN_FIELDS,
  /** Numbers stand as strings. */
  QUOTED_NUMBERS,
  /** Decimals are written with an exponent; value and scale stay those of the model. */
  EXPONENTS,
  /** Decimals end in more zeros; the value stays, the scale grows. */
  PADDED_DECIMALS,
  /** Blanks, tabs and line ends stand wherever JSON allows them. */
  WHITE_SPACE,
  /** Characters of strings and of fields' names are written as escapes. */
  ESCAPES
}
