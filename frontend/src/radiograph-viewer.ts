import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { type Chain, type FilmLabel, type Sureness } from "./chain.js";
import { fetchFilm, FilmFailure } from "./film.js";
import type { Point, Size, View } from "./geometry.js";
import { Gestures, type GestureTarget } from "./gestures.js";
import { ICONS } from "./icons.js";
import { type Command, type Direction, Keymap } from "./keys.js";
import { ghost, givenLabels, ownMarks, renameMenu } from "./label-layer.js";
import { Labeller, type LabellerHost } from "./labeller.js";
import { Layer } from "./layer.js";
import type { Level } from "./levels.js";
import { type Box, crosshair, drawing, keyOf, legend, type Overlay } from "./overlay-layer.js";
import { Screen } from "./screen.js";
import { styles } from "./styles.js";
import { keyStrip, labelBar, viewBar } from "./toolbar.js";
import type { WindowLevel } from "./window-level.js";

const WAYS: Readonly<Record<Direction, Point>> = { up: { x: 0, y: -1 }, down: { x: 0, y: 1 }, left: { x: -1, y: 0 }, right: { x: 1, y: 0 } };
/** parts of the film's height that an arrow key goes */
const STEPS = { plain: 0.02, fine: 0.005, far: 0.08 } as const;
const READOUT_MS = 100;

/** what was looked at, to be taken up again */
export interface Look { readonly view: View; readonly shown: WindowLevel; readonly inverted: boolean }

/**
 * A 16-bit radiograph with window and level, overlays, level names, and a labelling mode for readers.
 *
 * @fires film-loaded - {width, height, renderer}
 * @fires film-failed - {message}
 * @fires labels-changed - {labels: [{level, x, y, instrumented, sure}]}, lowest first, film pixels
 * @fires boxes-changed - {boxes: [{x, y, width, height}]}, film pixels
 * @fires answer-command - {what}: a key of the answer that is not about marks
 */
@customElement("levelread-viewer")
export class RadiographViewer extends LitElement implements LabellerHost, GestureTarget {
  static override readonly styles = styles;

  @property({ attribute: "film-url" }) filmUrl = "";
  @property({ attribute: "film-name" }) filmName = "Radiograph";
  @property({ attribute: false }) overlays: readonly Overlay[] = [];
  @property({ attribute: false }) labels: readonly FilmLabel[] = [];
  /** how often labels were given: a new number gives the same labels once more and takes back what was changed since */
  @property({ type: Number, attribute: false }) labelsGiven = 0;
  @property({ type: Boolean, reflect: true }) labelling = false;
  /** labels to look at beside the reader's own, as the reference after a training case */
  @property({ attribute: false }) beside: readonly FilmLabel[] = [];
  /** part of a reading screen: tools at the side, and the page shows the keys */
  @property({ type: Boolean, reflect: true }) answering = false;
  @property({ attribute: false }) keymap = new Keymap();
  /** a drag draws a rectangle */
  @property({ type: Boolean, reflect: true }) boxing = false;
  @property({ attribute: false }) boxes: readonly Box[] = [];
  @property({ type: Boolean, attribute: "force-canvas" }) forceCanvas = false;

  @state() private failure: string | null = null;
  @state() private loaded = 0;
  @state() private windowing = false;
  @state() private magnifying = false;
  /** null: shown while labelling */
  @state() private helping: boolean | null = null;
  @state() private namesShown = true;
  @state() private hiddenOverlays: ReadonlySet<string> = new Set();
  /** what a mark under the mouse would be called, and where */
  @state() private hovering: { level: Level | null; at: Point } | null = null;
  @state() private boxDrawn: Box | null = null;
  @state() private said: { text: string; kind: "told" | "refused" | "quiet" } = { text: "", kind: "quiet" };
  @query(".stage") private stage!: HTMLElement;

  private readonly layer = new Layer();
  private readonly screen = new Screen(() => this.moved(), () => this.requestUpdate());
  private readonly labeller = new Labeller(this);
  private gestures: Gestures | null = null;
  private loading: AbortController | null = null;
  private silence = 0;
  private mouse: Point | null = null;
  private reading = 0;
  private readonly observer = new ResizeObserver(() => this.measure());

