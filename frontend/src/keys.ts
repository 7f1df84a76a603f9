/** What can be done by a key, and by which one: the usual keys, and those that a reader chose instead. */
import type { Preset } from "./window-level.js";

export type Direction = "up" | "down" | "left" | "right";

export type Command =
  | { do: "preset"; preset: Preset }
  | { do: "invert" | "rotate" | "flip" | "fit" | "zoom-in" | "zoom-out" | "window-mode" | "magnifier" | "help" | "labels" | "overlays" }
  | { do: "narrower" | "wider" | "darker" | "brighter" }
  | { do: "overlay"; key: string }
  | { do: "arrow"; to: Direction; how: "plain" | "fine" | "far" }
  | { do: "set" | "crosshair" | "above" | "below" | "instrument" | "s1" | "l6" | "t13" | "sure" | "remove" | "undo" | "redo" | "leave" }
  | { do: "focus"; by: 1 | -1 }
  | { do: "rename" }
  /** left to the page around the viewer */
  | { do: "answer"; what: AnswerCommand };

export type AnswerCommand = "undeterminable" | "quality" | "note" | "submit" | "undo" | "redo";

/** where an action is open: on every film, where marks can be set, where a whole answer is given, and in both of these */
export type Scope = "film" | "labels" | "answer" | "labels and answer";

export interface Action {
  readonly id: string;
  readonly what: string;
  readonly keys: readonly string[];
  readonly scope: Scope;
  readonly command: Command;
}

const film = (id: string, what: string, keys: string, command: Command): Action => ({ id, what, keys: keys.split(" "), scope: "film", command });
const label = (id: string, what: string, keys: string, command: Command): Action => ({ ...film(id, what, keys, command), scope: "labels" });
const answer = (id: AnswerCommand, what: string, keys: string): Action => ({ ...film(id, what, keys, { do: "answer", what: id }), scope: "answer" });
const step = (id: "undo" | "redo", what: string, keys: string): Action => ({ ...film(id, what, keys, { do: id }), scope: "labels and answer" });
const ways: readonly Direction[] = ["up", "down", "left", "right"];
const arrow = (way: Direction): string => `Arrow${way[0]!.toUpperCase()}${way.slice(1)}`;

/** in the order in which they are listed for a reader */
export const ACTIONS: readonly Action[] = [
  label("set", "Set the mark at the crosshair", "Enter", { do: "set" }),
  label("above", "Next level above", "a", { do: "above" }),
  label("below", "Next level below", "b", { do: "below" }),
  label("up", "All names one level up", "ArrowUp", { do: "arrow", to: "up", how: "plain" }),
  label("down", "All names one level down", "ArrowDown", { do: "arrow", to: "down", how: "plain" }),
  label("instrument", "Instrumented", "x", { do: "instrument" }),
  label("s1", "S1", "s", { do: "s1" }),
  label("l6", "L6", "6", { do: "l6" }),
  label("t13", "T13", "t", { do: "t13" }),
  answer("undeterminable", "Not determinable", "u"),
  label("sure", "How sure of this level", "c", { do: "sure" }),
  answer("quality", "Quality of the film", "q"),
  answer("note", "Note", "n"),
  label("next", "Mark above", "k PageUp ArrowRight", { do: "focus", by: 1 }),
  label("previous", "Mark below", "j PageDown ArrowLeft", { do: "focus", by: -1 }),
  label("crosshair", "Crosshair, moved by the arrow keys", "p", { do: "crosshair" }),
  label("rename", "Choose this level's name", "e", { do: "rename" }),
  label("remove", "Remove the mark", "Delete Backspace", { do: "remove" }),
  step("undo", "Undo", "Ctrl+z"),
  step("redo", "Redo", "Ctrl+y Ctrl+Shift+z"),
  answer("submit", "Sign and submit", "Ctrl+Enter"),
  ...ways.map((way) => label(`fine-${way}`, `Mark or crosshair a little ${way}`, `Ctrl+${arrow(way)}`, { do: "arrow", to: way, how: "fine" })),
  ...ways.map((way) => label(`far-${way}`, `Mark or crosshair far ${way}`, `Shift+${arrow(way)}`, { do: "arrow", to: way, how: "far" })),
  label("leave", "Away with the crosshair", "Escape", { do: "leave" }),
  film("stored", "Window as stored", "0", { do: "preset", preset: "stored" }),
  film("soft", "Soft tissue window", "1", { do: "preset", preset: "soft" }),
  film("bone", "Bone window", "2", { do: "preset", preset: "bone" }),
  film("metal", "Metal window", "3", { do: "preset", preset: "metal" }),
  film("invert", "Invert", "i", { do: "invert" }),
  film("rotate", "Rotate by 90°", "r", { do: "rotate" }),
  film("flip", "Flip left and right", "h", { do: "flip" }),
  film("zoom-in", "Zoom in", "+ =", { do: "zoom-in" }),
  film("zoom-out", "Zoom out", "-", { do: "zoom-out" }),
  film("fit", "Fit the film", "f", { do: "fit" }),
  film("magnifier", "Magnifier", "g", { do: "magnifier" }),
  film("window-mode", "Drag changes the window", "w", { do: "window-mode" }),
  film("narrower", "Narrower window", "[", { do: "narrower" }),
  film("wider", "Wider window", "]", { do: "wider" }),
  film("darker", "Darker", ",", { do: "darker" }),
  film("brighter", "Brighter", ".", { do: "brighter" }),
  film("labels", "Show or hide the level names", "l", { do: "labels" }),
  film("overlays", "Show or hide the overlays", "o", { do: "overlays" }),
  film("help", "Keys", "?", { do: "help" }),
];

