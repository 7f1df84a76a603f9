/** What stands beside the film: the levels named so far, the keys as buttons, the protocol's questions, and the signature. */
import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { type Answer, QUALITIES, type Quality, type Questions } from "./answer.js";
import { type Chain, levelsOf, SURENESS, type Sureness } from "./chain.js";
import type { KeeperState } from "./draft-keeper.js";
import { ICONS } from "./icons.js";
import type { Command, Keymap } from "./keys.js";

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const timeOfDay = (at: string): string => TIME.format(new Date(at));

/** one line that always says whether the answer is safe */
export function savedLine(state: KeeperState): { text: string; kind: "good" | "busy" | "bad" } {
  switch (state.kind) {
    case "saved": return state.at === null ? { text: "nothing to save yet", kind: "good" } : { text: `saved ${timeOfDay(state.at)}`, kind: "good" };
    case "saving": return { text: "saving …", kind: "busy" };
    case "unreachable": return { text: "The server does not answer. Your answer is kept on this computer and is sent as soon as it does.", kind: "bad" };
    case "signed-out": return { text: "Your session has ended. Your answer is kept on this computer: sign in again.", kind: "bad" };
    case "conflict": return { text: "Changed in another window: choose which answer stays.", kind: "bad" };
    case "locked":
    case "closed": return { text: state.message, kind: "bad" };
  }
}

export interface LevelRows {
  chain: Chain;
  active: number | null;
  questions: Questions;
  choose(mark: number): void;
  instrument(mark: number): void;
  rate(mark: number, sure: Sureness): void;
}

export function levelRows({ chain, active, questions, choose, instrument, rate }: LevelRows): TemplateResult {
  const levels = levelsOf(chain);
  if (levels.length === 0) {
    return html`<p class="empty" id="named-levels">Click the lowest vertebra you see, or move the crosshair with the arrow keys and press <kbd>Enter</kbd>.
      Each next mark takes the next name.</p>`;
  }
  return html`<ul class="levels" id="named-levels" aria-label="Levels named">${[...chain.marks.keys()].reverse().map((i) => {
    const mark = chain.marks[i]!, level = levels[i]!, sure = mark.sure;
    return html`<li class=${classMap({ chosen: mark.id === active, instrumented: mark.instrumented })} data-row=${level}>
      <button type="button" class="level" aria-current=${mark.id === active ? "true" : "false"} @click=${() => choose(mark.id)}>${level}</button>
      ${questions.instrumented ? html`<button type="button" class="metal" aria-pressed=${mark.instrumented} aria-label="${level} instrumented"
        @click=${() => instrument(mark.id)}>${ICONS.screw}<span>${mark.instrumented ? "instrumented" : ""}</span></button>` : nothing}
      ${questions.confidence ? html`<button type="button" class="sure s${sure}" title="How sure: ${SURENESS[sure]}" aria-label="${level}: ${SURENESS[sure]}"
        @click=${() => rate(mark.id, (sure === 1 ? 5 : sure - 1) as Sureness)}>${[1, 2, 3, 4, 5].map((n) => html`<i class=${n <= sure ? "on" : ""}></i>`)}</button>` : nothing}
    </li>`;
  })}</ul>`;
}

interface Key { id: string; text: string; tip: string; command: Command; pressed?: boolean; disabled?: boolean; kind?: string }

/** whether there is a step to undo or to redo */
export interface StepsOpen { readonly canUndo: boolean; readonly canRedo: boolean }

/** each action of the labeller with the key that does the same: it is the help as well */
export function keyPad(chain: Chain, steps: StepsOpen, instrumented: boolean, active: boolean, keymap: Keymap, run: (command: Command) => void): TemplateResult {
  const levels = levelsOf(chain), none = levels.length === 0, has = (level: string) => levels.some((l) => l === level);
  const keys: Key[] = [
    { id: "above", text: "Above", tip: "Next level above", command: { do: "above" }, disabled: none },
    { id: "below", text: "Below", tip: "Next level below", command: { do: "below" }, disabled: none || levels[0] === "S1" },
    { id: "instrument", text: "Screw", tip: "The chosen level is instrumented", command: { do: "instrument" }, disabled: !active, pressed: instrumented, kind: "metal" },
    { id: "up", text: "Names ▲", tip: "All names one level up", command: { do: "arrow", to: "up", how: "plain" }, disabled: none },
    { id: "down", text: "Names ▼", tip: "All names one level down", command: { do: "arrow", to: "down", how: "plain" }, disabled: none },
    { id: "remove", text: "Remove", tip: "Remove the chosen mark", command: { do: "remove" }, disabled: !active },
    { id: "s1", text: "S1", tip: none ? "The first mark is S1" : "Add or choose S1", command: { do: "s1" }, pressed: has("S1") || (none && chain.start === "S1") },
    { id: "l6", text: "L6", tip: "Six lumbar vertebrae", command: { do: "l6" }, pressed: chain.sixLumbar },
    { id: "t13", text: "T13", tip: "Thirteen thoracic vertebrae", command: { do: "t13" }, pressed: chain.thirteenThoracic },
    ...stepKeys(steps),
    { id: "crosshair", text: "Cross", tip: "Crosshair, moved by the arrow keys", command: { do: "crosshair" } },
  ];
  return buttons("Levels", keys, keymap, run);
}

