package org.levelread.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.ApplicationTest;
import org.levelread.Fixtures;
import org.levelread.protocol.ProtocolVersion.Touches;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.springframework.security.access.AccessDeniedException;

class ProtocolsTest extends ApplicationTest {
    private Study study;
    private Account lead;
    private String password;
    private String yaml;

    @BeforeEach
    void aLead() throws IOException {
        study = studies.create("s-" + java.util.UUID.randomUUID(), "A study", false);
        lead = account(Role.STUDY_LEAD);
        password = Fixtures.password(lead);
        yaml = Files.readString(Path.of("study-protocols/demo/protocol.yaml"));
        signIn(lead);
    }

    @Test
    void freezingNeedsThePasswordAndMakesAVersion() {
        assertThat(protocols.freeze(study.id(), yaml, "wrong"))
                .isEqualTo(new StepOutcome.Refused("The password is not right: nothing was signed."));
        assertThat(protocols.state(study.id())).isEqualTo(StudyState.PLANNED);

        assertThat(protocols.freeze(study.id(), yaml, password)).isEqualTo(new StepOutcome.Taken());
        ProtocolVersion version = protocols.latest(study.id()).orElseThrow();
        assertThat(version.number()).isEqualTo(1);
        assertThat(version.sha256()).isEqualTo(ProtocolFile.sha256(yaml));
        assertThat(version.frozenBy()).isEqualTo(lead.id());
        assertThat(protocols.steps(study.id())).singleElement().satisfies(step -> assertThat(step.meaning())
                .isEqualTo("I have checked this protocol and freeze it."));
        assertThat(protocols.freeze(study.id(), yaml, password)).isInstanceOf(StepOutcome.Refused.class);
    }

    @Test
    void anInvalidFileIsNotFrozen() {
        assertThat(protocols.freeze(study.id(), yaml.replace("arms:", "alms:"), password))
                .isInstanceOfSatisfying(StepOutcome.Refused.class, refused -> assertThat(refused.sentence())
                        .startsWith("The protocol cannot be frozen: line "));
        assertThat(protocols.versions(study.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update protocol.version set yaml = 'x: 1', sha256 = encode(sha256('x: 1'::bytea), 'hex')",
                "delete from protocol.version",
                "truncate protocol.version",
                "update protocol.step set reason = 'because'",
                "delete from protocol.step",
                "alter table protocol.version disable trigger all",
                "drop trigger versions_are_kept on protocol.version",
            })
    void nothingFrozenChangesInSqlEither(String sql) {
        protocols.freeze(study.id(), yaml, password);
        // the application's own connections, with the application's role
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .satisfiesAnyOf(e -> assertThat(e).hasStackTraceContaining("permission denied"), e -> assertThat(e)
                        .hasStackTraceContaining("must be owner"));
        assertThat(protocols.latest(study.id()).orElseThrow().yaml()).isEqualTo(yaml);
    }

    @Test
    void anAmendmentIsAVersionWithAReasonAndSaysWhatItTouches() {
        protocols.freeze(study.id(), yaml, password);
        String asked = yaml.replace("confidence: false", "confidence: true");
        String redesigned = yaml.replace("seed: 20260203", "seed: 1");

        assertThat(protocols.amend(study.id(), asked, Touches.UNOPENED_READS, " ", password))
                .isEqualTo(new StepOutcome.Refused("Say why the study is amended."));
        assertThat(protocols.amend(study.id(), asked, Touches.NO_READ, "Reviewer 2", password))
                .isEqualTo(new StepOutcome.Refused(
                        "The questions changed: say that the amendment touches the reads not opened yet."));
        assertThat(protocols.amend(study.id(), redesigned, Touches.UNOPENED_READS, "Better seed", password))
                .isInstanceOfSatisfying(StepOutcome.Refused.class, refused -> assertThat(refused.sentence())
                        .startsWith("An amendment cannot change randomisation"));
        assertThat(protocols.amend(study.id(), asked, Touches.UNOPENED_READS, "Reviewer 2", password))
                .isEqualTo(new StepOutcome.Taken());

        List<ProtocolVersion> versions = protocols.versions(study.id());
        assertThat(versions).extracting(ProtocolVersion::number).containsExactly(1, 2);
        assertThat(versions.getFirst().yaml()).isEqualTo(yaml);
        assertThat(versions.getLast().reason()).isEqualTo("Reviewer 2");
        assertThat(versions.getLast().touches()).isEqualTo(Touches.UNOPENED_READS);
    }

    @Test
    void stepsFollowTheirOrder() {
        assertThat(protocols.take(study.id(), Step.STARTED, "", ""))
                .isEqualTo(new StepOutcome.Refused("The study cannot be started now: its state is \"Planned\"."));
        protocols.freeze(study.id(), yaml, password);
        assertThat(protocols.take(study.id(), Step.LOCKED, "", password)).isInstanceOf(StepOutcome.Refused.class);
        assertThat(protocols.take(study.id(), Step.STARTED, "", "")).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.take(study.id(), Step.PAUSED, "", "")).isInstanceOf(StepOutcome.Refused.class);
        assertThat(protocols.take(study.id(), Step.PAUSED, "Holidays", "")).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.take(study.id(), Step.RESUMED, " ", ""))
                .isEqualTo(new StepOutcome.Refused("Say why the study is resumed."));
        assertThat(protocols.take(study.id(), Step.RESUMED, "The water is gone", "")).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.take(study.id(), Step.CLOSED, "", ""))
                .isEqualTo(new StepOutcome.Refused("Say why the study is closed."));
        assertThat(protocols.take(study.id(), Step.CLOSED, "All is read", "")).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.take(study.id(), Step.LOCKED, "", "wrong")).isInstanceOf(StepOutcome.Refused.class);
        assertThat(protocols.take(study.id(), Step.LOCKED, "", password)).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.state(study.id())).isEqualTo(StudyState.LOCKED);
        assertThat(protocols.take(study.id(), Step.REOPENED, "Late idea", "")).isInstanceOf(StepOutcome.Refused.class);
        assertThat(protocols.take(study.id(), Step.UNBLINDED, "Analysis", password)).isEqualTo(new StepOutcome.Taken());
    }

    @ParameterizedTest
    @EnumSource(names = {"READER", "SURGEON", "ADMINISTRATOR"})
    void onlyALeadDecides(Role role) {
        signIn(account(role));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> protocols.freeze(study.id(), yaml, password));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> protocols.take(study.id(), Step.UNBLINDED, "Curious", password));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> protocols.amend(study.id(), yaml, Touches.NO_READ, "Mine", password));
    }
}
