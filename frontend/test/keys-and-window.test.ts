import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../src/history.js";
import { ACTIONS, Keymap, type Pressed, type Situation, words } from "../src/keys.js";
import { dragged, percentile, presetsOf, windowLevel } from "../src/window-level.js";

const press = (text: string, situation: Partial<Situation> = {}, keymap = new Keymap()) =>
  keymap.commandOf(pressed(text), { scope: "film", onControl: false, ...situation });

const pressed = (text: string): Pressed => {
  const parts = text.split(" "), key = parts.pop()!;
  return { key, ctrlKey: parts.includes("Ctrl"), shiftKey: parts.includes("Shift"), altKey: parts.includes("Alt"), metaKey: false };
};

test("arrows move the film, or mean something to the labeller", () => {
  assert.deepEqual(press("ArrowUp"), { do: "arrow", to: "up", how: "plain" });
  assert.deepEqual(press("Ctrl ArrowUp", { scope: "labels" }), { do: "arrow", to: "up", how: "fine" });
  assert.deepEqual(press("Shift ArrowDown", { scope: "labels" }), { do: "arrow", to: "down", how: "far" });
  assert.deepEqual(press("ArrowRight", { scope: "labels" }), { do: "focus", by: 1 });
});

test("S1, L6, T13 and not determinable are one key each", () => {
  assert.deepEqual(["s", "6", "t", "u"].map((key) => press(key, { scope: "answer" })?.do), ["s1", "l6", "t13", "answer"]);
  assert.deepEqual(press("u", { scope: "answer" }), { do: "answer", what: "undeterminable" });
});

test("a reader's keys mean nothing where nothing can be labelled", () => {
  for (const key of ["a", "x", "b", "Delete", "Enter", "Ctrl z", "u", "q"]) assert.equal(press(key), null, key);
  for (const key of ["u", "q", "n", "Ctrl Enter"]) assert.equal(press(key, { scope: "labels" }), null, key);
  for (const key of ["a", "x", "s"]) assert.equal(press(key, { scope: "answer alone" }), null, key);
  for (const scope of ["labels", "answer", "answer alone"] as const) assert.deepEqual(press("Ctrl z", { scope }), { do: "undo" }, scope);
  assert.deepEqual(press("Ctrl Shift Z", { scope: "labels" }), { do: "redo" });
  assert.deepEqual(press("X", { scope: "labels" }), { do: "instrument" });
  assert.deepEqual(press("s"), { do: "overlay", key: "s" });
});

test("buttons and lists keep their own keys, and the browser keeps its short cuts", () => {
  for (const key of ["ArrowUp", "Enter", "Escape", "Backspace"]) assert.equal(press(key, { scope: "answer", onControl: true }), null, key);
  for (const key of ["Ctrl r", "Ctrl f", "Alt ArrowLeft", "Tab", "F5"]) assert.equal(press(key, { scope: "answer" }), null, key);
  assert.deepEqual(press("i", { onControl: true }), { do: "invert" });
  assert.deepEqual(press("Ctrl Enter", { scope: "answer", onControl: true }), { do: "answer", what: "submit" });
});

test("no two actions of one screen have the same key", () => {
  const keys = ACTIONS.flatMap((action) => action.keys);
  assert.deepEqual(keys.filter((key, i) => keys.indexOf(key) !== i), []);
});

test("a reader's own key works, the old one no more, and the action that had it is told", () => {
  const given = new Keymap().give("instrument", pressed("m"));
  assert.ok("keymap" in given && given.taken === null);
  assert.deepEqual(press("m", { scope: "answer" }, given.keymap), { do: "instrument" });
  assert.equal(press("x", { scope: "answer" }, given.keymap), null);
  const swapped = new Keymap().give("instrument", pressed("i"));
  assert.ok("keymap" in swapped);
  assert.equal(swapped.taken?.id, "invert");
  assert.deepEqual(press("i", { scope: "answer" }, swapped.keymap), { do: "instrument" });
  // what the server keeps is enough to have it again
  assert.deepEqual(press("i", { scope: "answer" }, new Keymap(JSON.parse(JSON.stringify(swapped.keymap.chosen)))), { do: "instrument" });
});

test("keys of the browser cannot be taken", () => {
  for (const key of ["Tab", "Ctrl r", "Ctrl w", "F5", " "]) assert.ok("refused" in new Keymap().give("instrument", pressed(key === " " ? "Shift Tab" : key)), key);
});

test("keys are shown as they are printed", () => {
  assert.deepEqual(["Ctrl+Shift+z", "ArrowUp", "+", "Delete"].map(words), ["Ctrl Shift Z", "↑", "+", "Del"]);
});

test("percentiles are those of the sorted values", () => {
  const counts = new Uint32Array(65_536);
  for (const v of [5, 5, 7, 100, 60_000]) counts[v]!++;
  assert.deepEqual([0, 0.4, 0.6, 0.8, 1].map((q) => percentile(counts, q)), [5, 5, 7, 100, 60_000]);
});

test("presets go up from soft tissue through bone to metal and ignore the dark border", () => {
  const pixels = new Uint16Array(10_000);
  for (let i = 0; i < pixels.length; i++) pixels[i] = i < 4000 ? 0 : 1000 + i * 5;
  const { stored, soft, bone, metal } = presetsOf(pixels, null);
  assert.ok(soft.level < bone.level && bone.level < metal.level);
  assert.ok(stored.level - stored.width / 2 > 20_000);
  assert.deepEqual(presetsOf(pixels, windowLevel(32_000, 20_000)).stored, { width: 32_000, level: 20_000 });
  assert.ok(presetsOf(new Uint16Array(9), null).bone.width > 0);
});

test("a window drag stays within its bounds", () => {
  assert.deepEqual(dragged({ width: 100, level: 100 }, 600, -1e9, -1e9), { width: 16, level: 0 });
  assert.deepEqual(dragged({ width: 100, level: 100 }, 600, 10, 20), { width: 110, level: 120 });
});

test("undo and redo", () => {
  const history = new History(1);
  assert.equal(history.undo(), false);
  history.push(2);
  history.push(3);
  assert.ok(history.undo() && history.undo());
  assert.equal(history.now, 1);
  assert.ok(history.redo());
  history.push(9);
  assert.equal(history.redo(), false);
  assert.equal(history.now, 9);
});
