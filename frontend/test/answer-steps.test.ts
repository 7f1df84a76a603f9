import assert from "node:assert/strict";
import { test } from "node:test";
import { type Beside, AnswerSteps } from "../src/answer-steps.js";

const NOTHING: Beside = { determinable: true, reason: "", quality: null, comment: "" };

/** an answer and its steps, as the screen keeps them; the marks are a number that counts up */
class Screen {
  beside = NOTHING;
  marks = 0;
  readonly steps = new AnswerSteps(["Wrong view", "Image quality"]);

  mark(): this { this.marks++; this.steps.marked(); return this; }
  say(part: Partial<Beside>): this { const before = this.beside; this.beside = { ...before, ...part }; this.steps.said(before, this.beside); return this; }
  undo(): this { return this.take(this.steps.undo(), -1); }
  redo(): this { return this.take(this.steps.redo(), 1); }
  get all() { return [this.marks, this.beside.determinable, this.beside.reason, this.beside.quality, this.beside.comment]; }

  private take(restored: ReturnType<AnswerSteps["undo"]>, by: number): this {
    if (restored?.of === "marks") this.marks += by;
    else if (restored) this.beside = restored.answer;
    return this;
  }
}

test("each part of an answer is undone and redone in the order in which it was said", () => {
  const screen = new Screen();
  screen.mark().say({ quality: "GOOD" }).mark().say({ determinable: false }).say({ reason: "Wrong view" }).say({ determinable: true }).say({ comment: "x" });
  const seen = [screen.all];
  while (screen.steps.canUndo) seen.push(screen.undo().all);
  assert.deepEqual(seen, [
    [2, true, "Wrong view", "GOOD", "x"],
    [2, true, "Wrong view", "GOOD", ""],
    [2, false, "Wrong view", "GOOD", ""],
    [2, false, "", "GOOD", ""],
    [2, true, "", "GOOD", ""],
    [1, true, "", "GOOD", ""],
    [1, true, "", null, ""],
    [0, true, "", null, ""],
  ]);
  const again = [screen.all];
  while (screen.steps.canRedo) again.push(screen.redo().all);
  assert.deepEqual(again, seen.reverse());
  assert.equal(screen.steps.redo(), null);
});

test("a sentence that was typed goes in one step, two sentences with something between them in two", () => {
  const screen = new Screen();
  for (const comment of ["L", "L6", "L6?"]) screen.say({ comment });
  screen.say({ quality: "POOR" });
  for (const comment of ["L6? ", "L6? y"]) screen.say({ comment });
  assert.equal(screen.undo().beside.comment, "L6?");
  assert.equal(screen.undo().beside.quality, null);
  assert.equal(screen.undo().beside.comment, "");
  assert.equal(screen.steps.canUndo, false);
});

test("what was typed and taken out again is no step, and reasons that are picked are one each", () => {
  const screen = new Screen();
  screen.say({ comment: "a" }).say({ comment: "" });
  assert.equal(screen.steps.canUndo, false);
  screen.say({ reason: "Wrong view" }).say({ reason: "Image quality" });
  assert.equal(screen.undo().beside.reason, "Wrong view");
  screen.say({ reason: "Wrong side" });
  assert.equal(screen.steps.canRedo, false);
  assert.equal(screen.undo().beside.reason, "Wrong view");
});

test("what changed nothing is no step, and the oldest of more than a hundred are let go", () => {
  const screen = new Screen();
  screen.say({ quality: null });
  assert.equal(screen.steps.canUndo, false);
  for (let i = 0; i < 150; i++) screen.mark();
  let undone = 0;
  while (screen.steps.undo()) undone++;
  assert.equal(undone, 100);
});
