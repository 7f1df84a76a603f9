import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Chain, emptyChain, extend, extra, fromLabels, levelsOf, move, nameAt, place, remove, rename, sacrum, setSure, shift, startAt, type Step, toggleInstrumented, toLabels,
} from "../src/chain.js";
import { ORDER } from "../src/levels.js";

const UP = { x: 0, y: -1 };
const done = (step: Step): Chain => { assert.ok(!("refused" in step), "refused" in step ? step.refused : ""); return step.chain; };
const refused = (step: Step): string => { assert.ok("refused" in step); return step.refused; };
const chainOf = (ys: number[], start = emptyChain()): Chain => ys.reduce((chain, y) => done(place(chain, { x: 100, y }, UP)), start);
const names = (chain: Chain): string => levelsOf(chain).join(" ");
const idAt = (chain: Chain, y: number): number => chain.marks.find((m) => m.y === y)!.id;

test("the first mark is L5 and the next ones go up, through L1 to T12", () => {
  assert.equal(names(chainOf([900, 800, 700, 600, 500, 400, 300])), "L5 L4 L3 L2 L1 T12 T11");
});

test("the order along the spine counts, not the order of the clicks", () => {
  const chain = chainOf([900, 600, 800, 700]);
  assert.equal(names(chain), "L5 L4 L3 L2");
  assert.deepEqual(chain.marks.map((m) => m.y), [900, 800, 700, 600]);
});

test("a mark between two others moves those above by one name", () => {
  const chain = done(toggleInstrumented(chainOf([900, 700]), 2));
  const more = done(place(chain, { x: 100, y: 800 }, UP));
  assert.deepEqual(toLabels(more).map((l) => [l.level, l.y, l.instrumented]), [["L5", 900, false], ["L4", 800, false], ["L3", 700, true]]);
});

test("a mark below L5 is S1 and the others keep their names; below S1 the others move up", () => {
  const chain = chainOf([900, 800, 1000]);
  assert.equal(names(chain), "S1 L5 L4");
  assert.equal(names(chainOf([1100], chain)), "S1 L5 L4 L3");
});

test("the name a mark would get is told before it is set", () => {
  const chain = chainOf([900, 700]);
  assert.equal(nameAt(chain, { x: 0, y: 800 }, UP), "L4");
  assert.equal(nameAt(chain, { x: 0, y: 950 }, UP), "S1");
  assert.equal(nameAt(emptyChain(), { x: 0, y: 0 }, UP), "L5");
});

test("an upside-down or lying film is numbered as it was seen at the first mark", () => {
  const headDown = [100, 200, 300].reduce((c, y) => done(place(c, { x: 0, y }, { x: 0, y: 1 })), emptyChain());
  assert.deepEqual(toLabels(headDown).map((l) => [l.level, l.y]), [["L5", 100], ["L4", 200], ["L3", 300]]);
  // turning the view in between renames nothing
  assert.equal(names(done(place(headDown, { x: 0, y: 400 }, UP))), "L5 L4 L3 L2");
  assert.equal(done(place(headDown, { x: 0, y: 400 }, UP)).marks.at(-1)!.y, 400);
});

test("removing: in the middle the names close up, the lowest takes only its own name along", () => {
  const chain = chainOf([900, 800, 700]);
  const middle = done(remove(chain, idAt(chain, 800)));
  assert.deepEqual(toLabels(middle).map((l) => [l.level, l.y]), [["L5", 900], ["L4", 700]]);
  assert.equal(names(done(remove(chain, idAt(chain, 900)))), "L4 L3");
  const one = chainOf([900]);
  assert.equal(names(chainOf([500], done(remove(one, 1)))), "L5");
});

test("renaming one mark shifts the chain so that it fits", () => {
  const chain = chainOf([900, 800, 700]);
  assert.equal(names(done(rename(chain, idAt(chain, 700), "T12"))), "L2 L1 T12");
  assert.match(refused(rename(chain, idAt(chain, 700), "S1")), /2 marks lie below/);
});

