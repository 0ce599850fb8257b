package dev.deploypipeline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/**
 * The rules of the architecture, over any root package, so that they can be shown to fail as well.
 */
record ArchitectureRules(String root) {

  /**
   * What a package may import of this project, besides itself and {@code model}. A package that is
   * not a key here does not exist.
   */
  static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry(
              "mojo", Set.of("pipeline", "config", "report", "reactor", "runtime", "selection")),
          Map.entry(
              "extension",
              Set.of("pipeline", "config", "pool", "reactor", "runtime", "broker", "tuning")),
          Map.entry(
              "pipeline",
              Set.of("config", "schedule", "pool", "history", "reuse", "template", "lint")),
          Map.entry("config", Set.of()),
          Map.entry("schedule", Set.of()),
          // The adapter also joins the session's pool with the runtime that fills it.
          Map.entry(
              "reactor",
              Set.of(
                  "pipeline",
                  "config",
                  "schedule",
                  "pool",
                  "runtime",
                  "broker",
                  "keep",
                  "lint",
                  "tests",
                  "tuning",
                  "selection",
                  "prefetch",
                  "reuse")),
          Map.entry("pool", Set.of("config")),
          Map.entry("runtime", Set.of("pool", "config", "keep")),
          Map.entry("keep", Set.of()),
          // Given everything it needs; the adapter joins it with the runtime.
          Map.entry("broker", Set.of("config")),
          // Decides how test JVMs start; the extension does what it says.
          Map.entry("tuning", Set.of()),
          // What a prefetch reads, writes and says; the adapter fetches.
          Map.entry("prefetch", Set.of()),
          Map.entry("selection", Set.of("config", "history")),
          Map.entry("reuse", Set.of("config")),
          Map.entry("template", Set.of("config")),
          Map.entry("tests", Set.of()),
          Map.entry("history", Set.of("config")),
          Map.entry("report", Set.of("history", "config")),
          Map.entry("lint", Set.of()),
          // Runs in other JVMs, where nothing else of the project is.
          Map.entry("fork", Set.of()),
          Map.entry("model", Set.of()));

  /** The packages whose job it is to speak to Maven. */
  private static final Set<String> MAVEN_PACKAGES = Set.of("mojo", "extension", "reactor");

  /** The packages that use nothing but the JDK and {@code model}. */
  private static final Set<String> JDK_PACKAGES =
      Set.of("model", "schedule", "lint", "tests", "prefetch");

  /** Types that hold state however final the field is. */
  private static final List<Class<?>> MUTABLE_TYPES =
      List.of(
          java.util.AbstractMap.class,
          java.util.AbstractCollection.class,
          java.util.concurrent.ConcurrentMap.class,
          java.util.concurrent.Executor.class,
          java.util.Properties.class,
          java.util.Random.class,
          ThreadLocal.class,
          Lock.class,
          StringBuilder.class);

  /** The table, one rule a package. */
  Stream<ArchRule> packageTable() {
    return MAY_IMPORT.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> mayImport(entry.getKey(), entry.getValue()));
  }

  private ArchRule mayImport(String name, Set<String> others) {
    String[] allowed =
        Stream.concat(Stream.of(name, "model"), others.stream())
            .distinct()
            .sorted()
            .map(this::inside)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(root + "..").or(resideInAnyPackage(allowed)))
        .as(name + " may import " + String.join(", ", allowed))
        .allowEmptyShould(true);
  }

  ArchRule onlyPackagesOfTheTable() {
    String[] known = MAY_IMPORT.keySet().stream().map(this::inside).toArray(String[]::new);
    return classes()
        .should(
            ArchCondition.from(resideInAnyPackage(known).as("be in a package of the table"))
                .as("be in a package of the table"));
  }

  ArchRule jdkOnly() {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage("java..", "javax.xml..", "org.w3c.dom..", "org.xml.sax..")
            .or(resideInAnyPackage(packages(JDK_PACKAGES)))
            .or(describe("primitive", type -> type.getBaseComponentType().isPrimitive()));
    return classes()
        .that()
        .resideInAnyPackage(packages(JDK_PACKAGES))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "belong to the JDK or to " + JDK_PACKAGES,
                type -> allowed.test(type.getBaseComponentType())))
        .allowEmptyShould(true);
  }

  ArchRule mavenTypesAtTheEdgeOnly() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(MAVEN_PACKAGES))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.maven..",
                "org.codehaus.plexus..",
                "org.eclipse.aether..",
                "org.eclipse.sisu.."));
  }

  ArchRule noCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  ArchRule noStaticMutableState() {
    return fields()
        .that()
        .areStatic()
        .should(
            new ArchCondition<JavaField>("hold no state that can change") {
              @Override
              public void check(JavaField field, ConditionEvents events) {
                boolean synthetic = field.getModifiers().contains(JavaModifier.SYNTHETIC);
                boolean frozen =
                    field.getModifiers().contains(JavaModifier.FINAL)
                        && !mutable(field.getRawType());
                if (!synthetic && !frozen) {
                  events.add(SimpleConditionEvent.violated(field, field.getFullName()));
                }
              }
            })
        .allowEmptyShould(true);
  }

  ArchRule noVagueNames() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..");
  }

  private static boolean mutable(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent.atomic")
        || MUTABLE_TYPES.stream().anyMatch(type::isAssignableTo);
  }

  private String[] packages(Collection<String> names) {
    return names.stream().map(this::inside).toArray(String[]::new);
  }

  private String inside(String name) {
    return root + "." + name + "..";
  }
}
