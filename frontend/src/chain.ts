/**
 * The chain of marks a reader sets: one a vertebra, sorted from the lowest to the highest along the spine and named
 * without gaps from the lowest mark's level upwards. Every change gives a new chain or a refusal in one sentence.
 */
import type { Point } from "./geometry.js";
import { columnOrder, type Level, ORDER, parseLevel } from "./levels.js";

export interface Mark extends Point { readonly id: number; readonly instrumented: boolean }

/** what goes out and comes in: film pixels */
export interface FilmLabel {
  level: string;
  x: number;
  y: number;
  instrumented: boolean;
  /** 0 to 1, only where a model gave it */
  confidence?: number;
}

export interface Chain {
  /** lowest first */
  readonly marks: readonly Mark[];
  /** the level of the lowest mark, or of the first one to come */
  readonly start: Level;
  readonly sixLumbar: boolean;
  readonly thirteenThoracic: boolean;
  /** film direction towards the head, kept from the first mark on so that turning the view renames nothing */
  readonly up: Point;
  readonly nextId: number;
}

export type Step = { chain: Chain; said: string; active: number | null } | { refused: string };

export function emptyChain(start: Level = "L5"): Chain {
  return {
    marks: [], start, sixLumbar: start === "L6", thirteenThoracic: start === "T13", up: { x: 0, y: -1 }, nextId: 1,
  };
}

/** the levels of the marks, lowest first */
export function levelsOf(chain: Chain): readonly Level[] {
  const order = orderOf(chain), from = order.indexOf(chain.start);
  return order.slice(from, from + chain.marks.length);
}

export function levelOf(chain: Chain, id: number): Level | null {
  const i = indexOf(chain, id);
  return i < 0 ? null : levelsOf(chain)[i]!;
}

/** `up` counts only for the first mark */
export function place(chain: Chain, at: Point, up: Point): Step {
  const first = chain.marks.length === 0;
  const mark: Mark = { id: chain.nextId, x: at.x, y: at.y, instrumented: false };
  let next = sorted({ ...chain, up: first ? up : chain.up, nextId: chain.nextId + 1, marks: [...chain.marks, mark] });
  const order = orderOf(next);
  if (!first && indexOf(next, mark.id) === 0) {
    // a mark below the lowest takes the level below; below S1 there is none, so the others move up
    next = { ...next, start: order[Math.max(0, order.indexOf(next.start) - 1)]! };
  }
  if (order.indexOf(next.start) + next.marks.length > order.length) return { refused: "No level is left above T1." };
  return { chain: next, said: `${levelOf(next, mark.id)} placed`, active: mark.id };
}

/** the name a mark placed here would get; null where it would be refused */
export function nameAt(chain: Chain, at: Point, up: Point): Level | null {
  const step = place(chain, at, up);
  return "refused" in step ? null : levelOf(step.chain, chain.nextId);
}

export function move(chain: Chain, id: number, to: Point): Step {
  const next = sorted({ ...chain, marks: chain.marks.map((m) => (m.id === id ? { ...m, x: to.x, y: to.y } : m)) });
  return { chain: next, said: `${levelOf(next, id)} moved`, active: id };
}

/** the marks above move down by one name; without its lowest mark a chain keeps its names */
export function remove(chain: Chain, id: number): Step {
  const i = indexOf(chain, id);
  if (i < 0) return { refused: "No mark is chosen." };
  const said = `${levelOf(chain, id)} removed`;
  const marks = chain.marks.filter((m) => m.id !== id);
  if (marks.length === 0) return { chain: { ...emptyChain(chain.start), nextId: chain.nextId }, said, active: null };
  const start = i === 0 ? levelsOf(chain)[1]! : chain.start;
  return { chain: { ...chain, marks, start }, said, active: marks[Math.min(i, marks.length - 1)]!.id };
}

/**
 * Names one mark and with it the chain. L6 between S1 and L5, and T13 between L1 and T12, are put in or taken out where
 * the mark below allows it; every other new name shifts all marks.
 */
export function rename(chain: Chain, id: number, level: Level): Step {
  const i = indexOf(chain, id);
  if (i < 0) return { refused: "No mark is chosen." };
  const levels = levelsOf(chain), was = levels[i]!, below = i > 0 ? levels[i - 1]! : null;
  let next: Chain = {
    ...chain,
    sixLumbar: level === "L6" || (chain.sixLumbar && was !== "L6"),
    thirteenThoracic: level === "T13" || (chain.thirteenThoracic && was !== "T13"),
  };
  const staysBelow = (below === "S1" && (level === "L5" || level === "L6"))
    || (below === "L1" && (level === "T12" || level === "T13"));
  const order = orderOf(next);
  if (!staysBelow) {
    const from = order.indexOf(level) - i;
    if (from < 0) return { refused: `${level} is not possible: ${i} ${i === 1 ? "mark lies" : "marks lie"} below it.` };
    next = { ...next, start: order[from]! };
  }
  if (order.indexOf(next.start) + next.marks.length > order.length) {
    return { refused: `${level} is not possible: no level would be left above T1.` };
  }
  return { chain: next, said: `${was} is now ${level}`, active: id };
}

