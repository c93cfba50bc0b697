package dev.stom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show is what compiles, and both say the same. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCES = Path.of("src/main/java/dev/stom/examples");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md"})
  void theProgramIsTheCompiledOneAndUnderTwentyLines(String readme) throws IOException {
    String program = compiled("Quickstart");
    assertThat(region(readme, "quickstart", "java")).isEqualTo(program);
    assertThat(program.lines().filter(line -> !line.isBlank()).count()).isLessThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md"})
  void howToKeepLimitsIsCompiledToo(String readme) throws IOException {
    assertThat(region(readme, "kept-limits", "java")).isEqualTo(compiled("KeptLimits"));
  }

  @Test
  void bothReadmesShowTheSameDependency() throws IOException {
    assertThat(region("README.ko.md", "dependency", "xml"))
        .isEqualTo(region("README.md", "dependency", "xml"));
  }

  @Test
  void theDependencyIsOfThisVersion() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>sdk-parent</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(region("README.md", "dependency", "xml"))
        .contains("<version>" + version.group(1) + "</version>");
  }

  /** {@code .ci/run} builds them against the installed jars. */
  @ParameterizedTest
  @ValueSource(strings = {"consumer-classpath", "consumer-modulepath"})
  void theConsumersDependOnTheSdkAsTheReadmeSays(String consumer) throws IOException {
    String pom = Files.readString(Path.of("src/it", consumer, "pom.xml"));
    assertThat(pom.replaceAll("\\s+", ""))
        .contains(region("README.md", "dependency", "xml").replaceAll("\\s+", ""));
  }

  @Test
  void bothReadmesHaveTheSameSectionsAndRows() throws IOException {
    assertThat(shape("README.ko.md")).isEqualTo(shape("README.md"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md"})
  void everyLinkLeadsSomewhere(String page) throws IOException {
    Path file = ROOT.resolve(page);
    Matcher links = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(Files.readString(file));
    while (links.find()) {
      assertThat(file.resolveSibling(links.group(1))).as(links.group(1)).exists();
    }
  }

  /** The part of an example that is shown, without its indentation. */
  private static String compiled(String example) throws IOException {
    String source = Files.readString(SOURCES.resolve(example + ".java"));
    int from = source.indexOf("// region readme\n") + "// region readme\n".length();
    return source.substring(from, source.indexOf("// endregion")).stripIndent().strip();
  }

  private static String region(String readme, String name, String language) throws IOException {
    Matcher region =
        Pattern.compile(
                "<!-- region "
                    + name
                    + " -->\\R```"
                    + language
                    + "\\R(.*?)```\\R<!-- endregion -->",
                Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve(readme)));
    assertThat(region.find()).as("region %s of %s", name, readme).isTrue();
    return region.group(1).strip();
  }

  private static List<String> shape(String readme) throws IOException {
    return Files.readString(ROOT.resolve(readme))
        .lines()
        .filter(line -> line.startsWith("#") || line.startsWith("|") || line.startsWith("```"))
        .map(line -> line.startsWith("#") ? "#" : line.startsWith("|") ? "|" : line)
        .toList();
  }
}
