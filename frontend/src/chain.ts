/**
 * The chain of marks a reader sets: one a vertebra, sorted from the lowest to the highest along the spine and named
 * without gaps from the lowest mark's level upwards. Every change gives a new chain or a refusal in one sentence.
 */
import type { Point } from "./geometry.js";
import { columnOrder, type Level, ORDER, parseLevel } from "./levels.js";

export interface Mark extends Point {
  readonly id: number;
  readonly instrumented: boolean;
  /** how sure its reader is of the name, 1 (a guess) to 5 (certain) */
  readonly sure: Sureness;
}

export type Sureness = 1 | 2 | 3 | 4 | 5;

/** what goes out and comes in: film pixels */
export interface FilmLabel {
  level: string;
  x: number;
  y: number;
  instrumented: boolean;
  /** 0 to 1, only where a model gave it */
  confidence?: number;
  /** 1 to 5, only where a reader was asked for it */
  sure?: number | null;
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
  const mark: Mark = { id: chain.nextId, x: at.x, y: at.y, instrumented: false, sure: 5 };
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

/** the distance of L4 from L5 on a usual film, and of each level from the next */
const FIRST_STEP = 0.115;
const SMALLER_UPWARDS = 0.97;

/**
 * Adds the next level above (1) or below (-1), where the marks so far let expect it. It looks at the marks alone, never at
 * the film: it helps the reader's hand, not the reader's judgement.
 */
export function extend(chain: Chain, by: 1 | -1, film: { readonly height: number }, onto: (p: Point) => Point): Step {
  const { marks } = chain;
  if (marks.length === 0) return { refused: "Set the first mark: click a vertebra, or move the crosshair by the arrow keys." };
  if (by === -1 && chain.start === "S1") return { refused: "S1 is the lowest level." };
  const [end, next] = by === 1 ? [marks.at(-1)!, marks.at(-2)] : [marks[0]!, marks[1]];
  const shrink = by === 1 ? SMALLER_UPWARDS : 1 / SMALLER_UPWARDS, first = FIRST_STEP * film.height * by;
  const step = next
    ? { x: (end.x - next.x) * shrink, y: (end.y - next.y) * shrink }
    : { x: chain.up.x * first, y: chain.up.y * first };
  const to = onto({ x: end.x + step.x, y: end.y + step.y });
  if (Math.hypot(to.x - end.x, to.y - end.y) < Math.hypot(step.x, step.y) / 3) {
    return { refused: by === 1 ? "The film ends above." : "The film ends below." };
  }
  const placed = place(chain, to, chain.up);
  if ("refused" in placed || placed.active === null) return placed;
  const { marks: now } = placed.chain, added = by === 1 ? now.at(-1)! : now[0]!;
  return added.id === placed.active ? placed : { refused: "There is no room for another mark: click where it belongs." };
}

/** S1: chosen where it has a mark, added below L5 or L6, else the name of the active mark */
export function sacrum(chain: Chain, active: number | null, film: { readonly height: number }, onto: (p: Point) => Point): Step {
  const [lowest] = chain.marks;
  if (!lowest) return startAt(chain, "S1");
  if (chain.start === "S1") return { chain, said: "S1", active: lowest.id };
  if (chain.start === "L5" || chain.start === "L6") return extend(chain, -1, film, onto);
  return rename(chain, active ?? lowest.id, "S1");
}

/** puts L6 or T13 into the column, or takes it out; without marks it names the first one to come */
export function extra(chain: Chain, level: "L6" | "T13", active: number | null): Step {
  const usual = level === "L6" ? "L5" : "T12", levels = levelsOf(chain);
  if (chain.marks.length === 0) return startAt(chain, chain.start === level ? usual : level);
  const there = levels.indexOf(level), from = levels.indexOf(usual);
  if (there >= 0) return rename(chain, chain.marks[there]!.id, usual);
  if (from >= 0) return rename(chain, chain.marks[from]!.id, level);
  return active === null ? { refused: `No mark can be ${level}.` } : rename(chain, active, level);
}

/** 5, 4, 3, 2, 1 and 5 again; or the given one */
export function setSure(chain: Chain, id: number, to?: Sureness): Step {
  const mark = chain.marks.find((m) => m.id === id);
  if (!mark) return { refused: "No mark is chosen." };
  const sure = to ?? ((mark.sure === 1 ? 5 : mark.sure - 1) as Sureness);
  const next = { ...chain, marks: chain.marks.map((m) => (m.id === id ? { ...m, sure } : m)) };
  return { chain: next, said: `${levelOf(next, id)}: ${SURENESS[sure]}`, active: id };
}

export const SURENESS: Readonly<Record<Sureness, string>> = {
  5: "certain", 4: "rather sure", 3: "in doubt", 2: "rather unsure", 1: "a guess",
};

export function toLabels(chain: Chain): FilmLabel[] {
  const levels = levelsOf(chain);
  return chain.marks.map((m, i) => ({ level: levels[i]!, x: m.x, y: m.y, instrumented: m.instrumented, sure: m.sure }));
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
    marks: known.map((label, i) => ({ id: i + 1, x: label.x, y: label.y, instrumented: label.instrumented === true, sure: surenessOf(label.sure) })),
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

function surenessOf(given: unknown): Sureness {
  return given === 1 || given === 2 || given === 3 || given === 4 ? given : 5;
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
