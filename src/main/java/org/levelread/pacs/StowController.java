package org.levelread.pacs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// STOW-RS for a hospital's router: it pushes films, and learns of each whether it was taken. Source: DICOM PS3.18,
/// 10.5.
///
/// A push that is cut off or meets the quota may be pushed again as a whole: what was taken is known.
@RestController
class StowController {
    private final Routers routers;
    private final Pushes pushes;
    private final JsonMapper json;

    StowController(Routers routers, Pushes pushes, JsonMapper json) {
        this.routers = routers;
        this.pushes = pushes;
        this.json = json;
    }

    @PostMapping({"/dicom-web/studies", "/dicom-web/studies/{study}"})
    void store(
            @PathVariable(name = "study", required = false) @Nullable String study,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Router router = routers.authenticate(request.getHeader(HttpHeaders.AUTHORIZATION)).orElse(null);
        if (router == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"LevelRead\", Bearer realm=\"LevelRead\"");
            say(response, 401, "A router's token is needed: an administrator makes one on the page Archives.");
            return;
        }
        if (!routers.mayPush(router, Math.max(0, request.getContentLengthLong()))) {
            overQuota(router, response);
            return;
        }
        String type = String.valueOf(request.getContentType());
        MultipartRelated parts = MultipartRelated.of(type, request.getInputStream()).orElse(null);
        if (parts == null || !type.toLowerCase(java.util.Locale.ROOT).contains("application/dicom")) {
            say(response, 415, "multipart/related; type=\"application/dicom\" with a boundary is taken, nothing else.");
            return;
        }
        List<Pushes.Result> results = new ArrayList<>();
        try {
            for (InputStream part = parts.next(); part != null; part = parts.next()) {
                if (!routers.mayPush(router, 1)) {
                    overQuota(router, response);
                    return;
                }
                results.add(take(router, study, part));
            }
        } catch (EOFException e) {
            routers.refused(router, "A push was cut off in the middle; the router is to push it again.");
            say(response, 400, "The push was cut off in the middle: push it again.");
            return;
        }
        if (results.isEmpty()) {
            say(response, 400, "The push holds no object.");
            return;
        }
        answer(response, results);
    }

    private Pushes.Result take(Router router, @Nullable String study, InputStream part) throws IOException {
        Pushes.Result result;
        try (Spool file = new Spool()) {
            file.fill(part);
            routers.pushed(router, file.length());
            result = pushes.take(router, study, file);
        } catch (Spool.TooLongException e) {
            result = new Pushes.Result("", "", Pushes.TOO_LARGE, "An object is larger than 100 MB, the most that a film may have.");
        }
        if (!result.taken()) routers.refused(router, result.sentence());
        return result;
    }

    private void overQuota(Router router, HttpServletResponse response) throws IOException {
        routers.refused(router, "The daily quota is used up; the router is to push again tomorrow (UTC).");
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(routers.secondsToMidnight()));
        say(response, 429, "The daily quota of this router is used up: push again after midnight UTC.");
    }

    private static void say(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(sentence);
    }

    /// 200 where all were taken, 202 where some were, 409 where none was
    private void answer(HttpServletResponse response, List<Pushes.Result> results) throws IOException {
        ObjectNode answer = json.createObjectNode();
        ArrayNode taken = json.createArrayNode();
        ArrayNode failed = json.createArrayNode();
        for (Pushes.Result result : results) {
            ObjectNode item = json.createObjectNode();
            if (!result.sopClass().isEmpty()) {
                put(item, "00081150", "UI").add(result.sopClass());
                put(item, "00081155", "UI").add(result.sopInstance());
            }
            if (!result.taken()) put(item, "00081197", "US").add(result.failureReason());
            (result.taken() ? taken : failed).add(item);
        }
        if (!taken.isEmpty()) put(answer, "00081199", "SQ").addAll(taken);
        if (!failed.isEmpty()) put(answer, "00081198", "SQ").addAll(failed);
        response.setStatus(failed.isEmpty() ? 200 : taken.isEmpty() ? 409 : 202);
        response.setContentType("application/dicom+json");
        response.getOutputStream().write(json.writeValueAsBytes(answer));
    }

    private static ArrayNode put(ObjectNode item, String tag, String vr) {
        return item.putObject(tag).put("vr", vr).putArray("Value");
    }
}
