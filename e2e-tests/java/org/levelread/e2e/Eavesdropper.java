package org.levelread.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps all that the server sends to one window: answers to requests and what is pushed. The program's own
/// scripts and styles, which are the same for everybody, are left out.
final class Eavesdropper {
    private static final Pattern FILM_PIXELS = Pattern.compile("/films/([0-9a-f-]{36})/pixels");
    private static final Pattern PROGRAM =
            Pattern.compile("/(viewer|VAADIN/build|VAADIN/static)/|\\.(css|svg|ico|woff2?)(\\?|$)");

    private final List<Response> answers = new ArrayList<>();
    private final List<String> pushed = new ArrayList<>();

    Eavesdropper(Page page) {
        page.onResponse(answers::add);
        page.onWebSocket(socket -> socket.onFrameReceived(this::keep));
    }

    private void keep(WebSocketFrame frame) {
        pushed.add(frame.text() != null ? frame.text() : new String(frame.binary()));
    }

    /// what was sent as text, an address before each answer
    List<String> texts() {
        List<String> texts = new ArrayList<>(pushed);
        // while an answer is read, others may arrive
        for (Response answer : List.copyOf(answers)) {
            if (PROGRAM.matcher(answer.url()).find()
                    || FILM_PIXELS.matcher(answer.url()).find()) continue;
            if (answer.status() >= 300 && answer.status() < 400) continue;
            try {
                texts.add(answer.url() + "\n" + answer.text());
            } catch (PlaywrightException e) {
                // an answer without a body
                texts.add(answer.url());
            }
        }
        return texts;
    }

    /// ids of the films whose pixels came, in the order in which they came
    List<String> films() {
        return answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(answer -> FILM_PIXELS.matcher(answer.url()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }
}
