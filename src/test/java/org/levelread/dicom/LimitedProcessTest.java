package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shell commands in the place of a decoder: `$1` is the file that it gets, `$2` the one that it is to write.
class LimitedProcessTest {
    private static final byte[] INPUT = {1, 2, 3};
    private static final int MEMORY_KB = 500_000;

    private static byte[] run(String shell, int mostSeconds) {
        return LimitedProcess.run(List.of("/bin/sh", "-c", shell, "sh"), MEMORY_KB, mostSeconds, INPUT);
    }

    @Test
    void whatItWritesComesBack() {
        assertThat(run("cp $1 $2", 60)).isEqualTo(INPUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 0", // nothing is written
                "cp $1 $2; exit 3",
                "cp $1 $2; kill -9 $$",
                "head -c 200000000 /dev/zero > $2", // more than a film
                "dd if=/dev/zero of=/dev/null bs=900M count=1 && cp $1 $2" // more memory than it may have
            })
    void whatFailsOrGoesBeyondALimitIsRefused(String shell) {
        assertThatThrownBy(() -> run(shell, 60))
                .isInstanceOf(DicomRefusedException.class)
                .hasMessage("is damaged: its compressed pixels cannot be decoded. Copy or export it again.");
    }

    /// one that waits, and one that calculates
    @ParameterizedTest
    @ValueSource(strings = {"exec sleep 600", "while :; do :; done"})
    void whatTakesTooLongIsEnded(String shell) {
        Instant begun = Instant.now();
        assertThatThrownBy(() -> run(shell, 1)).isInstanceOf(DicomRefusedException.class);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }
}
