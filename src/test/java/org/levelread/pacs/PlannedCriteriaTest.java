package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.levelread.ApplicationTest;
import org.levelread.protocol.Study;
import org.springframework.beans.factory.annotation.Autowired;

/// Which films a connection asks for is what the frozen protocol plans, or fewer.
class PlannedCriteriaTest extends ApplicationTest {
    private static final Criteria PLANNED = new Criteria(
            List.of("DX", "CR"),
            List.of("LSPINE", "SPINE"),
            List.of(),
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-12-31"));

    @Autowired
    Archives archives;

    private static List<String> codes(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static Criteria criteria(String modalities, String parts, String views, String from, String to) {
        return new Criteria(codes(modalities), codes(parts), codes(views), day(from), day(to));
    }

    @ParameterizedTest
    @CsvSource({
        "DX,,,,,                                     DX LSPINE+SPINE any 20260101-20261231",
        "CR,   LSPINE, LL, 2026-02-01, 2026-03-01,   CR LSPINE LL 20260201-20260301",
        "DX CR,,,2026-06-01,,                        DX+CR LSPINE+SPINE any 20260601-20261231",
    })
    void whatIsNarrowerIsAskedFor(String modalities, String parts, String views, String from, String to, String asked) {
        Criteria narrower = criteria(modalities, parts, views, from, to);
        assertThat(narrower.beyond(PLANNED)).isEmpty();
        Criteria both = narrower.within(PLANNED);
        assertThat(String.join("+", both.modalities()) + " " + String.join("+", both.bodyParts()) + " "
                        + (both.views().isEmpty() ? "any" : String.join("+", both.views())) + " " + both.dates())
                .isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "DX MG,,,,,            the modalities DX CR not MG",
        "DX, KNEE,,,,          the body parts LSPINE SPINE not KNEE",
        "DX,,, 2025-12-31,,    study dates from 2026-01-01 not 2025-12-31",
        "DX,,,, 2027-01-01,    study dates to 2026-12-31 not 2027-01-01",
    })
    void whatIsWiderIsRefused(String modalities, String parts, String views, String from, String to, String words) {
        Criteria wider = criteria(modalities, parts, views, from, to);
        assertThat(wider.beyond(PLANNED)).hasValueSatisfying(sentence -> assertThat(sentence.replace(",", ""))
                .startsWith("The study's protocol takes " + words)
                .endsWith("amend the protocol."));
        // kept before the protocol was: only what both take
        Criteria both = wider.within(new Criteria(List.of("DX"), List.of(), List.of(), null, null));
        assertThat(both.modalities()).containsExactly("DX");
        assertThat(both.beyond(new Criteria(List.of("DX"), List.of(), List.of(), null, null))).isEmpty();
    }

    @Test
    void whereNothingIsLeftNothingIsAsked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> criteria("MG", null, null, null, null).within(PLANNED))
                .withMessageContaining("No modality of this connection is in the study's protocol");
    }

    @Test
    void theFrozenProtocolDecides() throws IOException {
        Study study = studies.create("s-" + UUID.randomUUID(), "A study", false);
        Criteria mammography = new Criteria(List.of("MG"), List.of(), List.of(), null, null);
        Archive archive = new Archive(
                UUID.randomUUID(),
                study.id(),
                "Archive " + UUID.randomUUID().toString().substring(0, 8),
                URI.create("http://127.0.0.1:1/dicom-web"),
                new Login.None(),
                null,
                true,
                false,
                null,
                mammography,
                Archive.Health.UNKNOWN);
        archives.save(archive, "another step of the test");
        assertThat(archives.searched(archive)).isEqualTo(mammography);

        protocols.adopt(study.id(), Files.readString(Path.of("study-protocols/demo/protocol.yaml")));

        assertThat(archives.planned(study.id()).orElseThrow().views()).containsExactly("LL", "RL");
        assertThatIllegalArgumentException().isThrownBy(() -> archives.searched(archive));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> archives.save(archive, "another step of the test"))
                .withMessageStartingWith("The study's protocol takes the modalities DX, CR, not MG");
    }
}
