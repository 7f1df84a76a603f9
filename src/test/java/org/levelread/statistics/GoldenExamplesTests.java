package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.levelread.statistics.GoldenExamples.Check;

class GoldenExamplesTests {
    @TestFactory
    Stream<DynamicTest> everyFigureToTheLastDigitGiven() {
        return GoldenExamples.run().stream()
                .flatMap(example -> example.checks().stream()
                        .map(check -> DynamicTest.dynamicTest(
                                example.title() + ": " + check.figure(),
                                () -> assertThat(check.passed())
                                        .as("expected %s, computed %s", check.expected(), check.computed())
                                        .isTrue())));
    }

    @Test
    void noneIsMissing() {
        List<GoldenExamples.Example> examples = GoldenExamples.run();
        assertThat(examples).hasSizeGreaterThan(25);
        assertThat(examples.stream().mapToInt(e -> e.checks().size()).sum()).isGreaterThan(130);
        assertThat(examples).allSatisfy(e -> {
            assertThat(e.title()).isNotBlank();
            assertThat(e.source()).isNotBlank();
            assertThat(e.data()).isNotBlank();
        });
    }

    /// A test that cannot fail tests nothing.
    @Test
    void aWrongDigitIsSeen() {
        assertThat(new Check("cohen", ".491525", OptionalDouble.of(.49152542)).passed())
                .isTrue();
        assertThat(new Check("cohen", ".491526", OptionalDouble.of(.49152542)).passed())
                .isFalse();
        assertThat(new Check("p", "3.0993e-5", OptionalDouble.of(3.09934e-5)).passed())
                .isTrue();
        assertThat(new Check("p", "3.0993e-5", OptionalDouble.of(3.0994e-5)).passed())
                .isFalse();
        assertThat(new Check("cohen", "n.e.", OptionalDouble.of(1)).passed()).isFalse();
        assertThat(new Check("cohen", "1", OptionalDouble.empty()).passed()).isFalse();
        assertThat(GoldenExamples.read("# t\n~ s\ntable [[5,1],[2,4]]\n= cohen .5001\n")
                        .getFirst()
                        .passed())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenExamples.read("# t\ntable [[5,1],[2,4]]\n= cohens .5\n"))
                .withMessageContaining("no figure cohens");
    }
}
