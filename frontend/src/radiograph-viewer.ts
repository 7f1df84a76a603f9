import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { type FilmLabel } from "./chain.js";
import { fetchFilm, type Film, FilmFailure } from "./film.js";
import type { Point, Size } from "./geometry.js";
import { Gestures, type GestureTarget } from "./gestures.js";
import { ICONS } from "./icons.js";
import { type Command, commandOf, type Direction } from "./keys.js";
import { ghost, givenLabels, ownMarks, renameMenu } from "./label-layer.js";
import { Labeller, type LabellerHost } from "./labeller.js";
import { drawing, keyOf, legend, type Overlay } from "./overlay-layer.js";
import { Screen } from "./screen.js";
import { styles } from "./styles.js";
import { keyStrip, labelBar, viewBar } from "./toolbar.js";

const WAYS: Readonly<Record<Direction, Point>> = { up: { x: 0, y: -1 }, down: { x: 0, y: 1 }, left: { x: -1, y: 0 }, right: { x: 1, y: 0 } };

/**
 * A 16-bit radiograph with window and level, overlays, level names, and a labelling mode for readers.
 *
 * @fires film-loaded - {width, height, renderer}
 * @fires film-failed - {message}
 * @fires labels-changed - {labels: [{level, x, y, instrumented}]}, lowest first, film pixels
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
  @property({ type: Boolean, attribute: "force-canvas" }) forceCanvas = false;

  @state() private failure: string | null = null;
  @state() private loaded = 0;
  @state() private windowing = false;
  /** null: shown while labelling */
  @state() private helping: boolean | null = null;
  @state() private namesShown = true;
  @state() private hiddenOverlays: ReadonlySet<string> = new Set();
  @state() private hover: Point | null = null;
  @state() private said: { text: string; kind: "told" | "refused" | "quiet" } = { text: "", kind: "quiet" };
  @query(".stage") private stage!: HTMLElement;

  private readonly screen = new Screen(() => this.requestUpdate());
  private readonly labeller = new Labeller(this);
  private gestures: Gestures | null = null;
  private loading: AbortController | null = null;
  private silence = 0;
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
    this.screen.draw();
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

  dragMode(): "pan" | "window" { return this.windowing ? "window" : "pan"; }

  markAt(event: Event): number | null {
    if (!this.labelling) return null;
    const mark = event.composedPath().find((node) => node instanceof HTMLElement && node.dataset["mark"]) as HTMLElement | undefined;
    return mark ? Number(mark.dataset["mark"]) : null;
  }

  pressed(mark: number | null): void {
    this.labeller.crosshair = this.labeller.menuFor = null;
    if (mark === null) this.stage.focus({ preventScroll: true });
    else this.focusMark(mark);
    this.requestUpdate();
  }

  clicked(at: Point): void { if (this.labelling && !this.windowing) this.labeller.placeAt(this.screen.toFilm(at)); }
  doubleClicked(mark: number): void { this.openMenu(mark); }
  hovered(at: Point | null): void { this.hover = at; }
  panned(dx: number, dy: number): void { this.screen.panBy(dx, dy); }
  zoomed(at: Point, factor: number): void { this.screen.zoomBy(factor, at); }
  windowed(dx: number, dy: number): void { this.screen.windowBy(dx, dy); }
  markHeld(mark: number, at: Point): void { this.labeller.hold(mark, this.screen.toFilm(at)); }
  markReleased(kept: boolean): void { this.labeller.settle(kept); }

  centreOf(id: number): Point {
    const mark = this.labeller.chain.marks.find((m) => m.id === id);
    return mark ? this.screen.toStage(mark) : { x: 0, y: 0 };
  }

  private focusMark(id: number | null): void {
    this.labeller.active = id;
    const mark = id === null ? null : this.renderRoot.querySelector<HTMLElement>(`[data-mark="${id}"]`);
    (mark ?? this.stage).focus({ preventScroll: true });
  }

  // commands

  private readonly run = (command: Command): void => {
    const { screen, labeller } = this;
    if (command.do === "help") this.helping = !(this.helping ?? this.labelling);
    else if (screen.film) switch (command.do) {
      case "preset": screen.preset(command.preset); this.say(`${command.preset} window`, "quiet"); break;
      case "invert": screen.invert(); this.say(screen.inverted ? "Inverted" : "Not inverted", "quiet"); break;
      case "rotate": screen.rotate(); this.say("Rotated by 90°", "quiet"); break;
      case "flip": screen.flip(); this.say(screen.view.flip ? "Flipped" : "Not flipped", "quiet"); break;
      case "fit": screen.fit(); break;
      case "zoom-in": screen.zoomBy(1.25); break;
      case "zoom-out": screen.zoomBy(0.8); break;
      case "window-mode": this.windowing = !this.windowing; this.say(this.windowing ? "Drag changes the window" : "Drag moves the film"); break;
      case "narrower": screen.windowBy(-30, 0); break;
      case "wider": screen.windowBy(30, 0); break;
      case "darker": screen.windowBy(0, 20); break;
      case "brighter": screen.windowBy(0, -20); break;
      case "labels": this.namesShown = !this.namesShown; break;
      case "overlay": this.overlays.filter((o) => keyOf(o) === command.key).forEach((o) => this.toggleOverlay(o.id)); break;
      case "pan": screen.panBy(-WAYS[command.to].x * 40, -WAYS[command.to].y * 40); break;
      case "crosshair": labeller.moveCrosshair(screen.way(WAYS[command.to], command.fine ? 0.0025 : 0.02), screen.middle); this.stage.focus(); break;
      case "nudge": labeller.nudge(screen.way(WAYS[command.to], 0.0025)); break;
      case "drop": labeller.drop(screen.middle); break;
      case "instrument": labeller.toggleInstrumented(); break;
      case "instrument-s1": labeller.toggleSacrum(); break;
      case "rename": labeller.openMenu(); void this.updateComplete.then(() => this.focusMenu()); break;
      case "remove": labeller.remove(); break;
      case "shift": labeller.shift(command.by); break;
      case "undo": labeller.undo(); break;
      case "redo": labeller.redo(); break;
      case "focus": labeller.step(command.by); this.focusMark(labeller.active); break;
      case "leave": this.stage.focus(); break;
    }
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as HTMLElement, onMark = target.hasAttribute("data-mark");
    const onControl = !onMark && target !== this.stage;
    if (event.key === " " && !onControl) {
      event.preventDefault();
      if (this.gestures && !event.repeat) { this.gestures.spaceHeld = true; this.gestures.spaceUsed = false; }
      return;
    }
    const command = commandOf(event, { labelling: this.labelling, onMark, onControl });
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    this.run(command);
    if (onMark && this.labeller.menuFor === null) void this.updateComplete.then(() => this.focusMark(this.labeller.active));
  };

  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (event.key !== " " || !this.gestures?.spaceHeld) return;
    this.gestures.spaceHeld = false;
    event.preventDefault();
    if (this.labelling && !this.gestures.spaceUsed) this.run({ do: "instrument" });
  };

  private focusMenu(): void { this.renderRoot.querySelector<HTMLElement>('.menu [aria-checked="true"]')?.focus(); }

  private readonly closeMenu = (): void => {
    const id = this.labeller.menuFor;
    this.labeller.menuFor = null;
    this.requestUpdate();
    if (id !== null) this.focusMark(id);
  };

  private readonly openMenu = (id: number): void => { this.labeller.active = id; this.run({ do: "rename" }); };

  private readonly toggleOverlay = (id: string): void => {
    const hidden = new Set(this.hiddenOverlays);
    if (!hidden.delete(id)) hidden.add(id);
    this.hiddenOverlays = hidden;
  };

  private emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  // what is seen

  protected override render() {
    const { labeller, screen } = this, { film, matrix, size } = screen, helping = this.helping ?? this.labelling, overlays = this.overlays ?? [];
    const chain = labeller.chain, marks = this.labelling && this.namesShown;
    return html`
      <div class="bars" @keydown=${this.onKey}>
        ${viewBar({ presets: film?.presets ?? null, shown: screen.shown, inverted: screen.inverted, flipped: screen.view.flip, windowing: this.windowing, helping }, this.run)}
        ${this.labelling ? labelBar(labeller, film !== null, this.run, (level) => labeller.startAt(level)) : nothing}
      </div>
      <div class=${classMap({ stage: true, marking: this.labelling && !this.windowing && film !== null, windowing: this.windowing })} tabindex="0"
        role="application" aria-roledescription="radiograph" aria-label=${this.description} aria-describedby=${helping ? "keys" : nothing}
        @keydown=${this.onKey} @keyup=${this.onKeyUp} @blur=${() => { if (this.gestures) this.gestures.spaceHeld = false; }}>
        <div class="film">${screen.renderer?.canvas ?? nothing}</div>
        ${film ? html`
          ${drawing(overlays, this.hiddenOverlays, marks ? chain.marks : [], this.labelling ? labeller.crosshair : null, matrix, size)}
          ${!this.labelling && this.namesShown ? givenLabels(this.labels ?? [], matrix) : nothing}
          ${marks ? ownMarks(chain, labeller.active, matrix, (id) => { labeller.active = id; this.requestUpdate(); }, this.openMenu) : nothing}
          ${this.preview()}
          ${labeller.menuFor === null ? nothing : renameMenu(chain, labeller.menuFor, matrix, size,
            (level) => { const id = labeller.menuFor!; labeller.rename(id, level); this.focusMark(id); }, this.closeMenu)}
          ${legend(overlays, this.hiddenOverlays, (this.labels ?? []).length > 0 && !this.labelling ? { shown: this.namesShown } : null, this.toggleOverlay,
            () => (this.namesShown = !this.namesShown))}
          ${this.readout(film)}` : this.waiting()}
        <div class="said ${this.said.kind}" aria-live="polite" role="status">${this.said.text}</div>
      </div>
      ${helping ? keyStrip(this.labelling, overlays.length > 0) : nothing}`;
  }

  private get description(): string {
    const levels = this.labelling ? this.labeller.labels : (this.labels ?? []);
    const named = levels.map((l) => l.level + (l.instrumented ? " instrumented" : "")).join(", ");
    return `${this.filmName}${named ? `. Levels: ${named}` : this.labelling ? ". No level named yet" : ""}`;
  }

  /** what a mark at the crosshair or under the mouse would be called, but not over a mark */
  private preview() {
    const { labeller, screen } = this;
    const at = labeller.crosshair ? screen.toStage(labeller.crosshair) : this.hover;
    if (!at || !this.labelling || !this.namesShown || (this.windowing && !labeller.crosshair)) return nothing;
    const taken = labeller.chain.marks.some((m) => { const p = screen.toStage(m); return Math.hypot(p.x - at.x, p.y - at.y) < 14; });
    return taken ? nothing : ghost(labeller.nameAt(screen.toFilm(at)), at);
  }

  private readout(film: Film) {
    const { screen } = this, at = this.hover ? screen.toFilm(this.hover) : this.labeller.crosshair;
    const x = Math.floor(at?.x ?? -1), y = Math.floor(at?.y ?? -1), inside = x >= 0 && y >= 0 && x < film.width && y < film.height;
    return html`<div class="corner readout"><div class="quiet">${inside ? `x ${x}  y ${y}  ·  ${film.pixels[y * film.width + x]}` : `${film.width} × ${film.height}`}</div>
      W ${screen.shown.width} L ${screen.shown.level} <span class="quiet">·</span> ${Math.round(screen.view.zoom * 100)} %</div>`;
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
