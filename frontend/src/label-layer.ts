/** The level names on the film: given ones to look at, a reader's own as buttons that can be reached, moved and renamed. */
import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import { type Chain, type FilmLabel, levelsOf, rename, SURENESS } from "./chain.js";
import { apply, type Matrix, type Point, type Size } from "./geometry.js";
import { GLYPHS, ICONS } from "./icons.js";
import { type Level, ORDER } from "./levels.js";

/** below this confidence a given mark is drawn dashed */
const UNSURE = 0.5;

/** an element that stands at a place of the film; the viewer moves it with the film */
export interface Placed extends HTMLElement { at?: Point }

const inside = (level: string, instrumented: boolean, confidence?: number): TemplateResult => html`
  ${instrumented ? GLYPHS.instrumented : GLYPHS.plain}
  <span class="name">${level}${instrumented ? ICONS.screw : nothing}${confidence === undefined || confidence === null ? nothing
    : html`<small>${Math.round(confidence * 100)} %</small>`}</span>`;

export function givenLabels(labels: readonly FilmLabel[]): TemplateResult {
  return html`${labels.map((label) => html`<div data-level=${label.level} role="img" .at=${label}
    class=${classMap({ mark: true, instrumented: label.instrumented, unsure: (label.confidence ?? 1) < UNSURE })}
    aria-label="${label.level}${label.instrumented ? ", instrumented" : ""}">${inside(label.level, label.instrumented, label.confidence)}</div>`)}`;
}

export function ownMarks(
  chain: Chain, active: number | null, focused: (id: number) => void, opened: (id: number) => void,
): TemplateResult {
  const levels = levelsOf(chain);
  return html`${repeat(chain.marks, (mark) => mark.id, (mark, i) => html`<button type="button" data-mark=${mark.id} data-level=${levels[i]!}
    class=${classMap({ mark: true, instrumented: mark.instrumented, active: mark.id === active, unsure: mark.sure < 5 })} .at=${mark} tabindex="-1"
    aria-label="${levels[i]!}${mark.instrumented ? ", instrumented" : ""}${mark.sure < 5 ? `, ${SURENESS[mark.sure]}` : ""}"
    @focus=${() => focused(mark.id)} @click=${(event: MouseEvent) => { if (event.detail === 0) opened(mark.id); }}>${inside(levels[i]!, mark.instrumented)}</button>`)}`;
}

/** what a mark at a place of the film would be called */
export function ghost(level: Level | null, where: Point): TemplateResult | typeof nothing {
  return level === null ? nothing : html`<div class="mark ghost" .at=${where}><span class="name">${level}</span></div>`;
}

/** the levels a mark may be given, those that do not fit greyed out */
export function renameMenu(
  chain: Chain, id: number, matrix: Matrix, stage: Size, chosen: (level: Level) => void, closed: () => void,
): TemplateResult | typeof nothing {
  const i = chain.marks.findIndex((m) => m.id === id);
  if (i < 0) return nothing;
  const now = levelsOf(chain)[i]!, { x, y } = apply(matrix, chain.marks[i]!);
  const left = Math.max(6, Math.min(stage.width - 268, x + 22)), top = Math.max(6, Math.min(stage.height - 232, y - 60));
  const keys = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -5, ArrowDown: 5 }[event.key];
    if (event.key === "Escape") closed();
    else if (by !== undefined) {
      const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
      let to = buttons.indexOf(event.target as HTMLButtonElement) + by;
      while (buttons[to]?.disabled) to += Math.sign(by);
      buttons[to]?.focus();
    } else if (event.key !== "Enter" && event.key !== " " && event.key !== "Tab") return;
    event.stopPropagation();
    if (event.key === "Escape" || by !== undefined) event.preventDefault();
  };
  return html`<div class="menu" data-control role="dialog" aria-label="Rename ${now}" style="left:${left}px;top:${top}px" @keydown=${keys}>
    <p>${now} is really …</p>
    <div role="radiogroup" aria-label="Level">${ORDER.map((level) => html`<button type="button" role="radio" aria-checked=${level === now}
      ?disabled=${"refused" in rename(chain, id, level)} @click=${() => (level === now ? closed() : chosen(level))}>${level}</button>`)}</div>
  </div>`;
}
