import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../src/history.js";
import { commandOf, type Situation } from "../src/keys.js";
import { dragged, percentile, presetsOf, windowLevel } from "../src/window-level.js";

const press = (text: string, situation: Partial<Situation> = {}) => {
  const parts = text.split(" "), key = parts.pop()!;
  return commandOf(
    { key, ctrlKey: parts.includes("Ctrl"), shiftKey: parts.includes("Shift"), altKey: parts.includes("Alt"), metaKey: false },
    { labelling: false, onMark: false, onControl: false, ...situation },
  );
};

test("arrows pan, move the crosshair, or go from mark to mark", () => {
  assert.deepEqual(press("ArrowUp"), { do: "pan", to: "up" });
  assert.deepEqual(press("ArrowUp", { labelling: true }), { do: "crosshair", to: "up", fine: false });
  assert.deepEqual(press("Ctrl ArrowUp", { labelling: true }), { do: "crosshair", to: "up", fine: true });
  assert.deepEqual(press("ArrowUp", { labelling: true, onMark: true }), { do: "focus", by: 1 });
  assert.deepEqual(press("Ctrl ArrowLeft", { labelling: true, onMark: true }), { do: "nudge", to: "left" });
  assert.deepEqual(press("Shift ArrowDown", { labelling: true, onMark: true }), { do: "shift", by: -1 });
});

test("a reader's keys mean nothing where nothing can be labelled", () => {
  for (const key of ["n", "x", "b", "Delete", "Enter", "Ctrl z"]) assert.equal(press(key), null, key);
  assert.deepEqual(press("Ctrl Shift Z", { labelling: true }), { do: "redo" });
  assert.deepEqual(press("X", { labelling: true }), { do: "instrument" });
});

test("buttons and lists keep their own keys, and the browser keeps its short cuts", () => {
  for (const key of ["ArrowUp", "Enter", "Escape", "Backspace"]) assert.equal(press(key, { labelling: true, onControl: true }), null, key);
  for (const key of ["Ctrl r", "Ctrl f", "Alt ArrowLeft", "Tab", "F5"]) assert.equal(press(key, { labelling: true }), null, key);
  assert.deepEqual(press("i", { onControl: true }), { do: "invert" });
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
