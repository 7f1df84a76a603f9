/**
 * Keeps a reader's answer from being lost: every change is written to this computer at once and to the server within a
 * second, and what the server did not take yet is handed over when it can be reached again. Two windows cannot overwrite
 * each other: each save names the version that it saw, and a reader who has two is asked.
 */
import { type Answer, type Draft, same } from "./answer.js";
import type { Effort } from "./effort.js";
import type { Reply } from "./server.js";

export type KeeperState =
  /** `at` as the server wrote it; null before anything was saved */
  | { kind: "saved"; at: string | null }
  | { kind: "saving" }
  /** kept on this computer only; the server is asked again and again */
  | { kind: "unreachable" | "signed-out" }
  | { kind: "conflict"; mine: Answer; theirs: Draft }
  | { kind: "locked" | "closed"; message: string };

export interface KeeperPorts {
  /** asks the server to save */
  save(body: { version: number; answer: Answer; effort: Effort; window: string; asked: boolean }, last: boolean): Promise<Reply>;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;
  now(): number;
  later(run: () => void, ms: number): () => void;
  changed(): void;
}

interface Kept { base: number; answer: Answer; effort: Effort; at: number; window: string }

/** long enough to gather what one movement of the hand changes, short enough for "within a second" */
const GATHER_MS = 300;
const RETRY_MS = [1000, 2000, 4000, 8000] as const;
const PREFIX = "levelread.draft.";

export class DraftKeeper {
  state: KeeperState;
  private version: number;
  private answer: Answer;
  private effort: Effort;
  /** the newest change that is not on the server; null where there is none */
  private pending = false;
  private sending = false;
  private asked = false;
  private failures = 0;
  private cancel: (() => void) | null = null;
  private closed = false;

  /**
   * @param account whose the draft is: no other account's is ever read
   * @param window names this window among all of the reader's
   */
  constructor(private readonly ports: KeeperPorts, private readonly account: string, private readonly reading: string, private readonly window: string, draft: Draft) {
    this.version = draft.version;
    this.answer = draft.answer;
    this.effort = draft.effort;
    this.state = { kind: "saved", at: draft.savedAt };
    this.takeUp(draft);
  }

  /** what the screen shows: what was kept here where it is newer than what the server has */
  get now(): { answer: Answer; effort: Effort } { return { answer: this.answer, effort: this.effort }; }
  get unsaved(): boolean { return this.pending || this.sending || this.state.kind === "conflict"; }
  get seenVersion(): number { return this.version; }

  change(answer: Answer, effort: Effort): void {
    if (this.closed) return;
    this.answer = answer;
    this.effort = effort;
    this.pending = true;
    this.keep();
    if (this.state.kind === "conflict") this.state = { ...this.state, mine: answer };
    else this.plan(GATHER_MS);
    this.ports.changed();
  }

  /** the reader wishes to submit the answer as it stands: the first such answer is kept on the server */
  async wish(effort: Effort): Promise<void> {
    this.asked = true;
    this.effort = effort;
    this.pending = true;
    await this.flush();
  }

  /** saves now; settles when the answer came or the server could not be reached */
  async flush(): Promise<void> {
    this.cancel?.();
    this.cancel = null;
    while (this.sending) await new Promise<void>((done) => this.ports.later(done, 20));
    if (this.pending) await this.send(false);
  }

  /** the page goes away: the request outlives it */
  leave(effort: Effort): void {
    if (this.closed || !this.pending || this.state.kind === "conflict") return;
    this.effort = effort;
    this.keep();
    if (!this.sending) void this.send(true);
  }

  /** tries again at once, as when the network came back */
  retry(): void { if (this.pending && !this.sending && this.state.kind !== "conflict") this.plan(0); }

  /** the reader chose between two answers; neither went away before */
  resolve(which: "mine" | "theirs"): Answer {
    if (this.state.kind !== "conflict") return this.answer;
    const { theirs } = this.state;
    this.version = theirs.version;
    this.state = { kind: "saved", at: theirs.savedAt };
    if (which === "theirs") {
      this.answer = theirs.answer;
      this.pending = false;
      this.forget();
    } else {
      this.pending = true;
      this.plan(0);
    }
    this.ports.changed();
    return this.answer;
  }

