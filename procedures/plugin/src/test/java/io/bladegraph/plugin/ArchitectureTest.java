// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

@AnalyzeClasses(packages = "io.bladegraph.plugin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule proceduresStandInTheirPackageAlone = methods()
            .that()
            .areAnnotatedWith(Procedure.class)
            .or()
            .areAnnotatedWith(UserFunction.class)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage("..procedures");

    @ArchTest
    static final ArchRule nothingImportsTheProcedures = noClasses()
            .that()
            .resideOutsideOfPackage("..procedures")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..plugin.procedures..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.bladegraph.plugin.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onePackageKnowsGraphDataScience = noClasses()
            .that()
            .resideOutsideOfPackage("..plugin.gds")
            .or()
            .haveSimpleName("GraphDataScience")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.neo4j.gds..");

    @ArchTest
    static final ArchRule onlyTheExtensionReachesIntoTheKernel = noClasses()
            .that()
            .haveNameNotMatching(".*\\.BladeExtension(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.neo4j.kernel..", "org.neo4j.internal..");

    @ArchTest
    static final ArchRule chanceAndConsoleStayAway = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule classesAreNotMadeToBeExtended = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .resideOutsideOfPackage("..procedures")
            .should()
            .haveModifier(FINAL)
            .orShould()
            .haveModifier(ABSTRACT);
}
