/** The film as it stands on the stage: its place, its window, the magnifier, and the renderer that draws it. */
import type { Film } from "./film.js";
import {
  apply, fitted, flipped, inverse, magnifyInto, type Matrix, panBy, placeInto, type Point, rotated, type Size, turn, upOf, type View, zoomAt,
} from "./geometry.js";
import type { Glass, Picture, Renderer } from "./picture.js";
import { coarseness } from "./raster.js";
import { rendererFor } from "./renderer.js";
import { dragged, type Preset, type WindowLevel, windowLevel } from "./window-level.js";

const REST_MS = 140;

/** CSS pixels across the magnifier, and how much larger it shows */
const GLASS_SIZE = 230;
const GLASS_FACTOR = 2.5;

export class Screen {
  film: Film | null = null;
  view: View = fitted({ width: 1, height: 1 });
  shown: WindowLevel = windowLevel(65_535, 32_768);
  inverted = false;
  renderer: Renderer | null = null;
  /** milliseconds of own work a frame, the newest 600: what the smoothness is measured by */
  readonly frames: number[] = [];
  private stage: Size = { width: 1, height: 1 };
  private readonly place = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  private readonly glass: Glass = { x: 0, y: 0, width: GLASS_SIZE, height: GLASS_SIZE, matrix: { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 } };
  private readonly picture: Picture = {
    stage: this.stage, pixelRatio: 1, matrix: this.place, low: 0, high: 1, inverted: false, glass: null,
  };
  private asked = 0;
  /** how long a whole frame took lately */
  private whole = 0;
  /** by how much the resolution is divided while the film moves */
  private coarse = 1;
  private resting = 0;

  /**
   * `moved` is called once in every frame in which the film moved or its window changed, after it was drawn; `changed` where
   * more than that changed, such as the film or the renderer.
   */
  constructor(private readonly moved: () => void, private readonly changed: () => void) {}

  get size(): Size { return this.stage; }
  /** film pixels to CSS pixels of the stage */
  get matrix(): Matrix {
    placeInto(this.place, this.view, this.film ?? this.stage, this.stage);
    return this.place;
  }
  /** the film point in the middle of the stage */
  get middle(): Point { return { x: this.view.cx, y: this.view.cy }; }
  get up(): Point { return upOf(this.view); }
  /** the magnifier on the stage; null where there is none */
  get magnifier(): Glass | null { return this.picture.glass; }

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
    this.picture.glass = null;
    this.render(plain);
  }

  /** chooses the renderer anew; a lost graphics context ends at the plain one */
  render(plain: boolean): void {
    if (!this.film) return;
    this.renderer?.dispose();
    this.renderer = rendererFor(this.film, plain, () => this.render(true));
    this.changed();
    this.touch();
  }

  clear(): void {
    this.renderer?.dispose();
    this.renderer = this.film = null;
    this.changed();
  }

  resize(stage: Size): void {
    if (stage.width > 0 && stage.height > 0) this.stage = this.picture.stage = stage;
    this.changed();
    this.touch();
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
  invert(): void { this.inverted = !this.inverted; this.touch(); }

  /** the magnifier around a point of the stage, kept on it; null takes it away */
  magnify(at: Point | null): void {
    const { glass, stage } = this;
    if (at) {
      glass.x = Math.round(Math.min(stage.width - GLASS_SIZE, Math.max(0, at.x - GLASS_SIZE / 2)));
      glass.y = Math.round(Math.min(stage.height - GLASS_SIZE, Math.max(0, at.y - GLASS_SIZE / 2)));
      magnifyInto(glass.matrix, this.matrix, at.x, at.y, GLASS_FACTOR);
    }
    this.picture.glass = at ? glass : null;
    this.touch();
  }

  /** what was looked at, to be taken up again */
  get looked(): { view: View; shown: WindowLevel; inverted: boolean } { return { view: this.view, shown: this.shown, inverted: this.inverted }; }
  look(view: View): void { this.view = view; this.touch(); }
  window(shown: WindowLevel): void { this.shown = shown; this.touch(); }

  /** draws in the next frame, once however often it is asked; without a graphics card at once coarsely, at rest in full */
  private touch(): void {
    const coarse = this.renderer?.kind === "canvas2d" ? coarseness(this.whole) : 1;
    if (coarse > 1) {
      // not finer while it moves: each size of the picture costs memory
      this.coarse = Math.max(this.coarse, coarse);
      window.clearTimeout(this.resting);
      this.resting = window.setTimeout(this.rest, REST_MS);
    }
    if (this.asked === 0) this.asked = requestAnimationFrame(this.frame);
  }

  private readonly rest = (): void => {
    this.coarse = 1;
    if (this.asked === 0) this.asked = requestAnimationFrame(this.frame);
  };

  private readonly frame = (): void => {
    this.asked = 0;
    const { picture, shown } = this;
    if (!this.renderer) return;
    const started = performance.now();
    picture.pixelRatio = (window.devicePixelRatio || 1) / this.coarse;
    placeInto(this.place, this.view, this.film ?? this.stage, this.stage);
    picture.low = shown.level - shown.width / 2;
    picture.high = shown.level + shown.width / 2;
    picture.inverted = this.inverted;
    this.renderer.draw(picture);
    this.moved();
    if (this.frames.length === 600) this.frames.shift();
    const took = performance.now() - started;
    this.frames.push(took);
    if (this.coarse === 1) this.whole = this.whole === 0 ? took : (this.whole + took) / 2;
  };
}
