/** How long a reader was at work on one film, and how long it only stood open. */
export interface Effort { readonly activeMs: number; readonly idleMs: number; readonly changes: number }

/** without any input for this long a reader counts as idle */
export const IDLE_AFTER_MS = 30_000;

/** all times are those of `Date.now()`, which goes on while a lid is closed */
export class EffortClock {
  private active: number;
  private idle: number;
  private changes: number;
  private counted: number | null = null;
  private lastInput = 0;

  constructor(before: Effort) {
    this.active = before.activeMs;
    this.idle = before.idleMs;
    this.changes = before.changes;
  }

  /** the film is on the screen: what it took to arrive is not the reader's time */
  start(now: number): void {
    this.counted = this.lastInput = now;
  }

  input(now: number): void {
    this.count(now);
    this.lastInput = now;
  }

  change(now: number): void {
    this.input(now);
    this.changes++;
  }

  /** the page is no longer looked at */
  away(now: number): void {
    this.count(now);
    this.lastInput = Math.min(this.lastInput, now - IDLE_AFTER_MS);
  }

  effort(now: number): Effort {
    this.count(now);
    return { activeMs: Math.round(this.active), idleMs: Math.round(this.idle), changes: this.changes };
  }

  private count(now: number): void {
    if (this.counted === null) return;
    const from = this.counted, activeUntil = this.lastInput + IDLE_AFTER_MS;
    this.counted = now;
    // a clock that was set back counts nothing
    if (now <= from) return;
    const worked = Math.max(0, Math.min(now, activeUntil) - from);
    this.active += worked;
    this.idle += now - from - worked;
  }
}
