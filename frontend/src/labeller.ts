/** The marks of one reader on one film: the chain with undo, the active mark, the crosshair and the rename menu. */
import {
  type Chain, emptyChain, extend, extra, type FilmLabel, fromLabels, levelOf, move, nameAt, place, remove, rename, sacrum, setSure, shift,
  startAt, type Step, type Sureness, toggleInstrumented, toLabels,
} from "./chain.js";
import { onto, type Point, type Size, within } from "./geometry.js";
import { History } from "./history.js";
import type { Level } from "./levels.js";

export interface LabellerHost {
  /** film size in pixels, null before one is loaded */
  readonly filmSize: Size | null;
  /** film direction that points up on the screen */
  readonly up: Point;
  say(text: string, kind?: "told" | "refused" | "quiet"): void;
  changed(labels: FilmLabel[]): void;
  requestUpdate(): void;
}

export class Labeller {
  active: number | null = null;
  /** film pixels; null while the mouse is used */
  crosshair: Point | null = null;
  /** the mark whose rename menu is open */
  menuFor: number | null = null;
  private history = new History<Chain>(emptyChain());
  private held: { id: number; at: Point } | null = null;

  constructor(private readonly host: LabellerHost) {}

  /** the chain as shown, a mark under the finger included */
  get chain(): Chain {
    const chain = this.history.now;
    if (!this.held) return chain;
    const step = move(chain, this.held.id, this.held.at);
    return "refused" in step ? chain : step.chain;
  }

  get canUndo(): boolean { return this.history.canUndo; }
  get canRedo(): boolean { return this.history.canRedo; }
  get activeLevel(): Level | null { return this.active === null ? null : levelOf(this.chain, this.active); }
  get labels(): FilmLabel[] { return toLabels(this.history.now); }

  /** starts anew from given labels; unless `fresh`, not where they are what is here already */
  load(labels: readonly FilmLabel[], fresh = false): void {
    const bare = (list: readonly FilmLabel[]) => JSON.stringify(list.map((l) => [l.level, l.x, l.y, l.instrumented, l.sure ?? 5]));
    if (!fresh && bare(labels) === bare(this.labels)) return;
    const { chain, renumbered } = fromLabels(labels, this.host.up);
    this.history = new History(chain);
    this.active = this.menuFor = this.held = this.crosshair = null;
    if (renumbered) this.host.say(`The given levels had gaps and were numbered anew from ${chain.start}.`, "refused");
    this.host.requestUpdate();
  }

  /** a click on the film; beside it nothing happens */
  placeAt(at: Point): void {
    const film = this.host.filmSize;
    if (film && within(film, at)) this.take(place(this.history.now, at, this.host.up));
  }

  nameAt(at: Point): Level | null {
    const film = this.host.filmSize;
    return film && within(film, at) ? nameAt(this.history.now, at, this.host.up) : null;
  }

  /** drops a mark at the crosshair, which goes away with it */
  drop(): void {
    if (!this.crosshair) return;
    const { x, y } = this.crosshair, near = (this.host.filmSize?.height ?? 0) * 0.005;
    if (this.chain.marks.some((m) => Math.hypot(m.x - x, m.y - y) < near)) {
      this.host.say("A mark is here already: move the crosshair first.", "refused");
      return;
    }
    const at = this.crosshair;
    this.crosshair = null;
    this.placeAt(at);
  }

  /** where most films have their lowest lumbar body */
  get usualPlace(): Point {
    const film = this.host.filmSize ?? { width: 0, height: 0 }, { up } = this.host;
    return { x: film.width * (0.5 - up.x * 0.25), y: film.height * (0.5 - up.y * 0.25) };
  }

  toggleCrosshair(): void {
    const mark = this.chain.marks.find((m) => m.id === this.active);
    this.crosshair = this.crosshair ? null : mark ? { x: mark.x, y: mark.y } : this.usualPlace;
    this.host.requestUpdate();
  }

  /** `by` in film pixels */
  moveCrosshair(by: Point): void {
    const film = this.host.filmSize, from = this.crosshair ?? this.usualPlace;
    if (film) this.crosshair = onto(film, { x: from.x + by.x, y: from.y + by.y });
    this.host.requestUpdate();
  }

  nudge(by: Point): void {
    const mark = this.chain.marks.find((m) => m.id === this.active), film = this.host.filmSize;
    if (mark && film) this.take(move(this.history.now, mark.id, onto(film, { x: mark.x + by.x, y: mark.y + by.y })));
  }

  /** while a mark is dragged; `settle` ends it */
  hold(id: number, at: Point): void {
    const film = this.host.filmSize;
    if (film) this.held = { id, at: onto(film, at) };
    this.active = id;
    this.host.requestUpdate();
  }

  settle(keep: boolean): void {
    const held = this.held;
    this.held = null;
    if (held && keep) this.take(move(this.history.now, held.id, held.at));
    else this.host.requestUpdate();
  }

  toggleInstrumented(): void { this.onActive((id) => toggleInstrumented(this.history.now, id)); }
  remove(): void { this.onActive((id) => remove(this.history.now, id)); }
  rename(id: number, level: Level): void { this.take(rename(this.history.now, id, level)); }

  shift(by: 1 | -1): void {
    const step = shift(this.history.now, by);
    this.take("refused" in step ? step : { ...step, active: this.active ?? step.active });
  }

  startAt(level: Level): void { this.take(startAt(this.history.now, level)); }

  extend(by: 1 | -1): void {
    const film = this.host.filmSize;
    if (film) this.take(extend(this.history.now, by, film, (p) => onto(film, p)));
  }

  sacrum(): void {
    const film = this.host.filmSize;
    if (film) this.take(sacrum(this.history.now, this.active, film, (p) => onto(film, p)));
  }

  extra(level: "L6" | "T13"): void { this.take(extra(this.history.now, level, this.active)); }
  setSure(to?: Sureness): void { this.onActive((id) => setSure(this.history.now, id, to)); }

  undo(): void { this.restore(this.history.undo(), "Undone"); }
  redo(): void { this.restore(this.history.redo(), "Redone"); }

  /** makes the next mark upwards (1) or downwards (-1) active */
  step(by: 1 | -1): void {
    const { marks } = this.chain;
    if (marks.length === 0) return;
    const now = marks.findIndex((m) => m.id === this.active);
    const next = now < 0 ? (by === 1 ? 0 : marks.length - 1) : Math.min(marks.length - 1, Math.max(0, now + by));
    this.active = marks[next]!.id;
    this.host.requestUpdate();
  }

  openMenu(): void { this.onActive((id) => { this.menuFor = id; return null; }); }

  private onActive(act: (id: number) => Step | null): void {
    if (this.active === null) return this.host.say("No mark is chosen: click one or press Tab.", "refused");
    const step = act(this.active);
    if (step) this.take(step);
    else this.host.requestUpdate();
  }

  private take(step: Step): void {
    this.menuFor = null;
    if ("refused" in step) return this.host.say(step.refused, "refused");
    this.crosshair = null;
    if (step.chain === this.history.now) {
      this.active = step.active;
      return this.host.say(step.said);
    }
    this.history.push(step.chain);
    this.active = step.active;
    this.host.say(step.said);
    this.host.changed(this.labels);
  }

  private restore(done: boolean, said: string): void {
    if (!done) return this.host.say(said === "Undone" ? "Nothing to undo." : "Nothing to redo.", "refused");
    this.menuFor = null;
    if (this.activeLevel === null) this.active = this.chain.marks.at(-1)?.id ?? null;
    this.host.say(said);
    this.host.changed(this.labels);
  }
}
