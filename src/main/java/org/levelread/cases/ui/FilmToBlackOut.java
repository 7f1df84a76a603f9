package org.levelread.cases.ui;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.levelread.cases.BlackedOut;
import org.levelread.cases.QuarantinedFilm;

/// A waiting film as a picture on which rectangles are drawn with the pointer, or with arrow keys and Enter.
final class FilmToBlackOut extends Div implements Focusable<FilmToBlackOut> {
    /// tells the server a rectangle in shares of the picture's sides
    private static final String DRAWING = """
            const film = this, drawn = document.createElement('span');
            drawn.className = 'blacked-out drawing';
            let from = null;
            const at = e => {
              const box = film.querySelector('img').getBoundingClientRect();
              const share = (v, low, size) => Math.min(1, Math.max(0, (v - low) / size));
              return [share(e.clientX, box.left, box.width), share(e.clientY, box.top, box.height)];
            };
            const sides = to => [Math.min(from[0], to[0]), Math.min(from[1], to[1]),
                                 Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
            film.addEventListener('pointerdown', e => {
              e.preventDefault(); from = at(e); film.setPointerCapture(e.pointerId);
            });
            film.addEventListener('pointermove', e => {
              if (!from) return;
              const [x, y, w, h] = sides(at(e));
              drawn.style.cssText = `left:${100 * x}%;top:${100 * y}%;width:${100 * w}%;height:${100 * h}%`;
              film.appendChild(drawn);
            });
            film.addEventListener('pointerup', e => {
              if (!from) return;
              const [x, y, w, h] = sides(at(e));
              from = null; drawn.remove();
              if (w > 0.002 && h > 0.002) film.$server.blackOut(x, y, w, h);
            });
            film.addEventListener('pointercancel', () => { from = null; drawn.remove(); });
            // by keyboard: arrows move a cross, Enter sets one corner and then the other
            const cross = document.createElement('span');
            cross.className = 'black-out-cross';
            let place = [.5, .5], corner = null;
            const stop = () => { corner = null; drawn.remove(); };
            const show = () => {
              cross.style.cssText = `left:${100 * place[0]}%;top:${100 * place[1]}%`;
              film.appendChild(cross);
              if (!corner) return;
              from = corner;
              const [x, y, w, h] = sides(place);
              from = null;
              drawn.style.cssText = `left:${100 * x}%;top:${100 * y}%;width:${100 * w}%;height:${100 * h}%`;
              film.appendChild(drawn);
            };
            const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
            film.addEventListener('keydown', e => {
              const way = ways[e.key];
              if (way) {
                const step = e.shiftKey ? .1 : .01;
                place = place.map((p, i) => Math.min(1, Math.max(0, p + step * way[i])));
                show();
              } else if (e.key === 'Enter') {
                if (!corner) { corner = [...place]; }
                else {
                  from = corner;
                  const [x, y, w, h] = sides(place);
                  from = null; stop();
                  if (w > 0.002 && h > 0.002) film.$server.blackOut(x, y, w, h);
                }
                show();
              } else if (e.key === 'Escape' && corner) { stop(); }
              else return;
              e.preventDefault(); e.stopPropagation();
            });
            film.addEventListener('focus', () => { if (film.matches(':focus-visible')) show(); });
            film.addEventListener('blur', () => { stop(); cross.remove(); });
            """;

    private final QuarantinedFilm film;
    private final IntConsumer changed;
    private final List<BlackedOut> rectangles = new ArrayList<>();
    private final List<Span> shown = new ArrayList<>();
    private final Image picture = new Image();

    /// @param changed is told how many rectangles there are, now and whenever one comes or goes
    FilmToBlackOut(QuarantinedFilm film, IntConsumer changed) {
        this.film = film;
        this.changed = changed;
        addClassName("film-to-black-out");
        setId("film-to-black-out");
        getElement().setAttribute("tabindex", "0").setAttribute("role", "application");
        getElement()
                .setAttribute(
                        "aria-label",
                        film.title() + ". Arrow keys move the cross, with Shift faster; Enter sets a corner of what is to be"
                                + " blacked out, and the opposite one; Escape gives it up.");
        show(film.frame());
        picture.getElement().setAttribute("draggable", "false");
        picture.getElement().setAttribute("width", Integer.toString(film.width()));
        picture.getElement().setAttribute("height", Integer.toString(film.height()));
        add(picture);
        getElement().executeJs(DRAWING);
        changed.accept(0);
    }

    /// what was drawn stays: text mostly stands in the same place of every frame
    ///
    /// @param frame in its file, from 1
    void show(int frame) {
        picture.setSrc("films/arrivals/" + film.id() + "/picture?frame=" + frame);
        picture.setAlt(film.title() + (film.frames() == 1 ? "" : ", frame " + frame + " of " + film.frames()) + ", "
                + film.width() + " by " + film.height() + " pixels. Draw over text to black it out.");
    }

    /// shares of the picture's width and height, 0 to 1
    @ClientCallable
    void blackOut(double x, double y, double width, double height) {
        if (!(x >= 0 && y >= 0 && width > 0 && height > 0 && x <= 1 && y <= 1 && width <= 1 && height <= 1)) return;
        // outwards, so that no row of a letter stays
        int left = (int) Math.floor(x * film.width());
        int top = (int) Math.floor(y * film.height());
        int right = (int) Math.ceil((x + width) * film.width());
        int bottom = (int) Math.ceil((y + height) * film.height());
        rectangles.add(new BlackedOut(left, top, Math.max(1, right - left), Math.max(1, bottom - top)));
        Span black = new Span();
        black.addClassName("blacked-out");
        black.getElement()
                .setAttribute(
                        "style",
                        String.format(
                                Locale.ROOT,
                                "left:%.3f%%;top:%.3f%%;width:%.3f%%;height:%.3f%%",
                                100 * x,
                                100 * y,
                                100 * width,
                                100 * height));
        shown.add(black);
        add(black);
        changed.accept(rectangles.size());
    }

    void undo() {
        if (rectangles.isEmpty()) return;
        rectangles.removeLast();
        remove(shown.removeLast());
        changed.accept(rectangles.size());
    }

    List<BlackedOut> rectangles() {
        return List.copyOf(rectangles);
    }
}
