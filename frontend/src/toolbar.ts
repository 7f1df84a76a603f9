/** The bars above the film and the strip of keys below it. */
import { html, nothing, type TemplateResult } from "lit";
import { levelsOf } from "./chain.js";
import { ICONS } from "./icons.js";
import { type Command, LABEL_KEYS, OVERLAY_KEYS, VIEW_KEYS } from "./keys.js";
import type { Labeller } from "./labeller.js";
import { type Level, ORDER } from "./levels.js";
import { type Preset, type Presets, type WindowLevel } from "./window-level.js";

type Run = (command: Command) => void;

interface Tool { tip: string; key: string; command: Command; icon?: TemplateResult; text?: string; pressed?: boolean; disabled?: boolean; kind?: string }

const tool = (run: Run, t: Tool): TemplateResult => html`<button type="button" class="tool ${t.text ? "text" : ""} ${t.kind ?? ""}"
  aria-label=${t.text ?? t.tip} data-tip="${t.tip} (${t.key})" aria-pressed=${t.pressed === undefined ? nothing : t.pressed}
  aria-keyshortcuts=${t.key} ?disabled=${t.disabled ?? false} @click=${() => run(t.command)}>${t.icon ?? nothing}${t.text ?? nothing}</button>`;

const PRESETS: readonly (readonly [Preset, string, string, string])[] = [
  ["stored", "Stored", "The window stored with the film", "0"],
  ["soft", "Soft", "Soft tissue window", "1"],
  ["bone", "Bone", "Bone window", "2"],
  ["metal", "Metal", "Metal window", "3"],
];

export interface ViewState {
  presets: Presets | null;
  shown: WindowLevel;
  inverted: boolean;
  flipped: boolean;
  windowing: boolean;
  helping: boolean;
}

export function viewBar(state: ViewState, run: Run): TemplateResult {
  const off = state.presets === null;
  const is = (w: WindowLevel | undefined) => w?.width === state.shown.width && w?.level === state.shown.level;
  return html`<div class="bar" role="toolbar" aria-label="Film">
    <div class="group">${PRESETS.map(([preset, text, tip, key], i) => tool(run, {
      tip, key, text, command: { do: "preset", preset }, pressed: is(state.presets?.[preset]), disabled: off, kind: i === 0 ? "first" : "",
    }))}
      ${tool(run, { tip: "Drag changes the window: across its width, down its level", key: "W", icon: ICONS.window, command: { do: "window-mode" }, pressed: state.windowing, disabled: off })}</div>
    <div class="group">
      ${tool(run, { tip: "Invert", key: "I", icon: ICONS.invert, command: { do: "invert" }, pressed: state.inverted, disabled: off })}
      ${tool(run, { tip: "Rotate by 90°", key: "R", icon: ICONS.rotate, command: { do: "rotate" }, disabled: off })}
      ${tool(run, { tip: "Flip left and right", key: "H", icon: ICONS.flip, command: { do: "flip" }, pressed: state.flipped, disabled: off })}</div>
    <div class="group">
      ${tool(run, { tip: "Zoom out", key: "−", icon: ICONS.zoomOut, command: { do: "zoom-out" }, disabled: off })}
      ${tool(run, { tip: "Fit the film", key: "F", icon: ICONS.fit, command: { do: "fit" }, disabled: off })}
      ${tool(run, { tip: "Zoom in", key: "+", icon: ICONS.zoomIn, command: { do: "zoom-in" }, disabled: off })}</div>
    <div class="group push">${tool(run, { tip: "Keys", key: "?", icon: ICONS.help, command: { do: "help" }, pressed: state.helping })}</div>
  </div>`;
}

export function labelBar(labeller: Labeller, ready: boolean, run: Run, startAt: (level: Level) => void): TemplateResult {
  const { chain, active } = labeller, levels = levelsOf(chain), level = labeller.activeLevel;
  const none = !ready || level === null, screw = chain.marks.find((m) => m.id === active)?.instrumented ?? false;
  return html`<div class="bar" role="toolbar" aria-label="Levels">
    <div class="group"><label class="lowest">${chain.marks.length > 0 ? "Lowest mark" : "First mark"}
      <select ?disabled=${!ready} @change=${(event: Event) => startAt((event.target as HTMLSelectElement).value as Level)}>
        ${ORDER.map((each) => html`<option value=${each} ?selected=${each === chain.start} .selected=${each === chain.start}>${each}</option>`)}
      </select></label>
      ${tool(run, { tip: "All names one level up", key: "Shift ↑", icon: ICONS.shiftUp, command: { do: "shift", by: 1 }, disabled: !ready })}
      ${tool(run, { tip: "All names one level down", key: "Shift ↓", icon: ICONS.shiftDown, command: { do: "shift", by: -1 }, disabled: !ready })}</div>
    <div class="group">
      ${tool(run, { tip: level ? `${level} carries hardware` : "The chosen level carries hardware", key: "X", text: level ? `${level} instrumented` : "Instrumented", icon: ICONS.screw, command: { do: "instrument" }, pressed: screw, disabled: none, kind: "metal" })}
      ${tool(run, { tip: "Rename the chosen mark", key: "Enter", icon: ICONS.rename, command: { do: "rename" }, disabled: none })}
      ${tool(run, { tip: "Remove the chosen mark", key: "Del", icon: ICONS.remove, command: { do: "remove" }, disabled: none })}</div>
    <div class="group">
      ${tool(run, { tip: "Undo", key: "Ctrl Z", icon: ICONS.undo, command: { do: "undo" }, disabled: !labeller.canUndo })}
      ${tool(run, { tip: "Redo", key: "Ctrl Y", icon: ICONS.redo, command: { do: "redo" }, disabled: !labeller.canRedo })}</div>
    <span class="count push">${levels.length === 0 ? "Click the lowest vertebra first"
      : html`<b>${levels.length}</b> ${levels.length === 1 ? "level" : "levels"} · <b>${levels[0]}</b>${levels.length > 1 ? html` – <b>${levels.at(-1)}</b>` : nothing}`}</span>
  </div>`;
}

export function keyStrip(labelling: boolean, overlays: boolean): TemplateResult {
  const rows = [...(labelling ? LABEL_KEYS : []), ...VIEW_KEYS, ...(overlays ? OVERLAY_KEYS : []), ["?", "hide this"] as const];
  return html`<div class="keys" id="keys">${rows.map(([keys, what]) => html`<span>${keys.split(" ").filter(Boolean).map((key) =>
    html`<kbd>${key}</kbd>`)} ${what}</span>`)}</div>`;
}
