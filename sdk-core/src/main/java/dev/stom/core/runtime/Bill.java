package dev.stom.core.runtime;

/**
 * A {@link Charge} made out to the budgets of one limiter: which of them, by number, and how much
 * of each. The arrays are never changed.
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record Bill(int lane, int[] ledgers, int[] amounts) {
  int size() {
    return ledgers.length;
  }

  /** What it takes of a ledger; 0 for one that it does not name. */
  int amountOn(int ledger) {
    for (int i = 0; i < ledgers.length; i++) {
      if (ledgers[i] == ledger) {
        return amounts[i];
      }
    }
    return 0;
  }

  /** Its place among the ledgers that it names; -1 for one that it does not name. */
  int placeOf(int ledger) {
    for (int i = 0; i < ledgers.length; i++) {
      if (ledgers[i] == ledger) {
        return i;
      }
    }
    return -1;
  }
}
