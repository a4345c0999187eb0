package io.tailforge.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house keeps its rules: nouns in scene, verbs in modules, the service composes. */
class ArchitectureTest {
    private static final List<String> VERBS =
            List.of("conditioning", "variation", "generation", "videogen", "lidargen", "quality", "publishing");
    private static final ImportOption PRODUCT = location -> !location.contains("/acceptance/");

    private static JavaClasses product = new ClassFileImporter().importClasses();

    @BeforeAll
    static void readProduct() {
        product = new ClassFileImporter().withImportOption(PRODUCT).importPackages("io.tailforge");
    }

    @Test
    void everyModuleIsLookedAt() {
        for (String top : List.of("scene", "world", "video", "service")) {
            assertThat(product.containPackage("io.tailforge." + top)).as(top).isTrue();
        }
        for (String verb : VERBS) {
            assertThat(product.containPackage("io.tailforge." + verb)).as(verb).isTrue();
        }
        assertThat(product.size()).isGreaterThan(500);
    }

    @Test
    void noPackageIsInACycle() {
        slices().matching("io.tailforge.(**)").should().beFreeOfCycles().check(product);
    }

    @Test
    void sceneImportsOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.tailforge.scene..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.tailforge.scene..", "org.jspecify..")
                .check(product);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conditioning", "variation", "generation", "videogen", "lidargen", "quality", "publishing"})
    void aVerbKnowsNoOtherVerb(String verb) {
        String[] others = VERBS.stream()
                .filter(other -> !other.equals(verb))
                .map(other -> "io.tailforge." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.tailforge." + verb + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.tailforge.service..")
                .check(product);
    }

    @Test
    void theGroundFloorKnowsNobodyAbove() {
        String[] above =
                VERBS.stream().map(verb -> "io.tailforge." + verb + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage("io.tailforge.scene..", "io.tailforge.world..", "io.tailforge.video..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.tailforge.service..")
                .check(product);
    }

    @Test
    void theRayTracerKnowsNoMap() {
        noClasses()
                .that()
                .resideInAPackage("io.tailforge.world.trace..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tailforge.scene.map..")
                .check(product);
    }

    @Test
    void onlyVideoSpeaksToFfmpeg() {
        onlyIn("io.tailforge.video..", "org.bytedeco..");
    }

    @Test
    void onlyTheServiceKnowsSpring() {
        onlyIn("io.tailforge.service..", "org.springframework..");
    }

    @Test
    void onlyTheServiceKnowsJacksonAndPicocli() {
        onlyIn("io.tailforge.service..", "com.fasterxml.jackson..", "tools.jackson..", "picocli..");
    }

    @Test
    void onlyPublishingSpeaksS3() {
        onlyIn("io.tailforge.publishing..", "io.minio..");
    }

    @Test
    void onlyGenerationSpeaksGrpc() {
        onlyIn("io.tailforge.generation..", "io.grpc..", "com.google.protobuf..");
    }

    @Test
    void whatIsEmbeddedIsKnownToTheServiceAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tailforge.service..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tailforge.service.embedded..")
                .check(product);
    }

    @Test
    void everyPackageRefusesNull() {
        TreeSet<String> unmarked = new TreeSet<>();
        for (JavaClass type : product) {
            JavaPackage home = type.getPackage();
            if (!isGenerated(home) && !isNullMarked(home)) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    private static boolean isNullMarked(JavaPackage home) {
        return home.tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }

    /** Protobuf's own output. */
    private static boolean isGenerated(JavaPackage home) {
        return home.getClasses().stream().anyMatch(type -> type.getRawSuperclass()
                .map(parent -> parent.getName().startsWith("com.google.protobuf."))
                .orElse(false));
    }

    private static void onlyIn(String home, String... libraries) {
        DescribedPredicate<JavaClass> outside = DescribedPredicate.not(DescribedPredicate.describe(
                "reside in " + home, type -> PackageMatchers.of(home).test(type.getPackageName())));
        noClasses()
                .that(outside)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(product);
        assertThat(product.stream()
                        .filter(outside.negate())
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .anyMatch(dependency -> PackageMatchers.of(libraries)
                                .test(dependency.getTargetClass().getPackageName())))
                .as("%s uses %s at all", home, List.of(libraries))
                .isTrue();
    }
}
