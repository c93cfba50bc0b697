package dev.stom.core.spi;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON frame from its bytes, value by value, in the order they stand: exact decimals out,
 * no text in between, and no object but the values asked for. A decoder reads like the venue's
 * table of fields:
 *
 * <pre>{@code
 * static final int CODE = 0, PRICE = 1, TIME = 2;
 * static final FieldNames TRADE =
 *     FieldNames.of("code", "trade_price", "timestamp").requiringAll();
 *
 * cursor.reset(frame);
 * cursor.beginObject();
 * for (int field; (field = cursor.nextField(TRADE)) != JsonCursor.END; ) {
 *   switch (field) {
 *     case CODE -> code = cursor.stringOf(symbols);
 *     case PRICE -> price = cursor.decimal();
 *     case TIME -> time = cursor.longValue();
 *     default -> cursor.skipValue();
 *   }
 * }
 * cursor.expectEnd();
 * }</pre>
 *
 * <p><b>Strict.</b> RFC 8259 in valid UTF-8 and nothing else, also in what is skipped: no byte
 * order mark, comment, trailing comma, leading zero, plus sign, NaN, unquoted name, raw control
 * character, unknown escape or half of a surrogate pair. Fields come in any order. A known field
 * that comes twice in one object is a fault, because either value may be the false one; a name that
 * is in no {@link FieldNames} may be repeated, as it is skipped.
 *
 * <p><b>Bounded.</b> Time is linear in the frame's length; memory is that of the values read, of
 * the longest string with escapes, and constant. Limits: {@link #MAX_DEPTH}, {@link
 * #MAX_NUMBER_LENGTH}, {@link #MAX_EXPONENT}; the last two hold for numbers that are read as
 * values, not for skipped ones.
 *
 * <p><b>Errors.</b> Whatever the bytes are, a method returns or throws {@link MalformedFrame},
 * after which only {@link #reset(byte[])} makes sense. {@link IllegalStateException} means that the
 * decoder is wrong, not the frame: it asked for a value where none can be.
 *
 * <p><b>Threads:</b> for one thread at a time. Make one for each reader and use it for every frame:
 * in the steady state it allocates nothing. It refers to the last frame's bytes until the next
 * {@code reset}.
 */
public final class JsonCursor {
  /** What {@link #nextField} returns when the object has ended. */
  public static final int END = -1;

  /** What stands for a field or a word that is not in the set asked. */
  public static final int UNKNOWN = -2;

  /** Most arrays and objects within each other. Venues use up to six; one bit each fits a long. */
  public static final int MAX_DEPTH = 64;

  /**
   * Most characters of a number. Upbit writes up to 27 significant digits; a binary64 in full takes
   * at most 25. The square of the length bounds the cost of making a decimal.
   */
  public static final int MAX_NUMBER_LENGTH = 128;

  /**
   * The largest exponent as written, either sign. A binary64 has none beyond 324, and a decimal
   * with a giant one is a trap: its plain form or its sum with another fills the memory.
   */
  public static final int MAX_EXPONENT = 400;

  /** What kind of value stands next. */
  public enum Kind {
    /** An object. */
    OBJECT,
    /** An array. */
    ARRAY,
    /** A string. */
    STRING,
    /** A number. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** Null. */
    NULL
  }

  // Where the cursor stands. Not an enum: storing a reference costs a barrier, and this is stored
  // twice a field.

  /** A value stands next: the frame's, an element, or that of the field just named. */
  private static final int VALUE = 0;

  /** Just inside an array or object. */
  private static final int OPENED = 1;

  /** After a value; at depth 0 the frame's value is complete. */
  private static final int PASSED = 2;

  private static final int NO_TEXT = -1;

  /** What {@link #plainField} says when the field must be read with all care. */
  private static final int NOT_PLAIN = -3;

  /** Comma, quote, two words of eight, quote and colon. */
  private static final int PLAIN_FIELD = 20;

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final NumberLiteral number = new NumberLiteral();
  private final StringLiteral string = new StringLiteral();

  private byte[] in = new byte[0];
  private int start;
  private int end;

  private int pos;
  private int state = VALUE;
  private int depth;

  /** Bit d - 1: what is open at depth d is an object. */
  private long objects;

  /** By depth: the index after the opening bracket. */
  private final int[] inside = new int[MAX_DEPTH + 1];

  /** By depth, of an object: one bit for each known field that came. */
  private final long[] seen = new long[MAX_DEPTH + 1];

  /**
   * By depth, of an object: the known field that probably comes next. Venues write fields in one
   * order; a decoder that lists them so is read fastest, any other one just as correctly.
   */
  private final int[] expected = new int[MAX_DEPTH + 1];

  /** By depth, of an object: the names that {@link #seen} counts; void while that is 0. */
  private final @Nullable FieldNames[] names = new FieldNames[MAX_DEPTH + 1];

  /** The opening quote of what {@link #lastText()} promises, or {@link #NO_TEXT}. */
  private int textAt = NO_TEXT;

  /** Makes a cursor over an empty frame; {@link #reset(byte[])} gives it one to read. */
  public JsonCursor() {}

  /**
   * Begins a frame.
   *
   * @param frame its bytes, not changed; the caller must not change them while the cursor reads
   */
  public void reset(byte[] frame) {
    reset(frame, 0, frame.length);
  }

  /**
   * Begins a frame that is part of an array.
   *
   * @param bytes the array, not changed; the caller must not change it while the cursor reads
   * @param offset where the frame begins
   * @param length how many bytes it has
   */
  public void reset(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.in = bytes;
    this.start = offset;
    this.end = offset + length;
    this.pos = offset;
    this.depth = 0;
    this.state = VALUE;
    this.textAt = NO_TEXT;
  }

  // ---- objects and arrays

  /** Enters the object that stands next. */
  public void beginObject() {
    if (atValue() != '{') {
      throw malformed("expected an object");
    }
    open(true);
  }

  /**
   * Goes to the next field of the innermost object. A value that the caller left unread is skipped.
   * At the object's end the object is left, and what its names require must have come.
   *
   * @param fields the names to know; the same for all fields of one object
   * @return the field's number in {@code fields}; {@link #UNKNOWN}; or {@link #END}
   */
  public int nextField(FieldNames fields) {
    int field = fieldOrEnd(fields);
    if (field == END) {
      long missing = fields.required & ~seen[depth];
      if (missing != 0) {
        String name = fields.name(Long.numberOfTrailingZeros(missing));
        throw malformed("an object without the field \"" + name + "\"");
      }
      close();
    }
    return field;
  }

  /**
   * Looks through the innermost object, from its beginning, for the first field that is in a set,
   * and stops before its value. Made for the field that tells how to read the others, wherever it
   * stands; {@link #restartObject()} then goes back to read them all.
   *
   * @param fields the names to look for
   * @return the field's number in {@code fields}; or {@link #END}, and the cursor stands before the
   *     object's closing bracket, still inside
   */
  public int seekField(FieldNames fields) {
    restartObject();
    int field;
    do {
      field = fieldOrEnd(fields);
    } while (field == UNKNOWN);
    return field;
  }

  /** Goes back to the beginning of the innermost object, as if it had just been entered. */
  public void restartObject() {
    requireInside(true);
    pos = inside[depth];
    state = OPENED;
    seen[depth] = 0;
    expected[depth] = 0;
    textAt = NO_TEXT;
  }

  /** Enters the array that stands next. */
  public void beginArray() {
    if (atValue() != '[') {
      throw malformed("expected an array");
    }
    open(false);
  }

  /**
   * Goes to the next element of the innermost array. An element that the caller left unread is
   * skipped. At the array's end the array is left.
   *
   * @return true when an element stands next; false when the array has ended
   */
  public boolean nextElement() {
    requireInside(false);
    if (elementOrEnd()) {
      return true;
    }
    close();
    return false;
  }

  /**
   * Goes to the next element of the innermost array, which must have one more: for arrays that are
   * read by position, such as a level of price and quantity.
   */
  public void requireElement() {
    requireInside(false);
    if (!elementOrEnd()) {
      throw malformed("an array with too few elements");
    }
  }

  /**
   * Leaves the innermost array or object and skips what is left in it. Of an object, nothing is
   * required then.
   */
  public void skipRest() {
    if (depth == 0) {
      throw new IllegalStateException("not inside an array or object");
    }
    skipTo(depth - 1);
  }

  /** Skips the value that stands next, whatever it is, and checks it as strictly as if read. */
  public void skipValue() {
    requireValue();
    int outer = depth;
    skipOrOpen();
    skipTo(outer);
  }

  /** Requires that the frame's value is complete and nothing but white space follows it. */
  public void expectEnd() {
    if (depth != 0 || state != PASSED) {
      throw new IllegalStateException("the frame's value has not been read to its end");
    }
    pos = blank(pos);
    if (pos < end) {
      throw malformed("expected the end of the frame");
    }
  }

  // ---- values

  /**
   * Tells what kind of value stands next, by its first character, and does not move.
   *
   * @return the kind
   */
  public Kind peekKind() {
    return switch (atValue()) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw malformed("expected a value");
    };
  }

  /**
   * Tells whether null stands next, and does not move: a null left unread is skipped by the next
   * {@link #nextField} or {@link #nextElement}.
   *
   * @return true for null
   */
  public boolean nextIsNull() {
    return atValue() == 'n';
  }

  /**
   * Reads a decimal from a number, or from a string that holds a number and nothing else. Within a
   * string the grammar is that of a JSON number too: what {@code new BigDecimal} takes beyond it
   * (plus sign, leading zeros, {@code .5}, digits of other scripts) is a fault.
   *
   * @return exactly {@code new BigDecimal(text)}, scale included
   */
  public BigDecimal decimal() {
    readNumber();
    return number.toDecimal();
  }

  /**
   * Reads a decimal like {@link #decimal()}, or null.
   *
   * @return the decimal; null for null
   */
  public @Nullable BigDecimal decimalOrNull() {
    return passNull() ? null : decimal();
  }

  /**
   * Reads a decimal like {@link #decimal()} into a column, without making an object of it unless a
   * {@code long} cannot hold its digits.
   *
   * @param column where it is appended
   */
  public void decimalInto(DecimalColumn column) {
    readNumber();
    if (number.compact()) {
      column.add(number.unscaled(), number.scale());
    } else {
      column.add(number.toDecimal());
    }
  }

  /**
   * Reads a whole number from a number, or from a string that holds one. Other spellings of the
   * same whole number are taken ({@code 5.0}, {@code 1.7E12}); a fraction or a number beyond a
   * {@code long} is a fault.
   *
   * @return the number
   */
  public long longValue() {
    int at = readNumber();
    if (number.compact() && number.scale() == 0) {
      return number.unscaled();
    }
    try {
      return number.toDecimal().longValueExact();
    } catch (ArithmeticException e) {
      throw malformed("expected a whole number of 64 bits", at);
    }
  }

  /**
   * Reads an id as it is written: the text of a string, or the digits of a whole number of any
   * length up to {@link #MAX_NUMBER_LENGTH}. A number with a decimal point or an exponent is a
   * fault: its digits would not be the id's.
   *
   * @return the text
   */
  public String idText() {
    if (atValue() == '"') {
      return string();
    }
    int from = pos;
    readNumber();
    if (!number.plainInteger()) {
      throw malformed("expected an id", from);
    }
    return number.text();
  }

  /**
   * Reads a string. A number is not taken for one.
   *
   * @return its text, newly made
   */
  public String string() {
    readString();
    return string.text();
  }

  /**
   * Reads a string or null.
   *
   * @return the text; null for null
   */
  public @Nullable String stringOrNull() {
    return passNull() ? null : string();
  }

  /**
   * Reads a string that is probably one of a set.
   *
   * @param words the set
   * @return the set's own object where the set has the text, otherwise a new one
   */
  public String stringOf(Words words) {
    readString();
    int found = string.find(words.table);
    return found >= 0 ? words.table.word(found) : string.text();
  }

  /**
   * Reads a string as a number in a set.
   *
   * @param words the set
   * @return the word's number, or {@link #UNKNOWN}; {@link #lastText()} then has the text
   */
  public int word(Words words) {
    int at = readString();
    textAt = at;
    int found = string.find(words.table);
    return found >= 0 ? found : UNKNOWN;
  }

  /**
   * Makes the text that was read last: the string that {@link #word} has read, or the name of the
   * field that {@link #nextField} has gone to. Only until the cursor moves on.
   *
   * @return the text, newly made
   */
  public String lastText() {
    if (textAt == NO_TEXT) {
      throw new IllegalStateException("lastText() follows word() or nextField() and nothing else");
    }
    scanString(textAt);
    return string.text();
  }

  /**
   * Reads true or false. Strings and numbers are not taken for one.
   *
   * @return the value
   */
  public boolean booleanValue() {
    byte first = atValue();
    if (first == 't') {
      pass(literal(TRUE));
      return true;
    }
    if (first == 'f') {
      pass(literal(FALSE));
      return false;
    }
    throw malformed("expected true or false");
  }

  // ---- faults

  /**
   * Makes the exception for a fault that only the decoder can see, such as an unknown word.
   *
   * @param reason what is wrong, a clause for people
   * @return the exception, to be thrown, at the place where the cursor stands
   */
  public MalformedFrame malformed(String reason) {
    return malformed(reason, pos);
  }

  private MalformedFrame malformed(String reason, int at) {
    return MalformedFrame.at(reason, in, start, end, at);
  }

  // ---- structure

  private void open(boolean object) {
    if (depth == MAX_DEPTH) {
      throw malformed("nesting deeper than " + MAX_DEPTH);
    }
    long bit = 1L << depth;
    objects = object ? objects | bit : objects & ~bit;
    depth++;
    pos++;
    inside[depth] = pos;
    seen[depth] = 0;
    expected[depth] = 0;
    state = OPENED;
    textAt = NO_TEXT;
  }

  private void close() {
    depth--;
    pass(pos + 1);
  }

  private void pass(int next) {
    pos = next;
    state = PASSED;
    textAt = NO_TEXT;
  }

  private boolean inObject() {
    return depth > 0 && ((objects >>> (depth - 1)) & 1) != 0;
  }

  private void requireInside(boolean object) {
    if (depth == 0 || inObject() != object) {
      throw new IllegalStateException("not inside an " + (object ? "object" : "array"));
    }
  }

  /** Goes to the value of the next field, or stays before the closing bracket. */
  private int fieldOrEnd(FieldNames fields) {
    requireInside(true);
    int field = plainField(fields.table);
    if (field == NOT_PLAIN) {
      if (!nameOrEnd()) {
        return END;
      }
      field = string.find(fields.table);
      colon();
    }
    if (field < 0) {
      return UNKNOWN;
    }
    long before = seen[depth];
    if (names[depth] != fields) {
      if (before != 0) {
        throw new IllegalStateException("one object is read with two sets of names");
      }
      names[depth] = fields;
    }
    long bit = 1L << field;
    if ((before & bit) != 0) {
      throw malformed("the field \"" + fields.name(field) + "\" for the second time");
    }
    seen[depth] = before | bit;
    expected[depth] = field + 1;
    return field;
  }

  /**
   * Goes to the value of the next field if that is written as nearly all are: a name of less than
   * sixteen plain characters, no white space, not at the frame's very end. Returns what {@link
   * WordTable#find} does, or {@link #NOT_PLAIN} and has not moved.
   */
  private int plainField(WordTable table) {
    if (state == VALUE || end - pos < PLAIN_FIELD) {
      return NOT_PLAIN;
    }
    byte[] bytes = in;
    int quote = state == PASSED ? pos + 1 : pos;
    if (bytes[quote] != '"' || (state == PASSED && bytes[pos] != ',')) {
      return NOT_PLAIN;
    }
    int from = quote + 1;
    int guess = expected[depth];
    if (guess < table.size() && table.isNextName(guess, bytes, from)) {
      textAt = quote;
      pos = from + table.length(guess) + 2;
      state = VALUE;
      return guess;
    }
    long head = WordTable.eight(bytes, from);
    long tail = 0;
    long marks = StringLiteral.marks(head);
    int length;
    if (marks != 0) {
      length = Long.numberOfTrailingZeros(marks) >>> 3;
      head &= (1L << (length << 3)) - 1;
    } else {
      marks = StringLiteral.marks(WordTable.eight(bytes, from + 8));
      if (marks == 0) {
        return NOT_PLAIN;
      }
      length = 8 + (Long.numberOfTrailingZeros(marks) >>> 3);
      tail = length == 8 ? 0 : WordTable.eight(bytes, from + length - 8);
    }
    int after = from + length;
    if (bytes[after] != '"' || bytes[after + 1] != ':') {
      return NOT_PLAIN;
    }
    textAt = quote;
    pos = after + 2;
    state = VALUE;
    return table.find(head, tail, length, bytes, from);
  }

  /** Reads the next field's name, or stays before the closing bracket. */
  private boolean nameOrEnd() {
    if (!more('}')) {
      return false;
    }
    if (pos >= end || in[pos] != '"') {
      throw malformed("expected a field's name");
    }
    textAt = pos;
    pos = scanString(pos);
    return true;
  }

  private void colon() {
    pos = blank(pos);
    if (pos >= end || in[pos] != ':') {
      throw malformed("expected a colon");
    }
    pos++;
    state = VALUE;
  }

  /** Goes to the next element, or stays before the closing bracket. */
  private boolean elementOrEnd() {
    if (!more(']')) {
      return false;
    }
    state = VALUE;
    textAt = NO_TEXT;
    return true;
  }

  /** Goes past the comma, if one is due, or stays before the closing bracket. */
  private boolean more(char closing) {
    if (state == VALUE) {
      skipValue();
    }
    pos = blank(pos);
    if (pos >= end) {
      throw malformed("a frame that ends too early");
    }
    byte next = in[pos];
    if (next == closing) {
      return false;
    }
    if (state == PASSED) {
      if (next != ',') {
        throw malformed("expected a comma or a closing bracket");
      }
      pos = blank(pos + 1);
    }
    return true;
  }

  private void skipTo(int outer) {
    if (state == VALUE) {
      skipOrOpen();
    }
    while (depth > outer) {
      if (inObject()) {
        if (nameOrEnd()) {
          colon();
          skipOrOpen();
        } else {
          close();
        }
      } else if (elementOrEnd()) {
        skipOrOpen();
      } else {
        close();
      }
    }
  }

  /** Passes the scalar that stands next, or enters the array or object. */
  private void skipOrOpen() {
    byte first = atValue();
    switch (first) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> pass(scanString(pos));
      case 't' -> pass(literal(TRUE));
      case 'f' -> pass(literal(FALSE));
      case 'n' -> pass(literal(NULL));
      default -> {
        if (!beginsNumber(first)) {
          throw malformed("expected a value");
        }
        pass(scanNumber());
      }
    }
  }

  // ---- scalars

  private void requireValue() {
    if (state != VALUE) {
      throw new IllegalStateException(
          "no value stands here: call nextField() or nextElement() first");
    }
  }

  /** Goes to the first byte of the value that stands next. */
  private byte atValue() {
    requireValue();
    pos = blank(pos);
    if (pos >= end) {
      throw malformed("a frame that ends too early");
    }
    return in[pos];
  }

  private int blank(int from) {
    int p = from;
    while (p < end) {
      byte b = in[p];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        break;
      }
      p++;
    }
    return p;
  }

  private boolean passNull() {
    if (!nextIsNull()) {
      return false;
    }
    pass(literal(NULL));
    return true;
  }

  /** Requires a literal here and returns the index after it. */
  private int literal(byte[] literal) {
    int after = pos + literal.length;
    if (after > end) {
      throw malformed("expected a value");
    }
    for (int i = 0; i < literal.length; i++) {
      if (in[pos + i] != literal[i]) {
        throw malformed("expected a value");
      }
    }
    return after;
  }

  /** Reads the string that stands next and returns where it began. */
  private int readString() {
    if (atValue() != '"') {
      throw malformed("expected a string");
    }
    int at = pos;
    pass(scanString(at));
    return at;
  }

  /** Scans the string with this opening quote and returns the index after it. */
  private int scanString(int quote) {
    int next = string.scan(in, quote + 1, end);
    if (next < 0) {
      throw malformed(string.reason(), ~next);
    }
    return next;
  }

  /** Scans the number that begins here and returns the index after it. */
  private int scanNumber() {
    int next = number.scan(in, pos, end);
    if (next < 0) {
      throw malformed(number.reason(), ~next);
    }
    return next;
  }

  private static boolean beginsNumber(byte first) {
    return first == '-' || (first >= '0' && first <= '9');
  }

  /** Reads the number that stands next, bare or in a string, and returns where it began. */
  private int readNumber() {
    byte first = atValue();
    int at = pos;
    int next;
    if (first == '"') {
      next = number.scan(in, at + 1, end);
      if (next >= 0 && next < end && in[next] == '"') {
        next++;
      } else {
        next = scanUnusualNumber(at);
      }
    } else if (beginsNumber(first)) {
      next = scanNumber();
    } else {
      throw malformed("expected a number");
    }
    if (!number.inBounds()) {
      throw malformed(number.excess(), at);
    }
    pass(next);
    return at;
  }

  /** Scans the number in a string that has escapes, or that is no number after all. */
  private int scanUnusualNumber(int quote) {
    int next = scanString(quote);
    int stop = string.offset() + string.length();
    if (number.scan(string.bytes(), string.offset(), stop) != stop) {
      throw malformed("expected a number in the string", quote);
    }
    return next;
  }
}
