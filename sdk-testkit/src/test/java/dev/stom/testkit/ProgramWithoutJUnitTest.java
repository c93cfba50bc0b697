package dev.stom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProgramWithoutJUnitTest {
  @Test
  void aProgramNeedsNeitherJUnitNorAssertJAndStartsWithinASecondAndEndsByItself() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.matches(".*(junit|assertj|opentest4j|apiguardian|surefire).*"))
            .collect(Collectors.joining(File.pathSeparator));
    String java = System.getProperty("java.home") + "/bin/java";
    Process program =
        new ProcessBuilder(java, "-cp", classPath, StartAndStop.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).as(output).isZero();
    assertThat(output).contains("\"market\":\"KRW-BTC\"").contains("\"symbol\":\"BTCUSDT\"");
    Matcher started = Pattern.compile("started in (\\d+) ms").matcher(output);
    assertThat(started.find()).isTrue();
    // A second is promised on an idle machine; this one may be building three other things.
    assertThat(Integer.parseInt(started.group(1))).as(output).isLessThan(3_000);
  }
}
