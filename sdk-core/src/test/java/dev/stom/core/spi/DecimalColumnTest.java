package dev.stom.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalColumnTest {
  @Test
  void decimalsComeBackWithTheirScales() {
    DecimalColumn column = new DecimalColumn();
    List<BigDecimal> values =
        List.of(
            new BigDecimal("1.00"),
            new BigDecimal("1E+8"),
            new BigDecimal("0E-7"),
            BigDecimal.valueOf(Long.MIN_VALUE),
            new BigDecimal("1386929.37231066771348207123"));
    values.forEach(column::add);
    column.add(150, 2);
    assertThat(all(column))
        .startsWith(values.toArray(BigDecimal[]::new))
        .endsWith(new BigDecimal("1.50"));
    assertThat(column)
        .hasToString(
            "[1.00, 1E+8, 0E-7, -9223372036854775808, 1386929.37231066771348207123, 1.50]");
  }

  @Test
  void aCopyIsItsOwn() {
    DecimalColumn column = columnOf("1", "99999999999999999999", "3");
    DecimalColumn copy = column.copy();
    column.setFrom(0, column, 1);
    column.remove(2);
    column.clear();
    assertThat(copy).hasToString("[1, 99999999999999999999, 3]");
    assertThat(column.isEmpty()).isTrue();
    column.add(BigDecimal.TEN);
    assertThat(column).hasToString("[10]");
    copy.trim();
    copy.add(BigDecimal.ONE);
    assertThat(copy).hasToString("[1, 99999999999999999999, 3, 1]");
  }

  @Test
  void aWideDecimalReplacedByANarrowOneIsForgotten() {
    DecimalColumn column = columnOf("99999999999999999999", "2");
    column.setFrom(0, column, 1);
    assertThat(column).hasToString("[2, 2]");
    column.setFrom(1, columnOf("88888888888888888888"), 0);
    assertThat(column).hasToString("[2, 88888888888888888888]");
    column.truncate(1);
    column.add(7, 0);
    assertThat(column).hasToString("[2, 7]");
  }

  @Test
  void badArgumentsAreRefusedAtTheDoor() {
    DecimalColumn column = columnOf("1");
    assertThatThrownBy(() -> column.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> column.signum(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> column.remove(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> column.insertFrom(2, column, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> column.addFrom(column, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> column.compare(0, column, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> column.truncate(2));
    assertThatIllegalArgumentException().isThrownBy(() -> new DecimalColumn(-1));
    assertThat(column).hasToString("[1]");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void comparingIsThatOfBigDecimal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DecimalColumn column = new DecimalColumn(0);
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      BigDecimal value = decimal(random);
      values.add(value);
      column.add(value);
    }
    values.add(values.get(0).setScale(values.get(0).scale() + 3));
    column.add(values.get(400));
    for (int i = 0; i < values.size(); i++) {
      assertThat(column.signum(i)).isEqualTo(values.get(i).signum());
      for (int j = 0; j < values.size(); j++) {
        assertThat(column.compare(i, column, j))
            .as("%s and %s", values.get(i), values.get(j))
            .isEqualTo(values.get(i).compareTo(values.get(j)));
      }
      assertThat(column.compare(i, values.get(7)))
          .isEqualTo(values.get(i).compareTo(values.get(7)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void anySeriesOfChangesLeavesWhatAListWouldHold(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DecimalColumn column = new DecimalColumn(random.nextInt(4));
    List<BigDecimal> list = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      BigDecimal value = decimal(random);
      DecimalColumn other = new DecimalColumn();
      other.add(value);
      switch (list.isEmpty() ? 0 : random.nextInt(9)) {
        case 0, 1 -> {
          column.add(value);
          list.add(value);
        }
        case 2, 3 -> {
          int at = random.nextInt(list.size() + 1);
          column.insertFrom(at, other, 0);
          list.add(at, value);
        }
        case 4 -> {
          int at = random.nextInt(list.size());
          column.setFrom(at, other, 0);
          list.set(at, value);
        }
        case 5, 6 -> {
          int at = random.nextInt(list.size());
          column.remove(at);
          list.remove(at);
        }
        case 7 -> {
          int at = random.nextInt(list.size());
          column.insertFrom(0, column, at);
          list.add(0, list.get(at));
        }
        default -> {
          if (random.nextInt(50) == 0) {
            int size = random.nextInt(list.size() + 1);
            column.truncate(size);
            list.subList(size, list.size()).clear();
          } else if (random.nextInt(50) == 0) {
            column.clear();
            list.clear();
          } else {
            column.trim();
          }
        }
      }
      assertThat(column.size()).isEqualTo(list.size());
      if (step % 50 == 0) {
        assertThat(all(column)).isEqualTo(list);
        assertThat(all(column.copy())).isEqualTo(list);
      }
    }
  }

  private static BigDecimal decimal(SplittableRandom random) {
    int scale = random.nextInt(5) == 0 ? random.nextInt(-30, 60) : random.nextInt(0, 9);
    return switch (random.nextInt(12)) {
      case 0 -> new BigDecimal(BigInteger.valueOf(random.nextLong()).pow(3), scale);
      case 1 -> BigDecimal.valueOf(Long.MIN_VALUE, scale);
      case 2 -> BigDecimal.valueOf(Long.MAX_VALUE, scale);
      case 3 -> BigDecimal.valueOf(0, scale);
      case 4 -> BigDecimal.valueOf(random.nextLong(), scale);
      case 5 -> BigDecimal.TEN.pow(random.nextInt(19)).setScale(scale < 0 ? 0 : scale);
      case 6 ->
          BigDecimal.valueOf(1, random.nextInt(2) == 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE + 1);
      default -> BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), scale);
    };
  }

  private static DecimalColumn columnOf(String... values) {
    DecimalColumn column = new DecimalColumn();
    for (String value : values) {
      column.add(new BigDecimal(value));
    }
    return column;
  }

  private static List<BigDecimal> all(DecimalColumn column) {
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      values.add(column.get(i));
    }
    return values;
  }
}
