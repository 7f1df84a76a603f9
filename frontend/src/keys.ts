/** From a key to what it does; the same table writes the help strip. */
import { type Preset } from "./window-level.js";

export type Direction = "up" | "down" | "left" | "right";

export type Command =
  | { do: "preset"; preset: Preset }
  | { do: "invert" | "rotate" | "flip" | "fit" | "zoom-in" | "zoom-out" | "window-mode" | "help" | "labels" }
  | { do: "narrower" | "wider" | "darker" | "brighter" }
  | { do: "overlay"; key: string }
  | { do: "pan"; to: Direction }
  | { do: "crosshair"; to: Direction; fine: boolean }
  | { do: "nudge"; to: Direction }
  | { do: "drop" | "instrument" | "instrument-s1" | "rename" | "remove" | "undo" | "redo" | "leave" }
  | { do: "shift"; by: 1 | -1 }
  | { do: "focus"; by: 1 | -1 };

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `onMark`: a mark has the focus; `onControl`: a button or list of the tool bars has it and keeps its own keys */
export interface Situation { readonly labelling: boolean; readonly onMark: boolean; readonly onControl: boolean }

const ARROWS: Readonly<Record<string, Direction>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

const VIEWING: Readonly<Record<string, Command>> = {
  "0": { do: "preset", preset: "stored" },
  "1": { do: "preset", preset: "soft" },
  "2": { do: "preset", preset: "bone" },
  "3": { do: "preset", preset: "metal" },
  i: { do: "invert" },
  r: { do: "rotate" },
  h: { do: "flip" },
  f: { do: "fit" },
  "+": { do: "zoom-in" },
  "=": { do: "zoom-in" },
  "-": { do: "zoom-out" },
  w: { do: "window-mode" },
  "[": { do: "narrower" },
  "]": { do: "wider" },
  ",": { do: "darker" },
  ".": { do: "brighter" },
  "?": { do: "help" },
  l: { do: "labels" },
  v: { do: "overlay", key: "v" },
  s: { do: "overlay", key: "s" },
  m: { do: "overlay", key: "m" },
};

const LABELLING: Readonly<Record<string, Command>> = {
  n: { do: "drop" },
  x: { do: "instrument" },
  b: { do: "instrument-s1" },
  Delete: { do: "remove" },
  Backspace: { do: "remove" },
  Escape: { do: "leave" },
};

/** null where the key is left to the page */
export function commandOf(pressed: Pressed, { labelling, onMark, onControl }: Situation): Command | null {
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const arrow = ARROWS[key];
  if (pressed.altKey) return null;
  if (pressed.ctrlKey || pressed.metaKey) {
    if (!labelling) return null;
    if (key === "z") return { do: pressed.shiftKey ? "redo" : "undo" };
    if (key === "y") return { do: "redo" };
    if (arrow && !onControl) return onMark ? { do: "nudge", to: arrow } : { do: "crosshair", to: arrow, fine: true };
    return null;
  }
  if (onControl && (arrow || key === "Escape" || key === "Backspace")) return null;
  if (arrow) {
    if (!labelling) return { do: "pan", to: arrow };
    const by = arrow === "up" ? 1 : arrow === "down" ? -1 : null;
    if (pressed.shiftKey) return by ? { do: "shift", by } : null;
    if (onMark) return { do: "focus", by: by ?? (arrow === "right" ? 1 : -1) };
    return { do: "crosshair", to: arrow, fine: false };
  }
  if (labelling && !onControl && key === "Enter") return { do: "rename" };
  return (labelling ? LABELLING[key] : undefined) ?? VIEWING[key] ?? null;
}

export const VIEW_KEYS: readonly (readonly [keys: string, what: string])[] = [
  ["wheel + −", "zoom"],
  ["drag", "move"],
  ["right\u00a0drag [ ] , .", "window"],
  ["0 1 2 3", "as stored, soft, bone, metal"],
  ["I", "invert"],
  ["R", "rotate"],
  ["H", "flip"],
  ["F", "fit"],
  ["L", "level names"],
];

export const OVERLAY_KEYS: readonly (readonly [keys: string, what: string])[] = [["V S M", "overlays"]];

export const LABEL_KEYS: readonly (readonly [keys: string, what: string])[] = [
  ["click", "set a mark"],
  ["arrows N", "crosshair, set a mark there"],
  ["Ctrl\u00a0arrows", "fine steps"],
  ["Tab ↑ ↓", "next mark"],
  ["X", "instrumented"],
  ["B", "S1 instrumented"],
  ["Enter", "rename"],
  ["Shift\u00a0↑ Shift\u00a0↓", "rename all by one level"],
  ["Del", "remove"],
  ["Ctrl\u00a0Z Ctrl\u00a0Y", "undo, redo"],
];
