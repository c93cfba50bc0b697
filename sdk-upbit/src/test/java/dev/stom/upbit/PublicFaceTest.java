package dev.stom.upbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users see Java's types and ours, and OkHttp's in one place. */
class PublicFaceTest {
  private static final List<String> ALLOWED = List.of("java.", "dev.stom.", "org.jspecify.");

  @Test
  void noThirdPartyTypeIsInAPublicSignatureButTheUsersHttpClient() throws Exception {
    TreeSet<String> foreign = new TreeSet<>();
    for (Class<?> type : publicTypes()) {
      annotations(type, type.getName(), foreign);
      look(type.getGenericSuperclass(), type.getName(), foreign);
      for (Type implemented : type.getGenericInterfaces()) {
        look(implemented, type.getName(), foreign);
      }
      for (Method method : type.getDeclaredMethods()) {
        if (isSeen(method.getModifiers()) && !method.isSynthetic()) {
          String where = type.getName() + "." + method.getName();
          annotations(method, where, foreign);
          look(method.getGenericReturnType(), where, foreign);
          for (Type parameter : method.getGenericParameterTypes()) {
            look(parameter, where, foreign);
          }
          for (Type thrown : method.getGenericExceptionTypes()) {
            look(thrown, where, foreign);
          }
        }
      }
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (isSeen(constructor.getModifiers())) {
          for (Type parameter : constructor.getGenericParameterTypes()) {
            look(parameter, type.getName() + " constructor", foreign);
          }
        }
      }
      for (Field field : type.getDeclaredFields()) {
        if (isSeen(field.getModifiers())) {
          look(field.getGenericType(), type.getName() + "." + field.getName(), foreign);
        }
      }
    }
    assertThat(foreign)
        .containsExactly("dev.stom.upbit.UpbitBuilder.httpClient: okhttp3.OkHttpClient");
  }

  private static List<Class<?>> publicTypes()
      throws URISyntaxException, IOException, ClassNotFoundException {
    Path root = Path.of(Upbit.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root.resolve("dev/stom/upbit"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
        if (!name.endsWith("package-info.class")) {
          Class<?> type =
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  Upbit.class.getClassLoader());
          if (isPublic(type)) {
            types.add(type);
          }
        }
      }
    }
    assertThat(types).hasSizeGreaterThan(20).doesNotContain(FrameDecoder.class);
    return types;
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()))
        && !type.getSimpleName().endsWith("Test");
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void annotations(AnnotatedElement element, String where, Set<String> into) {
    Arrays.stream(element.getDeclaredAnnotations())
        .forEach(annotation -> look(annotation.annotationType(), where, into));
  }

  private static void look(Type type, String where, Set<String> into) {
    if (type instanceof Class<?> plain) {
      Class<?> element = plain;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      String name = element.getName();
      if (!element.isPrimitive() && ALLOWED.stream().noneMatch(name::startsWith)) {
        into.add(where + ": " + name);
      }
    } else if (type instanceof ParameterizedType generic) {
      look(generic.getRawType(), where, into);
      for (Type argument : generic.getActualTypeArguments()) {
        look(argument, where, into);
      }
    } else if (type instanceof GenericArrayType array) {
      look(array.getGenericComponentType(), where, into);
    } else if (type instanceof WildcardType wildcard) {
      for (Type bound : wildcard.getUpperBounds()) {
        look(bound, where, into);
      }
    }
  }
}
