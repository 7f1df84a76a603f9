package org.levelread;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The rules of the house, as sentences.
@AnalyzeClasses(packages = "org.levelread", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE = {
        "org.levelread.imaging..",
        "org.levelread.dicom..",
        "org.levelread.intake..",
        "org.levelread.slicer..",
        "org.levelread.spine..",
        "org.levelread.segmentation..",
        "org.levelread.simulation..",
        "org.levelread.pipeline..",
        "org.levelread.statistics..",
        "org.levelread.charts..",
        "org.levelread.evaluation.."
    };
    private static final String[] STUDY = {
        "org.levelread.protocol..", "org.levelread.cases..", "org.levelread.readers..", "org.levelread.reading..",
        "org.levelread.reference..", "org.levelread.prediction..", "org.levelread.analysis..", "org.levelread.audit..",
        "org.levelread.report..",
        "org.levelread.pacs..", "org.levelread.shell..", "org.levelread.commands.."
    };

    @ArchTest
    static final ArchRule pureRoomsKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "com.vaadin..",
                    "java.sql..",
                    "javax.sql..",
                    "org.slf4j..",
                    "java.util.logging..",
                    "jakarta..",
                    "com.github.kagkarlsson..")
            .because("what they compute must be the same on the command line, in a test and in the server");

    @ArchTest
    static final ArchRule pureRoomsKnowNoStudy = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STUDY)
            .because("numbers come in and results go out: who asks, and for which study, does not matter to them");

    @ArchTest
    static final ArchRule statisticsKnowsNumbersAndMasks = noClasses()
            .that()
            .resideInAPackage("org.levelread.statistics..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.levelread..")
                    .and(not(resideInAnyPackage("org.levelread.statistics..", "org.levelread.imaging.."))))
            .because("a coefficient that knows what it is about cannot be tested with an example from another field");

    @ArchTest
    static final ArchRule readingCannotReachTheTruth = noClasses()
            .that()
            .resideInAPackage("org.levelread.reading..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.levelread.reference..",
                    "org.levelread.analysis..",
                    "org.levelread.report..",
                    "org.levelread.prediction..",
                    "org.levelread.pipeline..",
                    "org.levelread.segmentation..")
            .because("a blinded reader's page must not be able to show what the reader may not see");

    @ArchTest
    static final ArchRule theReportComesFromFrozenDataAlone = noClasses()
            .that()
            .resideInAPackage("org.levelread.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.levelread.cases..",
                    "org.levelread.reading..",
                    "org.levelread.reference..",
                    "org.levelread.prediction..")
            .because("what a report says must be computable again from its data, whatever the rooms hold by then");

    @ArchTest
    static final ArchRule adjudicationCannotReachTheModel = noClasses()
            .that()
            .resideInAPackage("org.levelread.reference..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.levelread.prediction..", "org.levelread.analysis..", "org.levelread.pipeline..")
            .because("an adjudicator who saw the model's answer would adjudicate it: where a protocol shows it all the same, it comes"
                    + " through ModelOpinions, which that room asks only then");

    @ArchTest
    static final ArchRule nobodyDependsOnTheShell = noClasses()
            .that()
            .resideOutsideOfPackages("org.levelread.shell..", "org.levelread.commands..", "org.levelread")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.levelread.shell..")
            .because("the shell puts the rooms together: a room that knew it could not be tested or moved alone");

    @ArchTest
    static final ArchRule onlySegmentationUsesTheDeepLearningLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("org.levelread.segmentation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..")
            .because("the nets' library is exchanged in one room or not at all");

    @ArchTest
    static final ArchRule auditOnlyListens = noClasses()
            .that()
            .resideInAPackage("org.levelread.audit..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.levelread..").and(not(resideInAPackage("org.levelread.audit.."))))
            .because("the trail must not be able to change what it writes down");

    @ArchTest
    static final ArchRule storesAreTheirRoomsOwn = classes()
            .that()
            .haveSimpleNameEndingWith("Store")
            .and()
            .resideInAnyPackage(STUDY)
            .should()
            .bePackagePrivate()
            .because("a room's tables are reached through its door, where its rules are");

    @ArchTest
    static final ArchRule pagesAreTheirRoomsOwn = slices().matching("org.levelread.(*).ui..")
            .should()
            .notDependOnEachOther()
            .because("a page asks the other room's door, not its page");

    @ArchTest
    static final ArchRule servicesDoNotKnowTheirPages = noClasses()
            .that(resideInAnyPackage(STUDY).and(not(resideInAnyPackage("..ui.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.levelread..ui..")
            .because("a service must run where there is no page, as in a job or a test");

    @ArchTest
    static final ArchRule onlyPagesAndTheShellKnowVaadin = noClasses()
            .that()
            .resideOutsideOfPackages("org.levelread..ui..", "org.levelread.shell..", "org.levelread.viewer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.vaadin..")
            .because("rules that live in a page are not followed by the next page");

    @ArchTest
    static final ArchRule noRoomsGoInACircle = slices().matching("org.levelread.(*)..")
            .should()
            .beFreeOfCycles()
            .because("rooms that need each other are one room");
}
