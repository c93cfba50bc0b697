package dev.stom.benchmarks;

import com.squareup.moshi.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of one object, numbered, in the forms that the libraries want them in. */
final class Names {
  private final List<String> fields;
  private final JsonReader.Options options;
  private final Map<String, Integer> numbers = new HashMap<>();

  private Names(String[] fields) {
    this.fields = List.of(fields);
    options = JsonReader.Options.of(fields);
    for (int i = 0; i < fields.length; i++) {
      numbers.put(fields[i], i);
    }
  }

  static Names of(String... fields) {
    return new Names(fields);
  }

  List<String> fields() {
    return fields;
  }

  JsonReader.Options options() {
    return options;
  }

  /** The field's number, or -1. */
  int number(String field) {
    Integer number = numbers.get(field);
    return number == null ? -1 : number;
  }
}
