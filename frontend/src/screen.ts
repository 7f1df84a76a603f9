/** The film as it stands on the stage: its place, its window, and the renderer that draws it. */
import type { Film } from "./film.js";
import { apply, fitted, flipped, inverse, type Matrix, panBy, type Point, rotated, type Size, toScreen, turn, upOf, type View, zoomAt } from "./geometry.js";
import type { Renderer } from "./picture.js";
import { rendererFor } from "./renderer.js";
import { dragged, type Preset, type WindowLevel, windowLevel } from "./window-level.js";

export class Screen {
  film: Film | null = null;
  view: View = fitted({ width: 1, height: 1 });
  shown: WindowLevel = windowLevel(65_535, 32_768);
  inverted = false;
  renderer: Renderer | null = null;
  private stage: Size = { width: 1, height: 1 };
  private drawn = "";

  /** `changed` is called after every change, to be drawn in the next frame */
  constructor(private readonly changed: () => void) {}

  get size(): Size { return this.stage; }
  /** film pixels to CSS pixels of the stage */
  get matrix(): Matrix { return toScreen(this.view, this.film ?? this.stage, this.stage); }
  /** the film point in the middle of the stage */
  get middle(): Point { return { x: this.view.cx, y: this.view.cy }; }
  get up(): Point { return upOf(this.view); }

  toFilm(at: Point): Point { return apply(inverse(this.matrix), at); }
  toStage(p: Point): Point { return apply(this.matrix, p); }

  /** a way on the screen, `part` of the film's height long, in film pixels */
  way(on: Point, part: number): Point {
    const way = turn(inverse(this.matrix), on), length = Math.hypot(way.x, way.y), step = (this.film?.height ?? 0) * part;
    return { x: (way.x / length) * step, y: (way.y / length) * step };
  }

  show(film: Film, plain: boolean): void {
    this.film = film;
    this.view = fitted(film);
    this.shown = film.presets.stored;
    this.inverted = false;
    this.render(plain);
  }

  /** chooses the renderer anew; a lost graphics context ends at the plain one */
  render(plain: boolean): void {
    if (!this.film) return;
    this.renderer?.dispose();
    this.renderer = rendererFor(this.film, plain, () => this.render(true));
    this.drawn = "";
    this.changed();
  }

  clear(): void {
    this.renderer?.dispose();
    this.renderer = this.film = null;
    this.changed();
  }

  resize(stage: Size): void {
    if (stage.width > 0 && stage.height > 0) this.stage = stage;
    this.changed();
  }

  draw(): void {
    if (!this.renderer) return;
    const picture = {
      stage: this.stage, pixelRatio: window.devicePixelRatio || 1, matrix: this.matrix, shown: this.shown, inverted: this.inverted,
    };
    const wanted = JSON.stringify(picture);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    this.renderer.draw(picture);
  }

  panBy(dx: number, dy: number): void { if (this.film) this.look(panBy(this.view, this.film, this.stage, dx, dy)); }
  zoomBy(factor: number, at: Point = { x: this.stage.width / 2, y: this.stage.height / 2 }): void {
    if (this.film) this.look(zoomAt(this.view, this.film, this.stage, at, factor));
  }
  rotate(): void { this.look(rotated(this.view)); }
  flip(): void { this.look(flipped(this.view)); }
  fit(): void { if (this.film) this.look({ ...fitted(this.film), rotation: this.view.rotation, flip: this.view.flip }); }
  windowBy(dx: number, dy: number): void { if (this.film) this.window(dragged(this.shown, this.film.range, dx, dy)); }
  preset(preset: Preset): void { if (this.film) this.window(this.film.presets[preset]); }
  invert(): void { this.inverted = !this.inverted; this.changed(); }

  private look(view: View): void { this.view = view; this.changed(); }
  private window(shown: WindowLevel): void { this.shown = shown; this.changed(); }
}
