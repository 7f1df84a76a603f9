package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideKeyTest {
    @TempDir
    Path data;

    @Test
    void whatIsSealedOpensInItsPlaceOnly() {
        OutsideKey key = new OutsideKey("", data);
        byte[] sealed = key.seal("archive:1", "pässword");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ssword");
        assertThat(key.seal("archive:1", "pässword")).isNotEqualTo(sealed);
        assertThat(key.open("archive:1", sealed)).isEqualTo("pässword");
        assertThatIllegalStateException().isThrownBy(() -> key.open("archive:2", sealed));
        for (int i : new int[] {0, sealed.length / 2, sealed.length - 1}) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatIllegalStateException().isThrownBy(() -> key.open("archive:1", changed));
        }
        assertThatIllegalStateException().isThrownBy(() -> key.open("archive:1", new byte[5]));
    }

    @Test
    void theKeyIsMadeOnceForItsOwnerAndKept() throws IOException {
        OutsideKey first = new OutsideKey("", data);
        byte[] sealed = first.seal("x", "secret");
        Path file = data.resolve("archive.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(new OutsideKey("", data).open("x", sealed)).isEqualTo("secret");
        assertThat(new OutsideKey(Files.readString(file), Path.of("/nowhere")).open("x", sealed))
                .isEqualTo("secret");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anotherKeyOpensNothingAndMakesOtherPseudonyms() {
        OutsideKey one = new OutsideKey(Base64.getEncoder().encodeToString(new byte[32]), data);
        byte[] other = new byte[32];
        other[3] = 1;
        OutsideKey two = new OutsideKey(Base64.getEncoder().encodeToString(other), data);
        byte[] sealed = one.seal("x", "secret");
        assertThatIllegalStateException()
                .isThrownBy(() -> two.open("x", sealed))
                .withMessageContaining("archive key")
                .withMessageNotContaining("secret");
        assertThat(one.pseudonym("1.2.3")).hasSize(64).isNotEqualTo(two.pseudonym("1.2.3"));
        assertThat(one.uid("1.2.3")).matches("2\\.25\\.[1-9][0-9]{30,38}").isEqualTo(one.uid("1.2.3"));
    }

    @Test
    void aKeyThatIsTooShortIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new OutsideKey("c2hvcnQ=", data).pseudonym("x"))
                .withMessageContaining("LEVELREAD_ARCHIVE_KEY")
                .withMessageNotContaining("c2hvcnQ=");
    }
}
