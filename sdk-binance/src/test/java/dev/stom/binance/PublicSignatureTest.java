package dev.stom.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users see names no third party, but for the one method that takes their OkHttp client. */
class PublicSignatureTest {
  private static final List<String> OURS =
      List.of("dev.stom.", "java.", "org.jspecify.annotations.");

  @Test
  void noThirdPartyTypeIsInSight() throws Exception {
    List<String> foreign = new ArrayList<>();
    List<Class<?>> types = publicTypes();
    assertThat(types).contains(Binance.class, BinanceBuilder.class).hasSizeGreaterThan(50);
    for (Class<?> type : types) {
      look(type.getSimpleName(), type.getGenericSuperclass(), foreign);
      Arrays.stream(type.getGenericInterfaces())
          .forEach(parent -> look(type.getSimpleName(), parent, foreign));
      annotations(type.getSimpleName(), type.getAnnotations(), foreign);
      for (Method method : type.getDeclaredMethods()) {
        if (isVisible(method.getModifiers()) && !method.isSynthetic()) {
          String where = type.getSimpleName() + "." + method.getName();
          look(where, method.getGenericReturnType(), foreign);
          types(where, method.getGenericParameterTypes(), foreign);
          types(where, method.getGenericExceptionTypes(), foreign);
          annotations(where, method.getAnnotations(), foreign);
        }
      }
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (isVisible(constructor.getModifiers())) {
          types(type.getSimpleName(), constructor.getGenericParameterTypes(), foreign);
        }
      }
      for (Field field : type.getDeclaredFields()) {
        if (isVisible(field.getModifiers())) {
          look(type.getSimpleName() + "." + field.getName(), field.getGenericType(), foreign);
        }
      }
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          annotations(
              type.getSimpleName() + "." + component.getName(),
              component.getAnnotations(),
              foreign);
        }
      }
    }
    assertThat(foreign).containsExactly("BinanceBuilder.httpClient: okhttp3.OkHttpClient");
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void annotations(String where, Annotation[] all, List<String> foreign) {
    for (Annotation annotation : all) {
      look(where, annotation.annotationType(), foreign);
    }
  }

  private static void types(String where, Type[] types, List<String> foreign) {
    for (Type type : types) {
      look(where, type, foreign);
    }
  }

  private static void look(String where, Type type, List<String> foreign) {
    if (type instanceof ParameterizedType generic) {
      look(where, generic.getRawType(), foreign);
      types(where, generic.getActualTypeArguments(), foreign);
    } else if (type instanceof Class<?> named) {
      Class<?> element = named.isArray() ? named.getComponentType() : named;
      if (!element.isPrimitive() && OURS.stream().noneMatch(element.getName()::startsWith)) {
        foreign.add(where + ": " + element.getName());
      }
    }
  }

  private static List<Class<?>> publicTypes()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root = Path.of(Binance.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name =
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        if (!name.equals("module-info.class") && !name.endsWith("package-info.class")) {
          Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
          if (isVisibleOutside(type)) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }

  private static boolean isVisibleOutside(Class<?> type) {
    return isVisible(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisibleOutside(type.getEnclosingClass()));
  }
}
