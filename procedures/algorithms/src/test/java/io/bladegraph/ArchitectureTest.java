// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructor;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.SplittableRandom;

/** The rules of {@code package-info}, and a few that hold everywhere. */
@AnalyzeClasses(packages = "io.bladegraph", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesImportAlongTheArrowsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("graph")
            .definedBy("io.bladegraph.graph")
            .layer("sampling")
            .definedBy("io.bladegraph.sampling")
            .layer("linalg")
            .definedBy("io.bladegraph.linalg")
            .layer("gnn")
            .definedBy("io.bladegraph.gnn")
            .layer("evaluation")
            .definedBy("io.bladegraph.evaluation")
            .layer("baseline")
            .definedBy("io.bladegraph.baseline")
            .layer("training")
            .definedBy("io.bladegraph.training")
            .whereLayer("graph")
            .mayOnlyBeAccessedByLayers("sampling", "gnn", "baseline", "training")
            .whereLayer("sampling")
            .mayOnlyBeAccessedByLayers("gnn", "training")
            .whereLayer("linalg")
            .mayOnlyBeAccessedByLayers("sampling", "gnn", "evaluation", "baseline", "training")
            .whereLayer("gnn")
            .mayOnlyBeAccessedByLayers("training")
            .whereLayer("evaluation")
            .mayOnlyBeAccessedByLayers("baseline", "training")
            .whereLayer("baseline")
            .mayOnlyBeAccessedByLayers("training")
            .whereLayer("training")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.bladegraph.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRootPackageImportsNoOther = noClasses()
            .that()
            .resideInAPackage("io.bladegraph")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.bladegraph.*..");

    @ArchTest
    static final ArchRule algorithmsKnowNothingOfNeo4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.neo4j..");

    @ArchTest
    static final ArchRule onlyLinalgSeesNd4jAndTheVectorApi = noClasses()
            .that()
            .resideOutsideOfPackage("io.bladegraph.linalg")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "jdk.incubator..");

    @ArchTest
    static final ArchRule theSlicesOfScienceDoNotKnowEachOther = slices().matching(
                    "io.bladegraph.(gnn|feedback|calibration)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlySeedsMakesChance = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.bladegraph.Seeds")
            .should(callConstructor(SplittableRandom.class, long.class))
            .orShould(callConstructor(SplittableRandom.class))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule nobodyPrints =
            noClasses().should(ACCESS_STANDARD_STREAMS).orShould().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule nobodyInheritsToShareCode = classes()
            .that()
            .areNotInterfaces()
            .should()
            .haveModifier(FINAL)
            .orShould()
            .haveModifier(ABSTRACT)
            .orShould()
            .beAnonymousClasses();
}
