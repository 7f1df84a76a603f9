package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartRelatedTest {
    private static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=\"a--a\"";

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] body(String preamble, List<byte[]> parts, String header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii(preamble));
        boolean first = true;
        for (byte[] part : parts) {
            out.writeBytes(ascii((first && preamble.isEmpty() ? "" : "\r\n") + "--a--a\r\n" + header + "\r\n"));
            out.writeBytes(part);
            first = false;
        }
        out.writeBytes(ascii("\r\n--a--a--\r\nepilogue"));
        return out.toByteArray();
    }

    private static List<byte[]> read(byte[] body) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        MultipartRelated multipart =
                MultipartRelated.of(TYPE, new ByteArrayInputStream(body)).orElseThrow();
        for (InputStream part = multipart.next(); part != null; part = multipart.next()) parts.add(part.readAllBytes());
        return parts;
    }

    /// content of the boundary's own characters, so that nearly every byte may begin one
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void partsComeOutAsTheyWentIn(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] letters = ascii("\r\n-a");
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            byte[] part = new byte[random.nextInt(3000)];
            for (int j = 0; j < part.length; j++) part[j] = letters[random.nextInt(letters.length)];
            // what is a boundary cannot be content
            while (new String(part, StandardCharsets.ISO_8859_1).contains("\r\n--a--a")) {
                part[new String(part, StandardCharsets.ISO_8859_1).indexOf("\r\n--a--a")] = 'x';
            }
            parts.add(part);
        }
        for (String preamble : List.of("", "preamble")) {
            for (String header : List.of("", "Content-Type: application/dicom\r\n", "A: b\r\nC: d\r\n")) {
                List<byte[]> read = read(body(preamble, parts, header));
                assertThat(read).hasSameSizeAs(parts);
                for (int i = 0; i < parts.size(); i++) assertThat(read.get(i)).isEqualTo(parts.get(i));
            }
        }
    }

    @Test
    void aBodyCutAnywhereIsAnErrorAndNeverAShortPart() {
        byte[] body = body("", List.of(ascii("content\r\n--a"), ascii("more")), "X: y\r\n");
        int closing = new String(body, StandardCharsets.ISO_8859_1).indexOf("--a--a--") + 8;
        for (int length = 0; length < closing; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> read(cut)).as("cut at " + length).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void onlyMultipartRelatedWithABoundaryIsRead() {
        for (String type : List.of("", "application/dicom", "multipart/related", "multipart/form-data; boundary=x")) {
            assertThat(MultipartRelated.of(type, InputStream.nullInputStream())).isEmpty();
        }
        assertThat(MultipartRelated.of("Multipart/Related;boundary=x;type=y", InputStream.nullInputStream()))
                .isPresent();
    }
}
