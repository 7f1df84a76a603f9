package org.levelread.reading;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Studies;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The reading screen's own calls. They pass by Vaadin's, so that a screen whose server died keeps the answer and hands
/// it over to the next server.
///
/// Each answer says in `outcome` what became of the call: `saved`, `signed`, `conflict`, `locked`, `closed`, `refused`,
/// `wrong-password`. A reading that is not there and one that is another reader's get the same answer, 404.
@RestController
@RequestMapping(path = "/readings", produces = MediaType.APPLICATION_JSON_VALUE)
class AnsweringController {
    private final Answering answering;
    private final Studies studies;
    private final CurrentAccount current;

    AnsweringController(Answering answering, Studies studies, CurrentAccount current) {
        this.answering = answering;
        this.studies = studies;
        this.current = current;
    }

    /// @param window which window saves; see [Draft#savedBy()]
    /// @param asked whether the reader wishes to submit the answer as it stands
    record ToSave(int version, Answer answer, Effort effort, String window, boolean asked) {
        ToSave {
            requireAll(answer, effort, window);
        }
    }

    record ToSign(int version, Answer answer, Effort effort, String password) {
        ToSign {
            requireAll(answer, effort, password);
        }
    }

    record ToCorrect(int revision, Answer answer, Effort effort, String reason, String password) {
        ToCorrect {
            requireAll(answer, effort, reason, password);
        }
    }

    private static void requireAll(@Nullable Object... parts) {
        for (Object part : parts) if (part == null) throw new IllegalArgumentException("a part is missing");
    }

    /// whose session this is, and what its next call must carry against forged requests
    @GetMapping("/session")
    Map<String, String> session(HttpServletRequest request) {
        SignedIn account = current.require();
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return Map.of("account", account.accountId().toString(), "header", token.getHeaderName(), "token", token.getToken());
    }

    @GetMapping("/{id}/draft")
    Draft draft(@PathVariable UUID id) {
        return answering.draft(id);
    }

    @PutMapping("/{id}/draft")
    ResponseEntity<Map<String, ?>> save(@PathVariable UUID id, @RequestBody ToSave draft) {
        if (draft.asked()) answering.keepFirst(id, draft.answer());
        Saving saving = answering.save(id, draft.version(), draft.answer(), draft.effort(), draft.window());
        return switch (saving) {
            case Saving.Saved(int version, var at) -> said("saved", Map.of("version", version, "at", at));
            case Saving.Conflict conflict -> conflict(id);
            case Saving.Locked locked -> not("locked", "This film is signed already: a change is a correction.");
            case Saving.Closed(String reason) -> not("closed", reason);
        };
    }

    @PostMapping("/{id}/signature")
    ResponseEntity<Map<String, ?>> sign(@PathVariable UUID id, @RequestBody ToSign answer) {
        return told(
                id, answering.sign(id, answer.version(), answer.answer(), answer.effort(), answer.password()));
    }

    @PostMapping("/{id}/correction")
    ResponseEntity<Map<String, ?>> correct(@PathVariable UUID id, @RequestBody ToCorrect answer) {
        return told(
                id,
                answering.correct(
                        id, answer.revision(), answer.answer(), answer.effort(), answer.reason(), answer.password()));
    }

    @GetMapping("/signed")
    List<GivenAnswer> given() {
        return answering.given(studies.current().id());
    }

    @PutMapping("/keys")
    Map<String, String> keys(@RequestBody Map<String, List<String>> keys) {
        answering.saveKeys(keys);
        return Map.of("outcome", "saved");
    }

    private ResponseEntity<Map<String, ?>> told(UUID id, Signing signing) {
        return switch (signing) {
            case Signing.Signed(int revision, var at, Feedback feedback) ->
                said(
                        "signed",
                        feedback == null
                                ? Map.of("revision", revision, "at", at)
                                : Map.of("revision", revision, "at", at, "feedback", feedback));
            case Signing.Refused(String objection) -> not("refused", objection);
            case Signing.WrongPassword(var until) ->
                until == null
                        ? not("wrong-password", "The password is not right.")
                        : said(
                                HttpStatus.CONFLICT,
                                "wrong-password",
                                Map.of("message", "Too many wrong passwords.", "lockedUntil", until));
            case Signing.Conflict conflict -> conflict(id);
            case Signing.Locked locked -> not("locked", "This film is signed already: a change is a correction.");
        };
    }

    private ResponseEntity<Map<String, ?>> conflict(UUID id) {
        return said(HttpStatus.CONFLICT, "conflict", Map.of("draft", answering.draft(id)));
    }

    private static ResponseEntity<Map<String, ?>> not(String outcome, String message) {
        return said(HttpStatus.CONFLICT, outcome, Map.of("message", message));
    }

    private static ResponseEntity<Map<String, ?>> said(String outcome, Map<String, ?> rest) {
        return said(HttpStatus.OK, outcome, rest);
    }

    private static ResponseEntity<Map<String, ?>> said(HttpStatus status, String outcome, Map<String, ?> rest) {
        Map<String, Object> body = new java.util.HashMap<>(rest);
        body.put("outcome", outcome);
        return ResponseEntity.status(status).body(body);
    }

    @ExceptionHandler(AccessDeniedException.class)
    ResponseEntity<Map<String, ?>> notYours() {
        return said(HttpStatus.NOT_FOUND, "unknown", Map.of("message", "There is no such reading here for you."));
    }

    @ExceptionHandler({IllegalArgumentException.class, HttpMessageNotReadableException.class})
    ResponseEntity<Map<String, ?>> nonsense() {
        return said(HttpStatus.BAD_REQUEST, "nonsense", Map.of("message", "This is not an answer on a film."));
    }
}
