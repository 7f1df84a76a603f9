import assert from "node:assert/strict";
import { test } from "node:test";
import { EffortClock } from "../src/effort.js";

const NONE = { activeMs: 0, idleMs: 0, changes: 0 };

test("thirty seconds after an input a reader is idle", () => {
  const clock = new EffortClock(NONE);
  clock.start(1000);
  clock.input(11_000);
  clock.change(101_000);
  assert.deepEqual(clock.effort(102_000), { activeMs: 10_000 + 30_000 + 1000, idleMs: 60_000, changes: 1 });
});

test("asking for it does not change it", () => {
  const asked = new EffortClock(NONE), quiet = new EffortClock(NONE);
  for (const clock of [asked, quiet]) clock.start(0);
  for (let t = 0; t < 90_000; t += 700) asked.effort(t);
  assert.deepEqual(asked.effort(90_000), quiet.effort(90_000));
});

test("before the film is shown no time runs, and what was before goes on", () => {
  const clock = new EffortClock({ activeMs: 500, idleMs: 70, changes: 3 });
  clock.input(5000);
  clock.start(9000);
  assert.deepEqual(clock.effort(10_000), { activeMs: 1500, idleMs: 70, changes: 3 });
});

test("a page that is not looked at is idle, and so is a closed lid", () => {
  const clock = new EffortClock(NONE);
  clock.start(0);
  clock.away(5000);
  clock.input(65_000);
  assert.deepEqual(clock.effort(65_000), { activeMs: 5000, idleMs: 60_000, changes: 0 });
});

test("a clock that is set back counts nothing", () => {
  const clock = new EffortClock(NONE);
  clock.start(100_000);
  clock.input(40_000);
  assert.deepEqual(clock.effort(41_000), { activeMs: 1000, idleMs: 0, changes: 0 });
});
