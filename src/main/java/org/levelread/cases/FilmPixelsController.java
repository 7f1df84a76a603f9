package org.levelread.cases;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// A film's pixels for the viewer: all that a reader's browser ever gets of a film.
@RestController
class FilmPixelsController {
    private static final String NOT_THERE = "There is no such film here for you.\n";

    private final FilmStore films;
    private final CurrentAccount current;
    private final List<FilmAccess> access;

    FilmPixelsController(FilmStore films, CurrentAccount current, List<FilmAccess> access) {
        this.films = films;
        this.current = current;
        this.access = access;
    }

    /// Little-endian uint16, row-major, as they are stored: deflated where the client takes that, inflated on the way
    /// out where it does not. A film that is not there and one that is not the reader's get the same answer.
    @GetMapping("/films/{id}/pixels")
    ResponseEntity<?> pixels(@PathVariable UUID id, HttpServletRequest request) {
        Film film = maySee(current.require(), id) ? films.find(id).orElse(null) : null;
        if (film == null) {
            return ResponseEntity.status(404)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body(NOT_THERE);
        }
        byte[] deflated = films.deflatedPixels(id).orElseThrow();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("X-Film-Width", Integer.toString(film.width()))
                .header("X-Film-Height", Integer.toString(film.height()))
                .header("X-Window-Center", Double.toString(film.window().center()))
                .header("X-Window-Width", Integer.toString(film.window().width()));
        if (takesDeflate(request)) {
            return answer.header(HttpHeaders.CONTENT_ENCODING, "deflate")
                    .contentLength(deflated.length)
                    .body(deflated);
        }
        StreamingResponseBody inflated = out -> inflate(deflated, out);
        return answer.contentLength(2L * film.width() * film.height()).body(inflated);
    }

    private boolean maySee(SignedIn asking, UUID filmId) {
        if (asking.mustChangePassword()) return false;
        return switch (asking.role()) {
            case SURGEON, STUDY_LEAD, ADMINISTRATOR -> true;
            case READER -> access.stream().anyMatch(room -> room.mayRead(asking.accountId(), filmId));
        };
    }

    private static boolean takesDeflate(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.matches("(?i).*\\bdeflate\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }

    private static void inflate(byte[] deflated, java.io.OutputStream out) throws IOException {
        try (InputStream in = new java.util.zip.InflaterInputStream(new ByteArrayInputStream(deflated))) {
            in.transferTo(out);
        }
    }
}
