/**
 * What can be undone on a whole answer, in the order in which it was done: the marks, whose steps the labeller keeps itself,
 * and all that is said beside them. Text typed in one go is one step.
 */
import type { Answer } from "./answer.js";

export type Beside = Omit<Answer, "levels">;
type Part = keyof Beside;
type Step = "marks" | { readonly part: Part; readonly before: Beside; readonly after: Beside };

/** what the reader does next to have one step back or again; null where there is none */
export type Restored = { of: "marks" } | { of: Part; answer: Beside } | null;

const MOST = 100;
const PARTS: readonly Part[] = ["determinable", "reason", "quality", "comment"];

export class AnswerSteps {
  private past: Step[] = [];
  private future: Step[] = [];

  /** @param reasons those that are picked; any other is typed */
  constructor(private readonly reasons: readonly string[]) {}

  get canUndo(): boolean { return this.past.length > 0; }
  get canRedo(): boolean { return this.future.length > 0; }

  /** the labeller has a new step */
  marked(): void { this.push("marks"); }

  said(before: Beside, after: Beside): void {
    const part = PARTS.find((each) => before[each] !== after[each]);
    if (!part) return;
    const last = this.past.at(-1);
    if (last === undefined || last === "marks" || last.part !== part || !this.typed(part, last.after) || !this.typed(part, after)) {
      return this.push({ part, before, after });
    }
    this.past.pop();
    if (last.before[part] === after[part]) this.future = [];
    else this.push({ part, before: last.before, after });
  }

  undo(): Restored {
    const step = this.past.pop();
    if (step === undefined) return null;
    this.future.push(step);
    return step === "marks" ? { of: "marks" } : { of: step.part, answer: step.before };
  }

  redo(): Restored {
    const step = this.future.pop();
    if (step === undefined) return null;
    this.past.push(step);
    return step === "marks" ? { of: "marks" } : { of: step.part, answer: step.after };
  }

  private push(step: Step): void {
    this.past = [...this.past, step].slice(-MOST);
    this.future = [];
  }

  private typed(part: Part, { reason }: Beside): boolean {
    return part === "comment" || (part === "reason" && !this.reasons.includes(reason));
  }
}
