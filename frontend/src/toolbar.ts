/** The bars above the film and the strip of keys below it. */
import { html, nothing, type TemplateResult } from "lit";
import { levelsOf } from "./chain.js";
import { ICONS } from "./icons.js";
import { ACTIONS, type Command, type Keymap, words } from "./keys.js";
import type { Labeller } from "./labeller.js";
import { type Level, ORDER } from "./levels.js";
import { type Preset, type Presets, type WindowLevel } from "./window-level.js";

type Run = (command: Command) => void;

interface Tool { tip: string; key: string; command: Command; icon?: TemplateResult; text?: string; pressed?: boolean; disabled?: boolean; kind?: string }

const tool = (run: Run, t: Tool): TemplateResult => html`<button type="button" class="tool ${t.text ? "text" : ""} ${t.kind ?? ""}"
  aria-label=${t.text ?? t.tip} data-tip="${t.tip} (${t.key})" aria-pressed=${t.pressed === undefined ? nothing : t.pressed}
  aria-keyshortcuts=${t.key} ?disabled=${t.disabled ?? false} @click=${() => run(t.command)}>${t.icon ?? nothing}${t.text ?? nothing}</button>`;

const PRESETS: readonly (readonly [Preset, string, string])[] = [
  ["stored", "Stored", "The window stored with the film"],
  ["soft", "Soft", "Soft tissue window"],
  ["bone", "Bone", "Bone window"],
  ["metal", "Metal", "Metal window"],
];

export interface ViewState {
  presets: Presets | null;
  shown: WindowLevel;
  inverted: boolean;
  flipped: boolean;
  windowing: boolean;
  magnifying: boolean;
  helping: boolean;
}

export function viewBar(state: ViewState, keymap: Keymap, run: Run): TemplateResult {
  const off = state.presets === null;
  const is = (w: WindowLevel | undefined) => w?.width === state.shown.width && w?.level === state.shown.level;
  return html`<div class="bar" role="toolbar" aria-label="Film">
    <div class="group">${PRESETS.map(([preset, text, tip], i) => tool(run, {
      tip, key: keymap.shown(preset), text, command: { do: "preset", preset }, pressed: is(state.presets?.[preset]), disabled: off, kind: i === 0 ? "first" : "",
    }))}
      ${tool(run, { tip: "Drag changes the window: across its width, down its level", key: keymap.shown("window-mode"), icon: ICONS.window, command: { do: "window-mode" }, pressed: state.windowing, disabled: off })}</div>
    <div class="group">
      ${tool(run, { tip: "Invert", key: keymap.shown("invert"), icon: ICONS.invert, command: { do: "invert" }, pressed: state.inverted, disabled: off })}
      ${tool(run, { tip: "Rotate by 90°", key: keymap.shown("rotate"), icon: ICONS.rotate, command: { do: "rotate" }, disabled: off })}
      ${tool(run, { tip: "Flip left and right", key: keymap.shown("flip"), icon: ICONS.flip, command: { do: "flip" }, pressed: state.flipped, disabled: off })}</div>
    <div class="group">
      ${tool(run, { tip: "Zoom out", key: keymap.shown("zoom-out"), icon: ICONS.zoomOut, command: { do: "zoom-out" }, disabled: off })}
      ${tool(run, { tip: "Fit the film", key: keymap.shown("fit"), icon: ICONS.fit, command: { do: "fit" }, disabled: off })}
      ${tool(run, { tip: "Zoom in", key: keymap.shown("zoom-in"), icon: ICONS.zoomIn, command: { do: "zoom-in" }, disabled: off })}
      ${tool(run, { tip: "Magnifier", key: keymap.shown("magnifier"), icon: ICONS.magnifier, command: { do: "magnifier" }, pressed: state.magnifying, disabled: off })}</div>
    <div class="group push">${tool(run, { tip: "Keys", key: keymap.shown("help"), icon: ICONS.help, command: { do: "help" }, pressed: state.helping })}</div>
  </div>`;
}

export function labelBar(labeller: Labeller, ready: boolean, keymap: Keymap, run: Run, startAt: (level: Level) => void): TemplateResult {
  const { chain, active } = labeller, levels = levelsOf(chain), level = labeller.activeLevel;
  const none = !ready || level === null, screw = chain.marks.find((m) => m.id === active)?.instrumented ?? false;
  return html`<div class="bar" role="toolbar" aria-label="Levels">
    <div class="group"><label class="lowest">${chain.marks.length > 0 ? "Lowest mark" : "First mark"}
      <select ?disabled=${!ready} @change=${(event: Event) => startAt((event.target as HTMLSelectElement).value as Level)}>
        ${ORDER.map((each) => html`<option value=${each} ?selected=${each === chain.start} .selected=${each === chain.start}>${each}</option>`)}
      </select></label>
      ${tool(run, { tip: "All names one level up", key: keymap.shown("up"), icon: ICONS.shiftUp, command: { do: "arrow", to: "up", how: "plain" }, disabled: !ready })}
      ${tool(run, { tip: "All names one level down", key: keymap.shown("down"), icon: ICONS.shiftDown, command: { do: "arrow", to: "down", how: "plain" }, disabled: !ready })}</div>
    <div class="group">
      ${tool(run, { tip: level ? `${level} carries hardware` : "The chosen level carries hardware", key: keymap.shown("instrument"), text: level ? `${level} instrumented` : "Instrumented", icon: ICONS.screw, command: { do: "instrument" }, pressed: screw, disabled: none, kind: "metal" })}
      ${tool(run, { tip: "Rename the chosen mark", key: keymap.shown("rename"), icon: ICONS.rename, command: { do: "rename" }, disabled: none })}
      ${tool(run, { tip: "Remove the chosen mark", key: keymap.shown("remove"), icon: ICONS.remove, command: { do: "remove" }, disabled: none })}</div>
    <div class="group">
      ${tool(run, { tip: "Undo", key: keymap.shown("undo"), icon: ICONS.undo, command: { do: "undo" }, disabled: !labeller.canUndo })}
      ${tool(run, { tip: "Redo", key: keymap.shown("redo"), icon: ICONS.redo, command: { do: "redo" }, disabled: !labeller.canRedo })}</div>
    <span class="count push">${levels.length === 0 ? "Click the lowest vertebra first"
      : html`<b>${levels.length}</b> ${levels.length === 1 ? "level" : "levels"} · <b>${levels[0]}</b>${levels.length > 1 ? html` – <b>${levels.at(-1)}</b>` : nothing}`}</span>
  </div>`;
}

const MOUSE: readonly (readonly [string, string])[] = [["wheel", "zoom"], ["drag", "move"], ["right\u00a0drag", "window"]];

export function keyStrip(keymap: Keymap, labelling: boolean, overlays: boolean): TemplateResult {
  const actions = ACTIONS.filter(({ id, scope }) => (scope === "film" || (labelling && scope === "labels" && id !== "sure"))
    && !/^(fine|far)-(down|left|right)|^(zoom-out|leave|overlays)$/.test(id));
  const keys = actions.map((action) => [keymap.keysOf(action).map(words)[0] ?? "", action.what] as const).filter(([key]) => key !== "");
  const rows = [...(labelling ? [["click", "set a mark"] as const] : []), ...keys, ...MOUSE, ...(overlays && !labelling ? [["V S M", "overlays"] as const] : [])];
  return html`<div class="keys" id="keys">${rows.map(([key, what]) => html`<span><kbd>${key}</kbd> ${what}</span>`)}</div>`;
}