  // life

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasAttribute("role")) this.setAttribute("role", "region");
    if (this.hasUpdated) {
      this.observer.observe(this.stage);
      if (this.filmUrl && !this.screen.film) void this.load();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    this.forget();
  }

  protected override firstUpdated(): void {
    this.gestures = new Gestures(this.stage, this);
    this.observer.observe(this.stage);
    this.measure();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("overlays")) this.hiddenOverlays = new Set((this.overlays ?? []).filter((o) => o.visible === false).map((o) => o.id));
    if (this.labelling && (["labels", "labelsGiven", "labelling", "filmUrl"] as const).some((name) => changed.has(name))) {
      this.labeller.load(this.labels ?? [], changed.has("filmUrl"));
    }
    const ended = changed.get("labelling") === true && !this.labelling;
    if (ended && !changed.has("labels") && !changed.has("labelsGiven")) this.labels = this.labeller.labels;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("filmUrl")) void this.load();
    else if (changed.has("forceCanvas")) this.screen.render(this.forceCanvas);
    if (changed.has("filmName")) this.setAttribute("aria-label", this.filmName);
    this.layer.take(this.renderRoot.querySelector(".on"), this.screen.matrix);
    this.tellReadout();
    this.dataset["renderer"] = this.screen.renderer?.kind ?? "none";
  }

  override focus(options?: FocusOptions): void { this.stage?.focus(options); }

  private async load(): Promise<void> {
    this.forget();
    this.failure = null;
    this.loaded = 0;
    if (!this.filmUrl) return;
    const loading = (this.loading = new AbortController());
    try {
      const film = await fetchFilm(this.filmUrl, loading.signal, (part) => { if (!loading.signal.aborted) this.loaded = part; });
      if (loading.signal.aborted) return;
      this.screen.show(film, this.forceCanvas);
      this.say("The film is shown.", "quiet");
      this.emit("film-loaded", { width: film.width, height: film.height, renderer: this.screen.renderer?.kind });
    } catch (cause) {
      if (loading.signal.aborted) return;
      this.failure = cause instanceof FilmFailure ? cause.message : "The film could not be shown.";
      if (!(cause instanceof FilmFailure)) console.error(cause);
      this.emit("film-failed", { message: this.failure });
    }
  }

  private forget(): void {
    this.loading?.abort();
    this.screen.clear();
  }

  /** in every frame in which the film moved: no rendering, no layout */
  private moved(): void {
    this.layer.move(this.screen.matrix);
    const glass = this.screen.magnifier, ring = this.renderRoot.querySelector<HTMLElement>(".glass");
    if (glass && ring) ring.style.transform = `translate(${glass.x}px,${glass.y}px)`;
    if (this.reading === 0) this.reading = window.setTimeout(() => { this.reading = 0; this.tellReadout(); }, READOUT_MS);
  }

  /** the numbers in the corner, not in every frame: text has to be laid out */
  private tellReadout(): void {
    const { screen } = this, { film, shown } = screen, lines = this.renderRoot.querySelectorAll<HTMLElement>(".readout div");
    if (!film || lines.length < 2) return;
    const at = this.mouse ? screen.toFilm(this.mouse) : this.labeller.crosshair;
    const x = Math.floor(at?.x ?? -1), y = Math.floor(at?.y ?? -1), inside = x >= 0 && y >= 0 && x < film.width && y < film.height;
    lines[0]!.textContent = inside ? `x ${x}  y ${y}  ·  ${film.pixels[y * film.width + x]}` : `${film.width} × ${film.height}`;
    lines[1]!.textContent = `W ${shown.width} L ${shown.level} · ${Math.round(screen.view.zoom * 100)} %`;
  }

  private measure(): void { this.screen.resize({ width: this.stage.clientWidth, height: this.stage.clientHeight }); }

  // what the labeller and the gestures ask and tell

  get filmSize(): Size | null { return this.screen.film; }
  get up(): Point { return this.screen.up; }

  say(text: string, kind: "told" | "refused" | "quiet" = "told"): void {
    this.said = { text, kind };
    window.clearTimeout(this.silence);
    this.silence = window.setTimeout(() => (this.said = { text: "", kind: "quiet" }), kind === "refused" ? 5000 : 1800);
  }

  changed(labels: FilmLabel[]): void {
    this.requestUpdate();
    this.emit("labels-changed", { labels });
  }

  dragMode(): "pan" | "window" | "box" { return this.boxing ? "box" : this.windowing ? "window" : "pan"; }

  markAt(event: Event): number | null {
    if (!this.labelling) return null;
    const mark = event.composedPath().find((node) => node instanceof HTMLElement && node.dataset["mark"]) as HTMLElement | undefined;
    return mark ? Number(mark.dataset["mark"]) : null;
  }

  pressed(mark: number | null): void {
    this.labeller.crosshair = this.labeller.menuFor = null;
    if (mark !== null) this.labeller.active = mark;
    this.stage.focus({ preventScroll: true });
    this.requestUpdate();
    this.tellChosen();
  }

  clicked(at: Point): void { if (this.labelling && !this.windowing && !this.boxing) this.labeller.placeAt(this.screen.toFilm(at)); }
  doubleClicked(mark: number): void { this.openMenu(mark); }
  longPressed(mark: number | null, at: Point): void {
    if (mark === null) this.screen.magnify(at);
    else this.openMenu(mark);
    this.requestUpdate();
  }
  looked(at: Point | null): void {
    this.screen.magnify(at);
    if (!at) this.requestUpdate();
  }
  hovered(at: Point | null): void {
    this.mouse = at;
    if (this.magnifying) this.screen.magnify(at);
    this.preview();
    this.moved();
  }
  panned(dx: number, dy: number): void { this.screen.panBy(dx, dy); }
  zoomed(at: Point, factor: number): void { this.screen.zoomBy(factor, at); }
  windowed(dx: number, dy: number): void { this.screen.windowBy(dx, dy); }
  markHeld(mark: number, at: Point): void { this.labeller.hold(mark, this.screen.toFilm(at)); }
  markReleased(kept: boolean): void { this.labeller.settle(kept); }

  boxed(from: Point, to: Point, done: boolean): void {
    const film = this.screen.film;
    if (!film) return;
    const p = this.screen.toFilm(from), q = this.screen.toFilm(to), onto = (v: number, size: number) => Math.round(Math.min(size, Math.max(0, v)));
    const x = onto(Math.min(p.x, q.x), film.width), y = onto(Math.min(p.y, q.y), film.height);
    const box = { x, y, width: onto(Math.max(p.x, q.x), film.width) - x, height: onto(Math.max(p.y, q.y), film.height) - y };
    this.boxDrawn = done ? null : box;
    if (done && box.width > 1 && box.height > 1) this.giveBoxes([...this.boxes, box]);
  }

  private giveBoxes(boxes: readonly Box[]): void {
    this.boxes = boxes;
    this.emit("boxes-changed", { boxes });
  }

  centreOf(id: number): Point {
    const mark = this.labeller.chain.marks.find((m) => m.id === id);
    return mark ? this.screen.toStage(mark) : { x: 0, y: 0 };
  }

  // for the reading screen around it

  get chain(): Chain { return this.labeller.chain; }
  get active(): number | null { return this.labeller.active; }
  get look(): Look { return this.screen.looked; }
  set look(look: Look) {
    this.screen.look(look.view);
    this.screen.window(look.shown);
    if (look.inverted !== this.screen.inverted) this.screen.invert();
    this.requestUpdate();
  }
  /** milliseconds of own work in the newest frames */
  get frames(): readonly number[] { return this.screen.frames; }

  choose(mark: number): void {
    this.labeller.active = mark;
    this.requestUpdate();
    this.tellChosen();
  }

  /** one step of the marks back or again; the page around the viewer keeps the order of all steps of an answer */
  undoMarks(): void { this.labeller.undo(); }
  redoMarks(): void { this.labeller.redo(); }

  /** how sure the reader is of a mark */
  rate(mark: number, sure: Sureness): void {
    this.labeller.active = mark;
    this.labeller.setSure(sure);
  }

  /** Returns whether the key meant something here. */
  press(event: KeyboardEvent, onControl: boolean): boolean {
    const scope = this.answering ? (this.labelling ? "answer" : "answer alone") : this.labelling ? "labels" : "film";
    const command = this.keymap.commandOf(event, { scope, onControl });
    if (!command) return false;
    event.preventDefault();
    event.stopPropagation();
    this.run(command);
    return true;
  }

  // commands

  readonly run = (command: Command): void => {
    const { screen, labeller } = this;
    if (command.do === "answer") return this.emit("answer-command", { what: command.what });
    if (this.answering && (command.do === "undo" || command.do === "redo")) return this.emit("answer-command", { what: command.do });
    if (command.do === "help" && this.answering) return this.emit("answer-command", { what: "help" });
    if (command.do === "help") this.helping = !(this.helping ?? this.labelling);
    else if (screen.film) switch (command.do) {
      case "preset": screen.preset(command.preset); this.say(`${command.preset} window`, "quiet"); break;
      case "invert": screen.invert(); this.say(screen.inverted ? "Inverted" : "Not inverted", "quiet"); break;
      case "rotate": screen.rotate(); this.say("Rotated by 90°", "quiet"); break;
      case "flip": screen.flip(); this.say(screen.view.flip ? "Flipped" : "Not flipped", "quiet"); break;
      case "fit": screen.fit(); break;
      case "zoom-in": screen.zoomBy(1.25); break;
      case "zoom-out": screen.zoomBy(0.8); break;
      case "magnifier": this.toggleMagnifier(); break;
      case "window-mode": this.windowing = !this.windowing; this.say(this.windowing ? "Drag changes the window" : "Drag moves the film"); break;
      case "narrower": screen.windowBy(-30, 0); break;
      case "wider": screen.windowBy(30, 0); break;
      case "darker": screen.windowBy(0, 20); break;
      case "brighter": screen.windowBy(0, -20); break;
      case "labels": this.namesShown = !this.namesShown; break;
      case "overlays": this.toggleOverlays(); break;
      case "overlay": this.overlays.filter((o) => keyOf(o) === command.key).forEach((o) => this.toggleOverlay(o.id)); break;
      case "arrow": this.arrow(command.to, command.how); break;
      case "set": if (labeller.crosshair) labeller.drop(); else if (labeller.active === null) labeller.toggleCrosshair(); else this.openMenu(labeller.active); break;
      case "crosshair": labeller.toggleCrosshair(); break;
      case "above": labeller.extend(1); break;
      case "below": labeller.extend(-1); break;
      case "instrument": labeller.toggleInstrumented(); break;
      case "s1": labeller.sacrum(); break;
      case "l6": labeller.extra("L6"); break;
      case "t13": labeller.extra("T13"); break;
      case "sure": if (this.answering) labeller.setSure(); break;
      case "rename": labeller.openMenu(); void this.updateComplete.then(() => this.focusMenu()); break;
      case "remove": if (this.boxing) this.giveBoxes(this.boxes.slice(0, -1)); else labeller.remove(); break;
      case "undo": labeller.undo(); break;
      case "redo": labeller.redo(); break;
      case "focus": labeller.step(command.by); this.tellChosen(); break;
      case "leave": labeller.crosshair = null; this.stage.focus(); break;
    }
    this.requestUpdate();
  };

  /** moves the crosshair where it is shown or no mark is set yet; else names all marks anew or moves the chosen one */
  private arrow(to: Direction, how: keyof typeof STEPS): void {
    const { screen, labeller } = this;
    if (!this.labelling) return screen.panBy(-WAYS[to].x * 40, -WAYS[to].y * 40);
    if (labeller.crosshair || labeller.chain.marks.length === 0) return labeller.moveCrosshair(screen.way(WAYS[to], STEPS[how]));
    if (how !== "plain") return labeller.nudge(screen.way(WAYS[to], how === "fine" ? STEPS.fine : STEPS.plain));
    if (to === "up" || to === "down") labeller.shift(to === "up" ? 1 : -1);
  }

  private toggleMagnifier(): void {
    this.magnifying = !this.magnifying;
    this.screen.magnify(this.magnifying ? (this.mouse ?? { x: this.screen.size.width / 2, y: this.screen.size.height / 2 }) : null);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as HTMLElement, onControl = target !== this.stage;
    if (event.key === " " && !onControl) {
      event.preventDefault();
      if (this.gestures && !event.repeat) { this.gestures.spaceHeld = true; this.gestures.spaceUsed = false; }
      return;
    }
    // the browser's own way back from a box that was drawn by mistake
    if (this.boxing && !onControl && (event.key === "Delete" || event.key === "Backspace")) return this.run({ do: "remove" });
    this.press(event, onControl);
  };

  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (event.key !== " " || !this.gestures?.spaceHeld) return;
    this.gestures.spaceHeld = false;
    event.preventDefault();
    if (this.labelling && !this.gestures.spaceUsed) this.run({ do: "instrument" });
  };

  private focusMenu(): void { this.renderRoot.querySelector<HTMLElement>('.menu [aria-checked="true"]')?.focus(); }

  private readonly closeMenu = (): void => {
    this.labeller.menuFor = null;
    this.requestUpdate();
    this.stage.focus({ preventScroll: true });
  };

  private readonly openMenu = (id: number): void => { this.labeller.active = id; this.run({ do: "rename" }); };

  private readonly toggleOverlay = (id: string): void => {
    const hidden = new Set(this.hiddenOverlays);
    if (!hidden.delete(id)) hidden.add(id);
    this.hiddenOverlays = hidden;
  };

  private toggleOverlays(): void {
    const all = this.overlays.map((o) => o.id);
    this.hiddenOverlays = new Set(all.some((id) => !this.hiddenOverlays.has(id)) ? all : []);
  }

  /** another mark is the active one: no change of the answer, but the page may show it */
  private tellChosen(): void { this.emit("mark-chosen", {}); }

  private emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  // what is seen

  protected override render() {
    const { labeller, screen } = this, { film, matrix, size } = screen, helping = !this.answering && (this.helping ?? this.labelling), overlays = this.overlays ?? [];
    const chain = labeller.chain, marks = this.labelling && this.namesShown, cross = this.labelling ? labeller.crosshair : null;
    return html`
      <div class="bars" @keydown=${this.onKey}>
        ${viewBar({
          presets: film?.presets ?? null, shown: screen.shown, inverted: screen.inverted, flipped: screen.view.flip, windowing: this.windowing,
          magnifying: this.magnifying, helping,
        }, this.keymap, this.run)}
        ${this.labelling && !this.answering ? labelBar(labeller, film !== null, this.keymap, this.run, (level) => labeller.startAt(level)) : nothing}
      </div>
      <div class=${classMap({ stage: true, marking: (this.labelling && !this.windowing && film !== null) || this.boxing, windowing: this.windowing })} tabindex="0"
        role="application" aria-roledescription="radiograph" aria-label=${this.description} aria-describedby=${helping ? "keys" : nothing}
        @keydown=${this.onKey} @keyup=${this.onKeyUp} @blur=${() => { if (this.gestures) this.gestures.spaceHeld = false; }}>
        <div class="film">${screen.renderer?.canvas ?? nothing}</div>
        ${film ? html`
          <div class="on">
            ${drawing(overlays, this.hiddenOverlays, marks ? chain.marks : [], this.boxes ?? [], this.boxDrawn)}
            ${!this.labelling && this.namesShown ? givenLabels(this.labels ?? []) : nothing}
            ${(this.beside ?? []).length > 0 ? html`<div class="beside">${givenLabels(this.beside)}</div>` : nothing}
            ${marks ? ownMarks(chain, labeller.active, (id) => { labeller.active = id; this.requestUpdate(); }, this.openMenu) : nothing}
            ${crosshair(cross)}
            ${cross && marks ? ghost(labeller.nameAt(cross), cross) : this.hovering && marks ? ghost(this.hovering.level, this.hovering.at) : nothing}
          </div>
          ${screen.magnifier ? html`<div class="glass" style="width:${screen.magnifier.width}px;height:${screen.magnifier.height}px;transform:translate(${screen.magnifier.x}px,${screen.magnifier.y}px)"></div>` : nothing}
          ${labeller.menuFor === null ? nothing : renameMenu(chain, labeller.menuFor, matrix, size,
            (level) => { const id = labeller.menuFor!; labeller.rename(id, level); this.closeMenu(); }, this.closeMenu)}
          ${legend(overlays, this.hiddenOverlays, (this.labels ?? []).length > 0 && !this.labelling ? { shown: this.namesShown } : null, this.toggleOverlay,
            () => (this.namesShown = !this.namesShown))}
          <div class="corner readout"><div class="quiet"></div><div></div></div>` : this.waiting()}
        <div class="said ${this.said.kind}" aria-live="polite" role="status">${this.said.text}</div>
      </div>
      ${helping ? keyStrip(this.keymap, this.labelling, overlays.length > 0) : nothing}`;
  }

  private get description(): string {
    const levels = this.labelling ? this.labeller.labels : (this.labels ?? []);
    const named = levels.map((l) => l.level + (l.instrumented ? " instrumented" : "")).join(", ");
    return `${this.filmName}${named ? `. Levels: ${named}` : this.labelling ? ". No level named yet" : ""}`;
  }

  /** what a mark under the mouse would be called, but not over a mark */
  private preview(): void {
    const { labeller, screen, mouse } = this;
    const wanted = mouse && this.labelling && this.namesShown && !this.windowing && !this.magnifying && !labeller.crosshair ? screen.toFilm(mouse) : null;
    const near = 14 / Math.hypot(screen.matrix.a, screen.matrix.b);
    const taken = wanted && labeller.chain.marks.some((m) => Math.hypot(m.x - wanted.x, m.y - wanted.y) < near);
    if (!wanted || taken) {
      if (this.hovering) this.hovering = null;
    } else this.hovering = { level: labeller.nameAt(wanted), at: wanted };
  }

  private waiting() {
    if (this.failure) {
      return html`<div class="state" data-control role="alert">${ICONS.warning}<div>${this.failure}</div>
        <button type="button" @click=${() => void this.load()}>Retry</button></div>`;
    }
    return html`<div class="state">${this.filmUrl ? html`<div>Loading the film …</div>
      <progress max="1" .value=${this.loaded} aria-label="Loading the film"></progress>` : html`<div>No film to show.</div>`}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { "levelread-viewer": RadiographViewer }
}