  /** signed, or given up: nothing is kept here any more */
  end(): void {
    this.closed = true;
    this.cancel?.();
    this.forget();
  }

  private takeUp(draft: Draft): void {
    const kept = keptDrafts(this.ports.storage, `${PREFIX}${this.account}.${this.reading}.`);
    const newest = kept.sort((a, b) => b.at - a.at)[0];
    if (!newest) return;
    kept.forEach(({ window }) => this.ports.storage.removeItem(this.keyOf(window)));
    if (same(newest.answer, draft.answer)) return;
    this.answer = newest.answer;
    this.effort = newest.effort;
    this.pending = true;
    this.keep(newest.base);
    // an older base is no conflict where the newer version came from the same window, whose answer was lost on the way back
    if (newest.base === draft.version || newest.window === draft.savedBy) this.plan(0);
    else this.state = { kind: "conflict", mine: newest.answer, theirs: draft };
  }

  private plan(ms: number): void {
    if (this.cancel && ms > 0 && this.failures === 0) return;
    this.cancel?.();
    this.cancel = this.ports.later(() => { this.cancel = null; void this.send(false); }, ms);
  }

  private async send(last: boolean): Promise<void> {
    if (this.closed || this.sending || this.state.kind === "conflict") return;
    this.sending = true;
    this.pending = false;
    const sent = this.answer, asked = this.asked;
    if (this.failures === 0) this.tell({ kind: "saving" });
    const reply = await this.ports.save({ version: this.version, answer: sent, effort: this.effort, window: this.window, asked }, last);
    this.sending = false;
    if (this.closed) return;
    if (reply.kind !== "answered" || reply.status >= 500) {
      this.pending = true;
      this.keep();
      this.tell({ kind: reply.kind === "signed-out" ? "signed-out" : "unreachable" });
      this.plan(RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]!);
      return;
    }
    this.failures = 0;
    this.take(reply.body, asked);
  }

  private take(body: Record<string, unknown>, asked: boolean): void {
    switch (body["outcome"]) {
      case "saved":
        this.version = Number(body["version"]);
        if (asked) this.asked = false;
        if (this.pending) { this.keep(); this.plan(0); } else this.forget();
        return this.tell({ kind: "saved", at: String(body["at"]) });
      case "conflict": {
        const theirs = body["draft"] as Draft;
        // the answer to this window's own last save was lost, or the other window says the same
        if (theirs.savedBy === this.window || same(theirs.answer, this.answer)) {
          this.version = theirs.version;
          this.pending = true;
          return this.plan(0);
        }
        this.pending = true;
        this.keep();
        return this.tell({ kind: "conflict", mine: this.answer, theirs });
      }
      default: {
        this.pending = true;
        this.keep();
        return this.tell({ kind: body["outcome"] === "locked" ? "locked" : "closed", message: String(body["message"] ?? "The answer could not be saved.") });
      }
    }
  }

  private tell(state: KeeperState): void {
    this.state = state;
    this.ports.changed();
  }

  private keep(base = this.version): void {
    const kept: Kept = { base, answer: this.answer, effort: this.effort, at: this.ports.now(), window: this.window };
    try {
      this.ports.storage.setItem(this.keyOf(this.window), JSON.stringify(kept));
    } catch { /* a full or forbidden store: the server still has all but the last second */ }
  }

  private forget(): void { this.ports.storage.removeItem(this.keyOf(this.window)); }
  private keyOf(window: string): string { return `${PREFIX}${this.account}.${this.reading}.${window}`; }
}

function keptDrafts(storage: KeeperPorts["storage"], prefix: string): Kept[] {
  const found: Kept[] = [];
  for (let i = 0; i < storage.length; i++) {
    const key = storage.key(i);
    if (!key?.startsWith(prefix)) continue;
    try {
      found.push(JSON.parse(storage.getItem(key) ?? "") as Kept);
    } catch { /* not ours, or cut off */ }
  }
  return found;
}

/** at sign-out nothing of an account stays on this computer */
export function clearAccount(storage: KeeperPorts["storage"], account: string): void {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i)!);
  keys.filter((key) => key.startsWith(`levelread.`) && key.includes(account)).forEach((key) => storage.removeItem(key));
}