test("a sixth lumbar vertebra is put in above S1, at the bottom, and taken out again", () => {
  const withS1 = chainOf([1000, 900, 800, 700], emptyChain("S1"));
  const six = done(rename(withS1, idAt(withS1, 900), "L6"));
  assert.equal(names(six), "S1 L6 L5 L4");
  assert.equal(names(done(rename(six, idAt(six, 900), "L5"))), "S1 L5 L4 L3");
  const bottom = chainOf([900, 800]);
  assert.equal(names(done(rename(bottom, idAt(bottom, 900), "L6"))), "L6 L5");
});

test("a thirteenth thoracic vertebra goes between L1 and T12 and leaves what is below alone", () => {
  const chain = chainOf([600, 500, 400, 300], emptyChain("L2"));
  assert.equal(names(chain), "L2 L1 T12 T11");
  const more = done(rename(chain, idAt(chain, 400), "T13"));
  assert.equal(names(more), "L2 L1 T13 T12");
  assert.equal(names(done(rename(more, idAt(more, 400), "T12"))), "L2 L1 T12 T11");
});

test("the whole chain moves by one level and back, and stops at S1 and T1", () => {
  const chain = chainOf([900, 800]);
  assert.equal(names(done(shift(chain, 1))), "L4 L3");
  assert.equal(names(done(shift(done(shift(chain, 1)), -1))), "L5 L4");
  assert.equal(names(done(shift(chain, -1))), "S1 L5");
  assert.equal(refused(shift(done(shift(chain, -1)), -1)), "S1 is the lowest level.");
  assert.equal(refused(shift(done(startAt(chain, "T2")), 1)), "No level is left above T1.");
});

test("no mark is named above T1", () => {
  const full = chainOf(Array.from({ length: 18 }, (_, i) => 2000 - 100 * i), emptyChain("S1"));
  assert.equal(levelsOf(full).at(-1), "T1");
  assert.equal(refused(place(full, { x: 0, y: 10 }, UP)), "No level is left above T1.");
});

test("a mark dragged past another changes places with it and takes its hardware along", () => {
  const chain = done(toggleInstrumented(chainOf([900, 800, 700]), 1));
  const moved = done(move(chain, 1, { x: 90, y: 750 }));
  assert.deepEqual(toLabels(moved).map((l) => [l.level, l.y, l.instrumented]), [["L5", 800, false], ["L4", 750, true], ["L3", 700, false]]);
});

const anywhere = (p: { x: number; y: number }) => p;
const FILM = { width: 500, height: 2000 };

test("the next level goes where the marks let expect it, upwards and downwards", () => {
  const two = chainOf([1800, 1600]);
  const three = done(extend(two, 1, FILM, anywhere));
  assert.deepEqual(toLabels(three).map((l) => [l.level, l.y]), [["L5", 1800], ["L4", 1600], ["L3", 1406]]);
  assert.equal(done(extend(chainOf([1800]), 1, FILM, anywhere)).marks[1]!.y, 1570);
  const s1 = done(extend(two, -1, FILM, anywhere));
  assert.equal(names(s1), "S1 L5 L4");
  assert.ok(Math.abs(s1.marks[0]!.y - 2006.2) < 0.1);
  assert.equal(refused(extend(s1, -1, FILM, anywhere)), "S1 is the lowest level.");
  assert.match(refused(extend(two, 1, FILM, () => ({ x: 100, y: 1590 }))), /film ends above/);
  assert.match(refused(extend(emptyChain(), 1, FILM, anywhere)), /Set the first mark/);
});

test("one key is S1: the first mark's name, a mark below L5, the chosen mark, or the way to it", () => {
  const s1 = (chain: Chain, active: number | null = null) => sacrum(chain, active, FILM, anywhere);
  assert.equal(done(s1(emptyChain())).start, "S1");
  const added = done(s1(chainOf([1600, 1400])));
  assert.equal(names(added), "S1 L5 L4");
  const again = s1(added);
  assert.ok("chain" in again && again.chain === added && again.active === added.marks[0]!.id);
  assert.equal(names(done(s1(chainOf([1600, 1400], emptyChain("L3")), 1))), "S1 L5");
  assert.match(refused(s1(chainOf([1600, 1400], emptyChain("L3")), 2)), /S1 is not possible/);
});

