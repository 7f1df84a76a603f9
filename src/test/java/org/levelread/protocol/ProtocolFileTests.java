package org.levelread.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolFileTests {
    private static final Path STUDIES = Path.of("study-protocols");

    @ParameterizedTest
    @ValueSource(strings = {"demo", "prospective", "crossover"})
    void theReadyProtocolsCanBeFrozenAndTheirPageIsTheirs(String study) throws IOException {
        Path folder = STUDIES.resolve(study);
        ProtocolCheck check = ProtocolFile.check(Files.readString(folder.resolve("protocol.yaml")));
        assertThat(check).isInstanceOf(ProtocolCheck.Valid.class);
        assertThat(PlainLanguage.of(((ProtocolCheck.Valid) check).protocol()))
                .as("./levelread protocol page writes it")
                .isEqualTo(Files.readString(folder.resolve("protocol.md")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title: Multi-reader crossover of unaided and aided level naming | title: X | line 3, title: must be at least 3 characters long
            comparison: crossover                  | comparison: single | line 9, design.arms: a single comparison has one arm, not 2
              washoutDays: 28                      | # none            | line 8, design.washoutDays: a crossover needs a washout
              readersPerCase: 6                    | readersPerCase: 9 | line 11, design.readersPerCase: is more than the readers who take part
              blockSize: 4                         | blockSize: 5      | line 15, randomisation.blockSize: is no multiple of the 2 arms, so that they cannot come equally often in a block
              seed: 90210                          | sead: 90210       | line 14, randomisation.sead: no such key is known here: check its spelling
              mode: complete                       | mode: rolling     | line 19, enrolment.mode: a crossover needs all films before reading: use complete
              hypothesis: superiority              | hypothesis: guess | line 45, endpoint.hypothesis: does not have a value in the enumeration ["estimation", "superiority", "noninferiority", "equivalence"]
              highestLevel: T1                     | highestLevel: T14 | line 37, questions.highestLevel: does not match the regex pattern ^(S1
              resultsBeforeLock: false             | closes: 2027-02-30\\n  resultsBeforeLock: false | line 42, reading.closes: cannot be read: is the date one of the calendar?
            breakAfterMinutes: 45                  | # none            | line 40, reading.breakMinutes: says how long a break is, and reading.breakAfterMinutes does not say when it is due
              seed: 90210                          | seed: 1\\n  seed: 2 | line 15: this is not YAML: Duplicate Object property "seed"
            """)
    void saysLinePathAndReason(String from, String to, String sentence) throws IOException {
        String crossover = Files.readString(STUDIES.resolve("crossover").resolve("protocol.yaml"));
        assertThat(crossover).contains(from);
        String wrong = crossover.replace(from, to.replace("\\n", "\n"));
        assertThat(ProtocolFile.check(wrong))
                .isInstanceOfSatisfying(ProtocolCheck.Invalid.class, invalid -> assertThat(invalid.problems())
                        .extracting(ProtocolProblem::sentence)
                        .anySatisfy(said -> assertThat(said).startsWith(sentence)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "just words", "- a\n- list", "a: [1", "\u0000", "a: &x [*x]", "42", "--- \n...\n---\n"})
    void refusesWhatIsNoProtocol(String text) {
        assertThat(ProtocolFile.check(text)).isInstanceOf(ProtocolCheck.Invalid.class);
    }

    /// The key is a part of the text and so of its hash; the ready protocols do not have it.
    @Test
    void adjudicatorsSeeNothingOfTheModelUnlessTheProtocolSaysSo() throws IOException {
        for (String study : new String[] {"demo", "prospective", "crossover"}) {
            assertThat(valid(Files.readString(STUDIES.resolve(study).resolve("protocol.yaml"))).adjudicatorsSeeModel())
                    .isFalse();
        }
        String crossover = Files.readString(STUDIES.resolve("crossover").resolve("protocol.yaml"));
        String shows = crossover + "adjudication: {showModel: true}\n";
        assertThat(ProtocolFile.sha256(shows)).isNotEqualTo(ProtocolFile.sha256(crossover));
        assertThat(valid(shows).adjudicatorsSeeModel()).isTrue();
        assertThat(valid(crossover + "adjudication: {showModel: false}\n").adjudicatorsSeeModel()).isFalse();
        assertThat(valid(crossover + "adjudication: {}\n").adjudicatorsSeeModel()).isFalse();
        assertThat(PlainLanguage.of(valid(shows))).contains("## Adjudication", "the model's answer beside them");
        assertThat(PlainLanguage.of(valid(crossover))).doesNotContain("## Adjudication");
        assertThat(PlainLanguage.forReaders(valid(shows))).doesNotContain("Adjudication");
        assertThat(ProtocolFile.check(crossover + "adjudication: {showModel: sometimes}\n"))
                .isInstanceOfSatisfying(ProtocolCheck.Invalid.class, invalid -> assertThat(invalid.problems())
                        .extracting(ProtocolProblem::sentence)
                        .anySatisfy(said -> assertThat(said).contains("adjudication.showModel: ")));
        assertThat(ProtocolFile.check(crossover + "adjudication: {showModels: true}\n"))
                .isInstanceOfSatisfying(ProtocolCheck.Invalid.class, invalid -> assertThat(invalid.problems())
                        .extracting(ProtocolProblem::sentence)
                        .anySatisfy(said -> assertThat(said)
                                .contains("adjudication.showModels: no such key is known here: check its spelling")));
    }

    private static Protocol valid(String yaml) {
        return ((ProtocolCheck.Valid) ProtocolFile.check(yaml)).protocol();
    }

    @Test
    void theHashIsThatOfTheFile() {
        // printf 'study: x\n' | sha256sum
        assertThat(ProtocolFile.sha256("study: x\n"))
                .isEqualTo("90fd759149c5cf91bac58160d0516bbe90dae4ea22b5db6fad5a6c489124facb");
    }
}
