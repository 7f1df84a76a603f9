import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { type Answer, answerOf, type Draft, labelsOf, objection, type Questions } from "./answer.js";
import { AnswerSteps, type Beside, type Restored } from "./answer-steps.js";
import { type FilmLabel } from "./chain.js";
import { clearAccount, DraftKeeper } from "./draft-keeper.js";
import { EffortClock } from "./effort.js";
import { type AnswerCommand, type ChosenKeys, type Command, Keymap } from "./keys.js";
import type { Overlay } from "./overlay-layer.js";
import type { Look, RadiographViewer } from "./radiograph-viewer.js";
import { conflict, type Feedback, feedbackBox, type GivenAnswer, givenDialog, keysDialog, logoutDialog, signature } from "./reading-dialogs.js";
import { keyPad, levelRows, nextQuality, questionFields, savedLine, stepPad } from "./reading-panel.js";
import { readingStyles } from "./reading-styles.js";
import { type Reply, Server } from "./server.js";

/** one film to read, as the server gives it */
export interface Assignment {
  readingId: string;
  place: string;
  filmUrl: string;
  account: string;
  reader: string;
  meaning: string;
  questions: Questions;
  draft: Draft;
  keys: ChosenKeys;
  /** the revision that is corrected; 0 for a first answer */
  correcting: number;
  /** what an aided arm shows */
  overlays: readonly Overlay[];
  /** a sentence above the answer, such as the arm; may be empty */
  notice: string;
}

export interface Sending { busy: boolean; refusal: string }

type Open = "signature" | "keys" | "given" | "logout" | null;

const PARTS: Readonly<Record<keyof Beside, string>> = { determinable: "not determinable", reason: "the reason", quality: "the film's quality", comment: "the note" };
const CALM: Sending = { busy: false, refusal: "" };

/**
 * The screen on which a reader answers: the film, what was said so far, and the protocol's questions. It keeps the answer
 * by itself and needs the server only to hand it over.
 *
 * @fires next-film - the answer is signed: show what comes next
 * @fires correct-answer - {reading}
 * @fires current-film - back from a correction
 * @fires sign-out
 */
@customElement("levelread-reading")
export class ReadingScreen extends LitElement {
  static override readonly styles = readingStyles;

  @property({ attribute: false }) assignment: Assignment | null = null;

  @state() private answer: Answer = { levels: [], determinable: true, reason: "", quality: null, comment: "" };
  @state() private keymap = new Keymap();
  @state() private open: Open = null;
  @state() private menu = false;
  @state() private sending = CALM;
  @state() private feedback: Feedback | null = null;
  @state() private refused = "";
  @state() private waiting: string | null = null;
  @state() private keysSaid = "";
  @state() private given: GivenAnswer[] | null = null;
  @state() private givenFailed = "";
  @query("levelread-viewer") private viewer!: RadiographViewer;

  private readonly windowName = Math.random().toString(36).slice(2, 12);
  private keeper: DraftKeeper | null = null;
  private clock = new EffortClock({ activeMs: 0, idleMs: 0, changes: 0 });
  private server = new Server("", "");
  private labels: readonly FilmLabel[] = [];
  private labelsGiven: readonly FilmLabel[] = [];
  private givenTimes = 0;
  private steps = new AnswerSteps([]);
  private restoring = false;
  private drawerWasOpen = false;
  /** signed out: nothing more is written on this computer */
  private gone = false;