/** the whole chain one level up (1) or down (-1); without marks it chooses the level of the first */
export function shift(chain: Chain, by: 1 | -1): Step {
  const order = orderOf(chain), from = order.indexOf(chain.start) + by;
  if (from < 0) return { refused: "S1 is the lowest level." };
  if (from + Math.max(1, chain.marks.length) > order.length) return { refused: "No level is left above T1." };
  const start = order[from]!;
  return { chain: { ...chain, start }, said: `The lowest mark is ${start}`, active: chain.marks[0]?.id ?? null };
}

/** names the lowest mark, or the first one to come */
export function startAt(chain: Chain, level: Level): Step {
  if (chain.marks.length > 0) return rename(chain, chain.marks[0]!.id, level);
  return { chain: { ...emptyChain(level), nextId: chain.nextId }, said: `The first mark will be ${level}`, active: null };
}

export function toggleInstrumented(chain: Chain, id: number): Step {
  const mark = chain.marks.find((m) => m.id === id);
  if (!mark) return { refused: "No mark is chosen." };
  const instrumented = !mark.instrumented;
  const next = { ...chain, marks: chain.marks.map((m) => (m.id === id ? { ...m, instrumented } : m)) };
  return { chain: next, said: `${levelOf(next, id)} ${instrumented ? "instrumented" : "not instrumented"}`, active: id };
}

/** toggles S1; where it has no mark yet, it gets one below the lowest lumbar mark, by `spacing` if that is the only one */
export function toggleSacrum(chain: Chain, spacing: number, onto: (p: Point) => Point): Step {
  const [lowest, second] = chain.marks;
  if (lowest && chain.start === "S1") return toggleInstrumented(chain, lowest.id);
  const order = orderOf(chain);
  if (!lowest || order.indexOf(chain.start) !== 1) return { refused: "Mark L5 first, then S1 can be set below it." };
  const down = second
    ? { x: lowest.x - second.x, y: lowest.y - second.y }
    : { x: -chain.up.x * spacing, y: -chain.up.y * spacing };
  const placed = place(chain, onto({ x: lowest.x + down.x, y: lowest.y + down.y }), chain.up);
  if ("refused" in placed || placed.active === null) return placed;
  if (placed.chain.marks[0]!.id !== placed.active) return { refused: "There is no room below the lowest mark: click on S1." };
  const step = toggleInstrumented(placed.chain, placed.active);
  return "refused" in step ? step : { ...step, said: "S1 placed below the lowest mark, instrumented" };
}

export function toLabels(chain: Chain): FilmLabel[] {
  const levels = levelsOf(chain);
  return chain.marks.map((m, i) => ({ level: levels[i]!, x: m.x, y: m.y, instrumented: m.instrumented }));
}

/** the chain of given labels; `renumbered` where their names had gaps or were out of order and so could not be kept */
export function fromLabels(labels: readonly FilmLabel[], up: Point): { chain: Chain; renumbered: boolean } {
  const known = labels
    .flatMap((label) => { const level = parseLevel(label.level); return level ? [{ ...label, level }] : []; })
    .sort((p, q) => ORDER.indexOf(p.level) - ORDER.indexOf(q.level));
  if (known.length === 0) return { chain: emptyChain(), renumbered: labels.length > 0 };
  const low = known[0]!, high = known[known.length - 1]!;
  const dx = high.x - low.x, dy = high.y - low.y;
  const along = known.length < 2 ? up
    : Math.abs(dx) > Math.abs(dy) ? { x: Math.sign(dx), y: 0 } : { x: 0, y: Math.sign(dy) || -1 };
  const chain = sorted({
    marks: known.map((label, i) => ({ id: i + 1, x: label.x, y: label.y, instrumented: label.instrumented === true })),
    start: low.level,
    sixLumbar: known.some((label) => label.level === "L6"),
    thirteenThoracic: known.some((label) => label.level === "T13"),
    up: along,
    nextId: known.length + 1,
  });
  const levels = levelsOf(chain);
  const renumbered = known.length !== labels.length || chain.marks.some((m, i) => levels[i] !== known[m.id - 1]!.level);
  return { chain, renumbered };
}

function orderOf(chain: Chain): readonly Level[] {
  return columnOrder(chain.sixLumbar, chain.thirteenThoracic);
}

function indexOf(chain: Chain, id: number): number {
  return chain.marks.findIndex((m) => m.id === id);
}

function sorted(chain: Chain): Chain {
  const height = (p: Point) => p.x * chain.up.x + p.y * chain.up.y;
  return { ...chain, marks: [...chain.marks].sort((p, q) => height(p) - height(q)) };
}
