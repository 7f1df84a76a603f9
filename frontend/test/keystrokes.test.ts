/**
 * How many keys a reader needs for a film by keyboard alone: every film of the demo study is labelled with the labeller's own
 * steps by a reader who knows where the bodies are, until each mark lies in its body.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type Chain, emptyChain, extend, levelsOf, move, place, type Step, toggleInstrumented } from "../src/chain.js";
import { onto, type Point } from "../src/geometry.js";

interface Truth { width: number; height: number; levels: { level: string; corners: Point[]; cut?: boolean }[]; instrumentedLevels: string[] }

const FOLDER = "../study-protocols/demo/films/";
const UP = { x: 0, y: -1 };
const done = (step: Step): Chain => { assert.ok(!("refused" in step), "refused" in step ? step.refused : ""); return step.chain; };

const inside = (corners: readonly Point[], p: Point): boolean => {
  const sides = corners.map((a, i) => { const b = corners[(i + 1) % corners.length]!; return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0; });
  return sides.every((side) => side === sides[0]);
};
const middle = (corners: readonly Point[]): Point => ({
  x: corners.reduce((sum, c) => sum + c.x, 0) / corners.length, y: corners.reduce((sum, c) => sum + c.y, 0) / corners.length,
});

/** the arrow that helps most, by the largest step that does not overshoot */
function arrow(from: Point, to: Point, height: number, steps: readonly number[]): Point {
  const dx = to.x - from.x, dy = to.y - from.y, across = Math.abs(dx) > Math.abs(dy), way = across ? dx : dy;
  const step = steps.map((part) => part * height).find((length) => length <= Math.abs(way) * 1.3) ?? steps.at(-1)! * height;
  return across ? { x: from.x + Math.sign(dx) * step, y: from.y } : { x: from.x, y: from.y + Math.sign(dy) * step };
}

function keysFor(film: Truth): number {
  const target = (i: number) => film.levels[i]!.corners, on = (p: Point) => onto(film, p);
  let keys = 0, chain = emptyChain("L5"), at = { x: film.width * 0.5, y: film.height * 0.75 };
  assert.equal(film.levels[0]!.level, "L5");
  while (!inside(target(0), at)) { at = arrow(at, middle(target(0)), film.height, [0.08, 0.02, 0.005]); keys++; }
  chain = done(place(chain, at, UP));
  keys++;
  film.levels.forEach(({ level }, i) => {
    if (i > 0) { chain = done(extend(chain, 1, film, on)); keys++; }
    for (let mark = chain.marks[i]!; !inside(target(i), mark); mark = chain.marks[i]!) {
      chain = done(move(chain, mark.id, on(arrow(mark, middle(target(i)), film.height, [0.02, 0.005]))));
      keys++;
    }
    if (film.instrumentedLevels.includes(level)) { chain = done(toggleInstrumented(chain, chain.marks[i]!.id)); keys++; }
  });
  if (film.instrumentedLevels.includes("S1")) keys += 2; // S, X
  assert.deepEqual(levelsOf(chain), film.levels.map((l) => l.level));
  return keys + 1; // the film's quality
}

test("a film takes few enough keys to be read in fifteen seconds", () => {
  const counts = readdirSync(FOLDER).filter((name) => name.endsWith(".truth.json"))
    .map((name) => JSON.parse(readFileSync(FOLDER + name, "utf8")) as Truth)
    .map((film) => ({ ...film, levels: film.levels.filter((l) => !l.cut) }))
    .filter((film) => film.levels[0]?.level === "L5")
    .map(keysFor).sort((a, b) => a - b);
  const median = counts[counts.length >> 1]!, most = counts.at(-1)!;
  console.log(`${counts.length} films: ${counts[0]} to ${most} keys, median ${median}, before Ctrl+Enter and the password`);
  assert.ok(counts.length >= 15);
  // five keys a second, of which three seconds go to the signature
  assert.ok(median / 5 + 3 < 15, `${median} keys`);
});