/** without labels to set, the arrows move the film and each overlay has its letter */
const LOOKING: readonly Action[] = [
  ...ways.map((way) => film(`pan-${way}`, "Move the film", arrow(way), { do: "arrow", to: way, how: "plain" })),
  film("vertebrae", "Vertebrae", "v", { do: "overlay", key: "v" }),
  film("sacrum", "Sacrum", "s", { do: "overlay", key: "s" }),
  film("metal-overlay", "Instrumentation", "m", { do: "overlay", key: "m" }),
];

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** "x", "Ctrl+z", "Shift+ArrowUp"; the shift key counts only where the character does not tell it already */
export function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const named = key.length > 1, combined = ctrlKey || metaKey || altKey;
  return (ctrlKey || metaKey ? "Ctrl+" : "") + (altKey ? "Alt+" : "") + (shiftKey && (named || combined) ? "Shift+" : "")
    + (named ? key : key.toLowerCase());
}

/** keys that the browser or the page needs, and no action may have */
const KEPT = /^(Tab|Shift\+Tab|Shift|Control|Alt|Meta|Ctrl\+[rtwnlfp]|F\d+| |Alt\+.*|Dead|Process|Unidentified)$/;

export interface Situation {
  /** what is on the screen: a film, a film to label, a whole answer, an answer without marks to set */
  readonly scope: "film" | "labels" | "answer" | "answer alone";
  /** a button or list of the tool bars has the focus and keeps its own keys */
  readonly onControl: boolean;
}

export type ChosenKeys = Readonly<Record<string, readonly string[]>>;

/** the usual keys with a reader's own in place of some */
export class Keymap {
  constructor(readonly chosen: ChosenKeys = {}) {}

  keysOf(action: Action): readonly string[] { return this.chosen[action.id] ?? action.keys; }

  /** the key to show; empty where the action has none */
  shown(id: string): string {
    const action = ACTIONS.find((each) => each.id === id);
    return action ? words(this.keysOf(action)[0] ?? "") : "";
  }

  /** null where the key is left to the page */
  commandOf(pressed: Pressed, { scope, onControl }: Situation): Command | null {
    const key = keyOf(pressed);
    if (KEPT.test(key) || (onControl && /^(Shift\+)?(Arrow\w+|Enter|Escape|Backspace|Home|End|PageUp|PageDown)$/.test(key))) return null;
    const marks = scope === "labels" || scope === "answer", answer = scope.startsWith("answer");
    const open = (action: Action) => action.scope === "film" || (marks && action.scope.startsWith("labels")) || (answer && action.scope.endsWith("answer"));
    const found = ACTIONS.find((action) => open(action) && this.keysOf(action).includes(key))
      ?? (scope === "film" ? LOOKING.find((action) => action.keys.includes(key)) : undefined);
    return found?.command ?? null;
  }

  /** gives an action a key in the place of its first, and takes it from the action that had it */
  give(id: string, pressed: Pressed): { keymap: Keymap; taken: Action | null } | { refused: string } {
    const key = keyOf(pressed), action = ACTIONS.find((each) => each.id === id);
    if (!action) return { refused: "There is no such action." };
    if (KEPT.test(key)) return { refused: `${words(key)} belongs to the browser: choose another key.` };
    const taken = ACTIONS.find((each) => each.id !== id && this.keysOf(each).includes(key)) ?? null;
    const chosen: Record<string, readonly string[]> = { ...this.chosen, [id]: [key, ...this.keysOf(action).slice(1).filter((k) => k !== key)] };
    if (taken) chosen[taken.id] = this.keysOf(taken).filter((k) => k !== key);
    return { keymap: new Keymap(chosen), taken };
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Delete: "Del", Escape: "Esc", PageUp: "PgUp", PageDown: "PgDn",
  Backspace: "⌫", Enter: "Enter",
};

/** a key as it is printed on a keyboard */
export function words(key: string): string {
  if (key === "+" || key === "") return key;
  return key.split("+").map((part) => SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
}
