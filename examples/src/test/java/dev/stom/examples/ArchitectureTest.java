package dev.stom.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.stom.testkit.NoStackTraces;
import java.util.Set;
import java.util.regex.Pattern;

/** The arrows between modules and packages, and what a library must not do behind one's back. */
@AnalyzeClasses(packages = "dev.stom", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OURS = "dev.stom..";
  private static final String CORE = "dev.stom.core..";
  private static final String RUNTIME = "dev.stom.core.runtime..";
  private static final String[] APPLICATIONS = {"dev.stom.examples..", "dev.stom.benchmarks.."};

  // ---- arrows between modules

  @ArchTest static final ArchRule coreKnowsNobody = knowsOnly(CORE);
  @ArchTest static final ArchRule upbitKnowsOnlyCore = knowsOnly("dev.stom.upbit..", CORE);
  @ArchTest static final ArchRule binanceKnowsOnlyCore = knowsOnly("dev.stom.binance..", CORE);
  @ArchTest static final ArchRule kimpKnowsOnlyCore = knowsOnly("dev.stom.kimp..", CORE);
  @ArchTest static final ArchRule testkitKnowsOnlyCore = knowsOnly("dev.stom.testkit..", CORE);

  @ArchTest
  static final ArchRule nobodyKnowsTheApplications =
      noClasses()
          .that()
          .resideOutsideOfPackages(APPLICATIONS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APPLICATIONS);

  /**
   * What a simulated venue shares with the SDK: the clock and the seam where bytes are handed over.
   */
  private static final Set<String> SEAM =
      Set.of(
          "dev.stom.core.runtime.SystemTime",
          "dev.stom.core.runtime.TimeSource",
          "dev.stom.core.spi.Header",
          "dev.stom.core.spi.HttpAnswer",
          "dev.stom.core.spi.HttpCall",
          "dev.stom.core.spi.StreamSocket",
          "dev.stom.core.spi.Transport");

  /** Whatever they shared of decoding, books, limits or signing would hide its own errors. */
  @ArchTest
  static final ArchRule simulatedVenuesShareOnlyTheSeamWithTheSdk =
      noClasses()
          .that(
              resideInAnyPackage(
                      "dev.stom.testkit.internal..",
                      "dev.stom.testkit.fault..",
                      "dev.stom.testkit.traffic..")
                  .or(HasName.Predicates.nameMatching("dev\\.stom\\.testkit\\.Simulated.*")))
          .should()
          .dependOnClassesThat(
              resideInAPackage(CORE)
                  .and(
                      describe(
                          "are not of the seam",
                          type -> !SEAM.contains(outermost(type.getBaseComponentType())))));

  // ---- arrows between packages

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().assignedFrom(packages()).should().beFreeOfCycles();

  // ---- manners

  /** So that a test which hands in its own clock has all of the time in its hand. */
  @ArchTest
  static final ArchRule oneClock =
      noClasses()
          .that(areLibraries().and(resideOutsideOfPackages(RUNTIME)))
          .should()
          .accessTargetWhere(
              calls(
                  "read a clock or sleep",
                  "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*",
                  "java\\.lang\\.Thread\\.sleep\\(.*",
                  "java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*",
                  "java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)\\(.*",
                  "java\\.time\\.\\w+\\.now\\(.*",
                  "java\\.time\\.Clock\\.(system|tick)\\w*\\(.*",
                  "java\\.util\\.Date\\.<init>\\(\\)"));

  /**
   * What the SDK says is the same on every machine, whatever its zone, language and charset are.
   */
  @ArchTest
  static final ArchRule noDefaultsOfTheMachine =
      noClasses()
          .that(areLibraries())
          .should()
          .accessTargetWhere(
              calls(
                  "use the default zone, locale or charset",
                  "java\\.time\\.ZoneId\\.systemDefault\\(\\)",
                  "java\\.util\\.TimeZone\\.getDefault\\(\\)",
                  "java\\.util\\.(Calendar|GregorianCalendar)\\.(getInstance|<init>)\\(.*",
                  "java\\.util\\.Date\\.<init>\\(.*",
                  "java\\.text\\.\\w*Format\\.(<init>|get\\w*Instance)\\(.*",
                  "java\\.time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\)",
                  "java\\.time\\.format\\.DateTimeFormatterBuilder\\.toFormatter\\(\\)",
                  "java\\.util\\.Locale\\.getDefault\\(.*",
                  "java\\.lang\\.String\\.(toUpperCase|toLowerCase)\\(\\)",
                  "java\\.lang\\.String\\.formatted\\(.*",
                  "java\\.lang\\.String\\.format\\(java\\.lang\\.String, .*",
                  "java\\.lang\\.String\\.getBytes\\(\\)",
                  "java\\.lang\\.String\\.<init>\\(\\[B\\)",
                  "java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)"));

  /** No thread but those that a client starts, names and ends. */
  @ArchTest
  static final ArchRule noThreadsOfNobody =
      noClasses()
          .that(areLibraries())
          .should()
          .accessTargetWhere(
              calls(
                  "use the common pool or a static timer",
                  "java\\.util\\.concurrent\\.ForkJoinPool\\.commonPool\\(.*",
                  "java\\.util\\.concurrent\\.CompletableFuture\\.(supplyAsync|runAsync)\\([^,]*\\)",
                  "java\\.util\\.concurrent\\.CompletableFuture"
                      + "\\.(thenApply|thenAccept|thenRun|thenCompose|handle|whenComplete)Async\\([^,]*\\)",
                  "java\\.util\\.concurrent\\.CompletableFuture"
                      + "\\.(orTimeout|completeOnTimeout|delayedExecutor)\\(.*",
                  "java\\.util\\.Timer\\.<init>\\(.*",
                  "java\\.util\\.(Collection|List|Set)\\.parallelStream\\(.*"));

  @ArchTest
  static final ArchRule nothingIsPrinted =
      noClasses()
          .that(areLibraries().and(not(belongToAnyOf(NoStackTraces.class)))) // it listens there
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .orShould()
          .accessTargetWhere(
              calls("print stack traces", "java\\.lang\\.\\w+\\.printStackTrace\\(\\)"));

  @ArchTest
  static final ArchRule slf4jIsTheOnlyLog =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..", "org.apache.logging..", "org.apache.commons.logging..");

  // ---- how to say it

  private static ArchRule knowsOnly(String module, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS)
                .and(resideOutsideOfPackages(module))
                .and(resideOutsideOfPackages(others)))
        .because("the only arrows from " + module + " go to " + String.join(", ", others));
  }

  private static DescribedPredicate<JavaClass> areLibraries() {
    return resideInAPackage(OURS).and(resideOutsideOfPackages(APPLICATIONS));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String what, String... patterns) {
    Pattern any = Pattern.compile(String.join("|", patterns));
    return describe(
        what,
        access ->
            access.getTarget() instanceof CodeUnitCallTarget target
                && any.matcher(target.getFullName()).matches());
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getName());
  }

  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }
}
