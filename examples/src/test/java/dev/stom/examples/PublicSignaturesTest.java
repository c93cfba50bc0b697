package dev.stom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stom.binance.Binance;
import dev.stom.core.VenueClient;
import dev.stom.kimp.KimpMonitor;
import dev.stom.testkit.SimulatedUpbit;
import dev.stom.upbit.Upbit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What users write against mentions no type of a third party, so that we can change what we stand
 * on without changing what stands on us. Looked at is all that is public or protected in the
 * packages that a module exports; annotations are not, since nobody who compiles needs them.
 */
class PublicSignaturesTest {

  /** What is let through, by type; a type of our own that needs none of this any more fails. */
  private static final Map<String, Exempt> EXEMPT =
      Map.of(
          "dev.stom.upbit.UpbitBuilder",
          new Exempt("okhttp3.OkHttpClient", "httpClient accepts the user's client"),
          "dev.stom.binance.BinanceBuilder",
          new Exempt("okhttp3.OkHttpClient", "httpClient accepts the user's client"),
          "dev.stom.core.spi.OkHttpTransport",
          new Exempt("okhttp3.OkHttpClient", "where those two hand it on"),
          "dev.stom.testkit.LeakCheck",
          new Exempt("org.junit.jupiter.", "is a JUnit extension"),
          "dev.stom.testkit.NoStackTraces",
          new Exempt("org.junit.jupiter.", "is another"));

  private record Exempt(String beginning, String reason) {}

  /** One type of each module, to find the module by. */
  static Stream<Class<?>> modules() {
    return Stream.of(
        VenueClient.class, Upbit.class, Binance.class, KimpMonitor.class, SimulatedUpbit.class);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void signaturesMentionOnlyTheJdkAndUs(Class<?> oneOfThem) {
    Map<String, Set<String>> foreign = foreignTypes(oneOfThem);
    foreign.replaceAll((where, types) -> new TreeSet<>(types));
    foreign.forEach((where, types) -> types.removeIf(type -> isExempt(where, type)));
    foreign.values().removeIf(Set::isEmpty);
    assertThat(foreign).as("third-party types in public signatures").isEmpty();
  }

  @Test
  void everyExemptionIsStillNeeded() {
    Set<String> found = new TreeSet<>();
    modules()
        .map(PublicSignaturesTest::foreignTypes)
        .forEach(
            foreign ->
                foreign.forEach(
                    (where, types) ->
                        types.stream()
                            .filter(type -> isExempt(where, type))
                            .forEach(type -> found.add(owner(where)))));
    assertThat(found).containsExactlyInAnyOrderElementsOf(EXEMPT.keySet());
  }

  @ParameterizedTest
  @ValueSource(classes = {Upbit.class, Binance.class})
  void aVenueTakesAnOkHttpClientInOneMethodOfItsBuilder(Class<?> entry) {
    assertThat(foreignTypes(entry).keySet())
        .singleElement()
        .asString()
        .endsWith("Builder: httpClient");
  }

  private static boolean isExempt(String where, String type) {
    Exempt exempt = EXEMPT.get(owner(where));
    return exempt != null && type.startsWith(exempt.beginning());
  }

  private static String owner(String where) {
    return where.substring(0, where.indexOf(": "));
  }

  // ---- finding what is public

  private static Map<String, Set<String>> foreignTypes(Class<?> oneOfThem) {
    ModuleReference module = module(oneOfThem);
    Set<String> exported = new TreeSet<>();
    for (ModuleDescriptor.Exports exports : module.descriptor().exports()) {
      if (!exports.isQualified()) {
        exported.add(exports.source());
      }
    }
    assertThat(exported).as("exported packages of %s", module.descriptor().name()).isNotEmpty();
    Map<String, Set<String>> foreign = new TreeMap<>();
    for (Class<?> type : types(module, exported)) {
      mentioned(type)
          .forEach(
              (member, mentioned) ->
                  mentioned.stream()
                      .filter(Predicate.not(PublicSignaturesTest::isOurs))
                      .forEach(
                          third ->
                              foreign
                                  .computeIfAbsent(
                                      type.getName() + ": " + member, key -> new TreeSet<>())
                                  .add(third)));
    }
    return foreign;
  }

  private static ModuleReference module(Class<?> oneOfThem) {
    try {
      URI place = oneOfThem.getProtectionDomain().getCodeSource().getLocation().toURI();
      return ModuleFinder.of(Path.of(place)).findAll().iterator().next();
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<Class<?>> types(ModuleReference module, Set<String> packages) {
    try (ModuleReader reader = module.open();
        Stream<String> entries = reader.list()) {
      return entries
          .filter(entry -> entry.endsWith(".class") && entry.contains("/"))
          .map(entry -> entry.substring(0, entry.length() - ".class".length()).replace('/', '.'))
          .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
          .filter(name -> !name.endsWith("package-info"))
          .<Class<?>>map(PublicSignaturesTest::load)
          .filter(PublicSignaturesTest::isReachable)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicSignaturesTest.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static boolean isReachable(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return isOpen(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isReachable(outer));
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  // ---- reading signatures

  private static Map<String, Set<String>> mentioned(Class<?> type) {
    Map<String, Set<String>> mentioned = new TreeMap<>();
    Set<String> head = new TreeSet<>();
    parameters(type.getTypeParameters(), head);
    add(type.getGenericSuperclass(), head);
    add(type.getGenericInterfaces(), head);
    mentioned.put("the type itself", head);
    for (Field field : type.getDeclaredFields()) {
      if (isOpen(field.getModifiers())) {
        add(field.getGenericType(), at(mentioned, field.getName()));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isOpen(method.getModifiers()) && !method.isSynthetic()) {
        Set<String> names = at(mentioned, method.getName());
        add(method.getGenericReturnType(), names);
        add(method, names);
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isOpen(constructor.getModifiers())) {
        add(constructor, at(mentioned, "constructor"));
      }
    }
    return mentioned;
  }

  private static Set<String> at(Map<String, Set<String>> mentioned, String member) {
    return mentioned.computeIfAbsent(member, key -> new TreeSet<>());
  }

  private static void add(Executable executable, Set<String> names) {
    parameters(executable.getTypeParameters(), names);
    add(executable.getGenericParameterTypes(), names);
    add(executable.getGenericExceptionTypes(), names);
  }

  private static void parameters(TypeVariable<?>[] variables, Set<String> names) {
    for (TypeVariable<?> variable : variables) {
      add(variable.getBounds(), names);
    }
  }

  private static void add(Type[] types, Set<String> names) {
    Arrays.stream(types).forEach(type -> add(type, names));
  }

  private static void add(Type type, Set<String> names) {
    if (type instanceof Class<?> plain) {
      Class<?> element = plain;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      names.add(element.getName());
    } else if (type instanceof ParameterizedType generic) {
      add(generic.getRawType(), names);
      add(generic.getActualTypeArguments(), names);
    } else if (type instanceof GenericArrayType array) {
      add(array.getGenericComponentType(), names);
    } else if (type instanceof WildcardType wildcard) {
      add(wildcard.getUpperBounds(), names);
      add(wildcard.getLowerBounds(), names);
    }
  }

  private static boolean isOurs(String type) {
    return type.startsWith("dev.stom.") || type.startsWith("java.") || !type.contains(".");
  }
}