/** without marks to set only the steps are left */
export function stepPad(steps: StepsOpen, keymap: Keymap, run: (command: Command) => void): TemplateResult {
  return buttons("Steps", stepKeys(steps), keymap, run);
}

const stepKeys = ({ canUndo, canRedo }: StepsOpen): Key[] => [
  { id: "undo", text: "Undo", tip: "Undo", command: { do: "undo" }, disabled: !canUndo },
  { id: "redo", text: "Redo", tip: "Redo", command: { do: "redo" }, disabled: !canRedo },
];

function buttons(name: string, keys: readonly Key[], keymap: Keymap, run: (command: Command) => void): TemplateResult {
  return html`<div class="pad" role="group" aria-label=${name}>${keys.map((key) => html`<button type="button" class="key ${key.kind ?? ""}" title=${key.tip}
    data-action=${key.id} aria-label=${key.tip} aria-pressed=${key.pressed === undefined ? nothing : key.pressed} ?disabled=${key.disabled ?? false}
    @click=${() => run(key.command)}><span>${key.text}</span><kbd>${keymap.shown(key.id)}</kbd></button>`)}</div>`;
}

export interface QuestionsAsked {
  answer: Answer;
  questions: Questions;
  keymap: Keymap;
  change(part: Partial<Omit<Answer, "levels">>): void;
  back(): void;
}

export function questionFields({ answer, questions, keymap, change, back }: QuestionsAsked): TemplateResult {
  const typed = answer.reason !== "" && !questions.reasons.includes(answer.reason);
  const pick = (event: KeyboardEvent): void => {
    const picked = questions.reasons[Number(event.key) - 1];
    if (event.key === "Escape" || event.key === "Enter") back();
    else if (picked && (event.target as HTMLElement).getAttribute("type") !== "text") change({ reason: picked });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`
    <button type="button" class="key wide" id="not-determinable" aria-pressed=${!answer.determinable}
      @click=${() => change({ determinable: !answer.determinable })}><span>Levels cannot be determined</span><kbd>${keymap.shown("undeterminable")}</kbd></button>
    ${answer.determinable ? nothing : html`<fieldset id="reason" @keydown=${pick}><legend>Because</legend>
      ${questions.reasons.map((reason, i) => html`<label><input type="radio" name="reason" .checked=${answer.reason === reason} @change=${() => change({ reason })} />
        ${reason}${i < 9 ? html`<kbd>${i + 1}</kbd>` : nothing}</label>`)}
      <input type="text" id="other-reason" maxlength="1000" placeholder="another reason" aria-label="Another reason" .value=${typed ? answer.reason : ""}
        @input=${(event: Event) => change({ reason: (event.target as HTMLInputElement).value })} /></fieldset>`}
    ${questions.quality ? html`<div class="question" role="radiogroup" aria-label="Quality of the film"><span>Film <kbd>${keymap.shown("quality")}</kbd></span>
      <div class="choice">${QUALITIES.map(([quality, text]) => html`<button type="button" role="radio" data-quality=${quality} aria-checked=${answer.quality === quality}
        @click=${() => change({ quality })}>${text}</button>`)}</div></div>` : nothing}
    ${questions.comment ? html`<label class="note"><span>Note <kbd>${keymap.shown("note")}</kbd></span><textarea id="note" rows="2" maxlength="2000" .value=${answer.comment}
        @input=${(event: Event) => change({ comment: (event.target as HTMLTextAreaElement).value })}
        @keydown=${(event: KeyboardEvent) => { if (event.key === "Escape") { event.preventDefault(); back(); } }}></textarea></label>` : nothing}`;
}

/** the next quality in the order in which one key goes through them */
export function nextQuality(now: Quality | null): Quality {
  const i = QUALITIES.findIndex(([quality]) => quality === now);
  return QUALITIES[(i + 1) % QUALITIES.length]![0];
}