test("one key is L6 and one is T13, and the same key takes it out again", () => {
  const withS1 = chainOf([1000, 900, 800], emptyChain("S1"));
  const six = done(extra(withS1, "L6", null));
  assert.equal(names(six), "S1 L6 L5");
  assert.equal(names(done(extra(six, "L6", null))), "S1 L5 L4");
  const thoracic = chainOf([900, 800, 700], emptyChain("L1"));
  const thirteen = done(extra(thoracic, "T13", null));
  assert.equal(names(thirteen), "L1 T13 T12");
  assert.equal(names(done(extra(thirteen, "T13", null))), "L1 T12 T11");
  assert.equal(done(extra(emptyChain(), "L6", null)).start, "L6");
  assert.equal(done(extra(done(extra(emptyChain(), "L6", null)), "L6", null)).start, "L5");
});

test("how sure a reader is goes down by one key and comes round", () => {
  let chain = chainOf([900, 800]);
  const seen = [1, 2, 3, 4, 5].map(() => { chain = done(setSure(chain, 2)); return chain.marks[1]!.sure; });
  assert.deepEqual(seen, [4, 3, 2, 1, 5]);
  assert.equal(chain.marks[0]!.sure, 5);
  assert.equal(toLabels(done(setSure(chain, 1, 2)))[0]!.sure, 2);
});

test("labels make the chain that gives the same labels", () => {
  for (const levels of [["L5", "L4"], ["S1", "L6", "L5"], ["L1", "T13", "T12"], ["T3"]]) {
    const labels = levels.map((level, i) => ({ level, x: 10 * i, y: 900 - 100 * i, instrumented: i === 1, sure: 5 - i }));
    const { chain, renumbered } = fromLabels([...labels].reverse(), UP);
    assert.deepEqual(toLabels(chain), labels);
    assert.equal(renumbered, false);
  }
});

test("labels with gaps, out of order or without a known level are said to be renumbered", () => {
  const at = (level: string, y: number) => ({ level, x: 0, y, instrumented: false });
  const gap = fromLabels([at("L5", 900), at("L3", 700)], UP);
  assert.equal(names(gap.chain), "L5 L4");
  assert.equal(gap.renumbered, true);
  assert.equal(fromLabels([at("L5", 900), at("L4", 600), at("L3", 700)], UP).renumbered, true);
  assert.equal(fromLabels([at("C7", 100)], UP).renumbered, true);
});

test("any sequence of changes leaves a chain without gaps, in order and in bounds", () => {
  let seed = 7;
  const random = (n: number) => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((seed / 2_147_483_648) * n); };
  let chain = emptyChain();
  for (let i = 0; i < 4000; i++) {
    const id = chain.marks[random(Math.max(1, chain.marks.length))]?.id ?? -1;
    const at = { x: random(500), y: random(2000) };
    const step = [
      () => place(chain, at, UP), () => place(chain, at, UP), () => remove(chain, id), () => rename(chain, id, ORDER[random(ORDER.length)]!),
      () => shift(chain, random(2) ? 1 : -1), () => move(chain, id < 0 ? 0 : id, at), () => toggleInstrumented(chain, id),
      () => extend(chain, random(2) ? 1 : -1, { height: 2000 }, (p) => p), () => sacrum(chain, id, { height: 2000 }, (p) => p),
      () => extra(chain, random(2) ? "L6" : "T13", id), () => setSure(chain, id),
    ][random(11)]!();
    if ("refused" in step) continue;
    chain = step.chain;
    const levels = levelsOf(chain);
    assert.equal(levels.length, chain.marks.length);
    assert.equal(new Set(levels).size, levels.length);
    assert.equal(new Set(chain.marks.map((m) => m.id)).size, levels.length);
    assert.ok(chain.marks.every((m, k) => k === 0 || m.y <= chain.marks[k - 1]!.y));
    const gaps = ORDER.slice(ORDER.indexOf(levels[0]!), ORDER.indexOf(levels.at(-1)!) + 1).filter((l) => !levels.includes(l));
    assert.ok(levels.length === 0 || gaps.every((l) => l === "L6" || l === "T13"), names(chain));
  }
});