  // life

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.onKey);
    window.addEventListener("keydown", this.onInput, { capture: true });
    for (const kind of ["pointerdown", "pointermove", "wheel"] as const) window.addEventListener(kind, this.onInput, { passive: true });
    window.addEventListener("pagehide", this.onLeave);
    window.addEventListener("online", this.onOnline);
    document.addEventListener("visibilitychange", this.onVisible);
    this.drawer((open) => { this.drawerWasOpen = open; return false; });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.onKey);
    window.removeEventListener("keydown", this.onInput, { capture: true });
    for (const kind of ["pointerdown", "pointermove", "wheel"] as const) window.removeEventListener(kind, this.onInput);
    window.removeEventListener("pagehide", this.onLeave);
    window.removeEventListener("online", this.onOnline);
    document.removeEventListener("visibilitychange", this.onVisible);
    this.onLeave();
    this.drawer(() => this.drawerWasOpen);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("assignment") && this.assignment) this.begin(this.assignment);
  }

  protected override updated(changed: PropertyValues): void {
    for (const dialog of this.renderRoot.querySelectorAll("dialog")) if (!dialog.open) dialog.showModal();
    if (changed.has("assignment")) this.viewer?.focus();
  }

  private begin(assignment: Assignment): void {
    const { account, readingId, draft } = assignment;
    this.server = new Server(account, document.baseURI);
    this.keymap = new Keymap(assignment.keys);
    this.open = this.feedback = null;
    this.sending = CALM;
    this.refused = "";
    this.keeper = new DraftKeeper({
      save: (body, last) => this.server.send("PUT", `readings/${readingId}/draft`, body, last),
      storage: localStorage,
      now: () => Date.now(),
      later: (run, ms) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); },
      changed: () => this.requestUpdate(),
    }, account, assignment.correcting > 0 ? `${readingId}.${assignment.correcting}` : readingId, this.windowName, draft);
    if (assignment.correcting > 0) this.keeper.end();
    this.clock = new EffortClock(this.keeper.now.effort);
    this.show(this.keeper.now.answer);
  }

  private show(answer: Answer): void {
    this.answer = answer;
    this.labels = this.labelsGiven = labelsOf(answer);
    this.givenTimes++;
    this.steps = new AnswerSteps(this.assignment?.questions.reasons ?? []);
    // the panel shows the viewer's chain, which takes the labels in a rendering of its own
    void this.updateComplete.then(() => this.viewer?.updateComplete).then(() => this.requestUpdate());
  }

  // the answer

  /** what the reader says beside the marks */
  private say(part: Partial<Beside>): void {
    const before = this.answer;
    this.change(part);
    this.steps.said(before, this.answer);
  }

  private restore(restored: Restored, again: boolean): void {
    const { viewer } = this;
    if (!restored) return viewer.say(again ? "Nothing to redo." : "Nothing to undo.", "refused");
    if (restored.of === "marks") {
      this.restoring = true;
      if (again) viewer.redoMarks();
      else viewer.undoMarks();
      this.restoring = false;
      return;
    }
    const { determinable, reason, quality, comment } = restored.answer;
    this.change(determinable === this.answer.determinable ? { reason, quality, comment } : { determinable, reason, quality, comment });
    viewer.say(`${again ? "Redone" : "Undone"}: ${PARTS[restored.of]}`);
  }

  private change(part: Partial<Answer>): void {
    this.answer = { ...this.answer, ...part };
    // the marks stay where they are while nothing can be determined
    if (part.determinable !== undefined) this.labelsGiven = this.labels;
    this.refused = "";
    this.clock.change(Date.now());
    this.keeper?.change(this.answer, this.clock.effort(Date.now()));
    this.keepLook();
  }

  private readonly onLabels = (event: CustomEvent<{ labels: FilmLabel[] }>): void => {
    const { assignment } = this;
    if (!assignment) return;
    this.labels = event.detail.labels;
    if (!this.restoring) this.steps.marked();
    this.change(answerOf(this.labels, assignment.questions, this.answer));
  };

  private readonly onCommand = (event: CustomEvent<{ what: AnswerCommand | "help" }>): void => {
    switch (event.detail.what) {
      case "undeterminable": this.toggleDeterminable(); break;
      case "quality": if (this.assignment?.questions.quality) this.say({ quality: nextQuality(this.answer.quality) }); break;
      case "note": this.focusIn("#note"); break;
      case "submit": void this.submit(); break;
      case "undo": this.restore(this.steps.undo(), false); break;
      case "redo": this.restore(this.steps.redo(), true); break;
      case "help": this.openKeys(); break;
    }
  };

  private toggleDeterminable(): void {
    this.say({ determinable: !this.answer.determinable });
    if (!this.answer.determinable) void this.updateComplete.then(() => this.focusIn("#reason input"));
  }

  private async submit(): Promise<void> {
    const { assignment, keeper } = this;
    if (!assignment || !keeper || this.open || this.feedback) return;
    const why = objection(this.answer, assignment.questions, (id) => this.keymap.shown(id));
    this.refused = why ?? "";
    if (why) return this.viewer.say(why, "refused");
    if (keeper.state.kind === "conflict") return;
    this.sending = CALM;
    this.open = "signature";
    await this.updateComplete;
    this.focusIn(assignment.correcting > 0 ? "#change-reason" : "#password");
    if (assignment.correcting === 0) await keeper.wish(this.clock.effort(Date.now()));
  }

  private async sign(password: string, reason: string): Promise<void> {
    const { assignment, keeper } = this;
    if (!assignment || !keeper || this.sending.busy) return;
    this.sending = { busy: true, refusal: "" };
    await keeper.flush();
    const effort = this.clock.effort(Date.now()), { answer } = this, { readingId, correcting } = assignment;
    const reply = correcting > 0
      ? await this.server.send("POST", `readings/${readingId}/correction`, { revision: correcting, answer, effort, reason, password })
      : await this.server.send("POST", `readings/${readingId}/signature`, { version: keeper.seenVersion, answer, effort, password });
    this.takeSigned(reply, keeper, assignment);
  }

  private takeSigned(reply: Reply, keeper: DraftKeeper, assignment: Assignment): void {
    const refuse = (refusal: string): void => {
      this.sending = { busy: false, refusal };
      void this.updateComplete.then(() => { const field = this.focusIn("#password"); if (field instanceof HTMLInputElement) field.select(); });
    };
    if (reply.kind === "unreachable") return refuse("The server does not answer: nothing was signed. Your answer is kept; try again in a moment.");
    if (reply.kind === "signed-out") return refuse("Your session has ended: sign in again in another window, then sign here.");
    if (reply.body["outcome"] !== "signed") {
      if (reply.body["outcome"] === "conflict") return refuse("This film was changed in another window. Go back to the film to see which answer stays.");
      const until = reply.body["lockedUntil"] ? ` Try again after ${new Date(String(reply.body["lockedUntil"])).toLocaleTimeString("en-GB")}.` : "";
      return refuse(String(reply.body["message"] ?? "The server could not sign the answer. Try again.") + until);
    }
    keeper.end();
    localStorage.removeItem(this.lookKey(assignment));
    this.sending = CALM;
    this.open = null;
    this.feedback = (reply.body["feedback"] as Feedback | undefined) ?? null;
    if (this.feedback) void this.updateComplete.then(() => this.focusIn("#next"));
    else this.next();
  }

  private readonly next = (): void => {
    this.feedback = null;
    this.tell("next-film");
  };

  private readonly resolve = (which: "mine" | "theirs"): void => {
    this.open = null;
    this.show(this.keeper!.resolve(which));
    this.viewer.focus();
  };

  // keys, menu, leaving

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.renderRoot.querySelector("dialog") || !this.assignment || this.feedback) return;
    const path = event.composedPath(), target = path[0] as HTMLElement, mine = path.includes(this);
    if (!mine && target !== document.body) return;
    const text = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "radio");
    if (event.key === "Escape" && (this.menu || text || mine)) { this.menu = false; this.viewer.focus(); }
    if (text && !(event.ctrlKey && event.key === "Enter")) return;
    // the stage and the bars beside it ask the viewer themselves
    this.viewer.press(event, mine);
  };

  private readonly onInput = (event: Event): void => {
    this.clock.input(Date.now());
    if (event.type === "pointerdown" && this.menu && !event.composedPath().some((part) => part instanceof Element && part.matches(".menu, #menu"))) this.menu = false;
  };
  private readonly onOnline = (): void => this.keeper?.retry();

  private readonly onLeave = (): void => {
    this.keepLook();
    this.keeper?.leave(this.clock.effort(Date.now()));
  };

  private readonly onVisible = (): void => {
    if (document.visibilityState === "visible") {
      this.clock.input(Date.now());
      this.keeper?.retry();
    } else {
      this.clock.away(Date.now());
      this.onLeave();
    }
  };

  private readonly onFilm = (): void => {
    this.clock.start(Date.now());
    const kept = this.assignment && localStorage.getItem(this.lookKey(this.assignment));
    if (kept) try { this.viewer.look = JSON.parse(kept) as Look; } catch { /* cut off: the film is shown as it is */ }
    this.viewer.focus();
    this.requestUpdate();
  };

  /** what is looked at is no part of the answer and stays on this computer */
  private keepLook(): void {
    if (this.gone || !this.assignment || !this.keeper || this.keeper.now.answer !== this.answer || !this.viewer?.filmSize) return;
    try { localStorage.setItem(this.lookKey(this.assignment), JSON.stringify(this.viewer.look)); } catch { /* no room: no matter */ }
  }

  private lookKey({ account, readingId }: Assignment): string { return `levelread.look.${account}.${readingId}`; }

  private openKeys(): void { this.menu = false; this.keysSaid = ""; this.waiting = null; this.open = "keys"; }

  private async openGiven(): Promise<void> {
    this.menu = false;
    this.given = null;
    this.givenFailed = "";
    this.open = "given";
    const reply = await this.server.get("readings/signed");
    if (reply.kind === "answered" && Array.isArray(reply.body)) this.given = reply.body as unknown as GivenAnswer[];
    else this.givenFailed = "Your answers could not be loaded: the server does not answer.";
  }

  private giveKey(event: KeyboardEvent): void {
    const step = this.keymap.give(this.waiting!, event);
    if ("refused" in step) { this.keysSaid = step.refused; return; }
    this.keysSaid = step.taken ? `“${step.taken.what}” had this key and has ${step.keymap.keysOf(step.taken).length > 0 ? "its other key" : "none"} now.` : "";
    this.saveKeys(step.keymap);
  }

  private saveKeys(keymap: Keymap): void {
    this.keymap = keymap;
    this.waiting = null;
    void this.server.send("PUT", "readings/keys", keymap.chosen).then((reply) => {
      if (reply.kind !== "answered" || reply.status !== 200) this.keysSaid = "The keys hold on this page, but could not be saved: the server does not answer.";
    });
  }

  private async logOut(): Promise<void> {
    this.menu = false;
    await this.keeper?.flush();
    if (this.keeper?.unsaved && this.assignment?.correcting === 0) this.open = "logout";
    else this.signOut();
  }

  private readonly signOut = (): void => {
    this.keeper?.end();
    if (this.assignment) clearAccount(localStorage, this.assignment.account);
    this.gone = true;
    this.tell("sign-out");
  };

  private drawer(set: (open: boolean) => boolean): void {
    const layout = document.querySelector<HTMLElement & { drawerOpened: boolean }>("vaadin-app-layout");
    if (layout) layout.drawerOpened = set(layout.drawerOpened);
  }

  private focusIn(selector: string): HTMLElement | null {
    const found = this.renderRoot.querySelector<HTMLElement>(selector);
    found?.focus();
    return found;
  }

  private readonly close = (): void => { this.open = null; void this.updateComplete.then(() => this.viewer.focus()); };
  private tell(name: string, detail: unknown = {}): void { this.dispatchEvent(new CustomEvent(name, { detail })); }
  private readonly run = (command: Command): void => { this.viewer.run(command); this.viewer.focus(); };

  // what is seen

  protected override render() {
    const { assignment, keeper } = this;
    if (!assignment || !keeper) return nothing;
    return html`
      <levelread-viewer answering .labelling=${this.answer.determinable && !this.feedback} .filmUrl=${assignment.filmUrl} .filmName=${assignment.place} .labels=${this.labelsGiven}
        .labelsGiven=${this.givenTimes} .overlays=${assignment.overlays} .keymap=${this.keymap} .beside=${this.feedback?.reference ?? []}
        @labels-changed=${this.onLabels} @answer-command=${this.onCommand} @film-loaded=${this.onFilm} @mark-chosen=${() => this.requestUpdate()}></levelread-viewer>
      <aside class="panel" aria-label="Your answer">${this.panel(assignment, keeper)}</aside>
      ${this.menu ? this.menuShown() : nothing}${this.dialogs(assignment, keeper)}`;
  }

  private panel(assignment: Assignment, keeper: DraftKeeper) {
    const { answer, viewer, keymap } = this, { questions, correcting } = assignment;
    const saved = correcting > 0 ? { text: "A correction is kept when you sign it.", kind: "good" } : savedLine(keeper.state);
    const chain = viewer?.chain, active = viewer?.active ?? null, mark = chain?.marks.find((m) => m.id === active);
    return html`
      <div class="head"><h1 id="place">${assignment.place}</h1>
        <button type="button" class="icon" id="menu" aria-label="Menu" aria-expanded=${this.menu} @click=${() => (this.menu = !this.menu)}>⋯</button></div>
      <div class="rest" ?inert=${this.menu}>
      <p class="saved ${saved.kind}" id="saved" role="status">${saved.text}${keeper.state.kind === "signed-out" ? html` <a href="login" target="_blank">Sign in</a>` : nothing}</p>
      ${assignment.notice ? html`<div class="band">${assignment.notice}</div>` : nothing}
      ${correcting > 0 ? html`<div class="band">You correct your signed answer. <button type="button" class="key" id="back" @click=${() => this.tell("current-film")}>Leave it as it is</button></div>` : nothing}
      ${this.feedback ? feedbackBox(this.feedback, this.next) : nothing}
      <div class="scroll">${answer.determinable && chain ? levelRows({
        chain, active, questions,
        choose: (id) => viewer.choose(id),
        instrument: (id) => { viewer.choose(id); this.run({ do: "instrument" }); },
        rate: (id, sure) => viewer.rate(id, sure),
      }) : nothing}</div>
      ${this.feedback ? nothing : html`
        ${answer.determinable && chain ? keyPad(chain, this.steps, mark?.instrumented ?? false, mark !== undefined, keymap, this.run) : stepPad(this.steps, keymap, this.run)}
        ${questionFields({ answer, questions, keymap, change: (part) => this.say(part), back: () => this.viewer.focus() })}
        <p class="objection ${this.refused ? "refused" : ""}" role="status">${this.refused}</p>
        <button type="button" class="primary wide" id="submit" @click=${() => void this.submit()}>${correcting > 0 ? "Sign the correction" : "Sign and submit"}<kbd>${keymap.shown("submit")}</kbd></button>`}</div>`;
  }

  private menuShown() {
    return html`<div class="menu" role="group" aria-label="Menu">
      <button type="button" @click=${() => this.openKeys()}>Keys<kbd>${this.keymap.shown("help")}</kbd></button>
      <button type="button" @click=${() => void this.openGiven()}>Your earlier answers</button>
      <button type="button" @click=${() => { this.menu = false; this.drawer((open) => !open); }}>Other pages</button>
      <button type="button" id="log-out" @click=${() => void this.logOut()}>Log out</button></div>`;
  }

  private dialogs(assignment: Assignment, keeper: DraftKeeper) {
    const { state } = keeper;
    if (state.kind === "conflict" && this.open !== "logout") return conflict(state.mine, state.theirs, this.resolve);
    switch (this.open) {
      case "signature": return signature({
        title: assignment.correcting > 0 ? `Correct ${assignment.place}` : `Sign ${assignment.place}`, answer: this.answer, meaning: assignment.meaning,
        reader: assignment.reader, correction: assignment.correcting > 0, sending: this.sending, sign: (password, reason) => void this.sign(password, reason), back: this.close,
      });
      case "keys": return keysDialog({
        keymap: this.keymap, waiting: this.waiting, said: this.keysSaid, wait: (id) => { this.waiting = id; this.keysSaid = ""; },
        press: (event) => this.giveKey(event), usual: () => this.saveKeys(new Keymap()), close: this.close,
      });
      case "given": return givenDialog(this.given, this.givenFailed, (reading) => { this.open = null; this.tell("correct-answer", { reading }); }, this.close);
      case "logout": return logoutDialog(this.signOut, this.close);
      case null: return nothing;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap { "levelread-reading": ReadingScreen }
}
