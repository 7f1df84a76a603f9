/** What a reader says of one film, as it goes to the server and comes from it. */
import { type FilmLabel, SURENESS } from "./chain.js";
import type { Effort } from "./effort.js";
import { type Level, ORDER } from "./levels.js";

export type Quality = "GOOD" | "ADEQUATE" | "POOR";
export interface AnswerLevel { level: string; x: number; y: number; instrumented: boolean; confidence: number | null }

export interface Answer {
  readonly levels: readonly AnswerLevel[];
  readonly determinable: boolean;
  readonly reason: string;
  readonly quality: Quality | null;
  readonly comment: string;
}

export interface Draft { readonly version: number; readonly savedAt: string | null; readonly savedBy: string; readonly answer: Answer; readonly effort: Effort }

export interface Questions {
  readonly instrumented: boolean;
  readonly confidence: boolean;
  readonly quality: boolean;
  readonly comment: boolean;
  readonly lowest: Level;
  readonly highest: Level;
  /** why levels cannot be determined: one key picks one of these, any other is typed */
  readonly reasons: readonly string[];
}

export const QUALITIES: readonly (readonly [Quality, string])[] = [["GOOD", "Good"], ["ADEQUATE", "Adequate"], ["POOR", "Poor"]];

export const answerOf = (labels: readonly FilmLabel[], questions: Questions, rest: Omit<Answer, "levels">): Answer => ({
  ...rest,
  levels: labels.map(({ level, x, y, instrumented, sure }) => ({ level, x, y, instrumented, confidence: questions.confidence ? (sure ?? 5) : null })),
});

export const labelsOf = (answer: Answer): FilmLabel[] =>
  answer.levels.map(({ level, x, y, instrumented, confidence }) => ({ level, x, y, instrumented, sure: confidence }));

/** whether both say the same, whatever the order of their parts */
export function same(a: Answer, b: Answer): boolean {
  const bare = ({ levels, determinable, reason, quality, comment }: Answer) =>
    JSON.stringify([levels.map((l) => [l.level, l.x, l.y, l.instrumented, l.confidence ?? null]), determinable, determinable ? "" : reason, quality ?? null, comment]);
  return bare(a) === bare(b);
}

/** "T12 to S1; instrumented L4, L5" */
export function summary(answer: Answer): string {
  if (!answer.determinable) return `Not determinable: ${answer.reason || "no reason yet"}`;
  const { levels } = answer, top = levels.at(-1)?.level, low = levels[0]?.level;
  if (!top || !low) return "No level named";
  const metal = levels.filter((l) => l.instrumented).map((l) => l.level).reverse();
  return `${top === low ? top : `${top} to ${low}`}; ${metal.length === 0 ? "no level instrumented" : `instrumented ${metal.join(", ")}`}`;
}

/** what is less than certain: "L4 in doubt" */
export function doubts(answer: Answer): string {
  return answer.levels.flatMap(({ level, confidence }) => (confidence !== null && confidence < 5 ? [`${level} ${SURENESS[confidence as 1 | 2 | 3 | 4]}`] : [])).reverse().join(", ");
}

/** the sentence why this cannot be signed; null when it can. The server asks the same once more. */
export function objection(answer: Answer, questions: Questions, keyOf: (id: string) => string): string | null {
  if (!answer.determinable) {
    if (answer.reason.trim() === "") return "Say why the levels cannot be determined.";
  } else if (answer.levels.length === 0) {
    return `Name at least one level, or say that they cannot be determined (${keyOf("undeterminable")}).`;
  } else {
    const order = (level: string) => ORDER.indexOf(level as Level);
    const beyond = answer.levels.find((l) => order(l.level) < order(questions.lowest) || order(l.level) > order(questions.highest));
    if (beyond) return `${beyond.level} is not asked in this study: name levels from ${questions.lowest} to ${questions.highest}.`;
  }
  return questions.quality && answer.quality === null ? `Say how good the film is (${keyOf("quality")}).` : null;
}
