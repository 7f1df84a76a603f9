/** What can be undone and redone; the newest hundred states are kept. */
export class History<T> {
  private past: T[] = [];
  private future: T[] = [];

  constructor(private state: T) {}

  get now(): T { return this.state; }
  get canUndo(): boolean { return this.past.length > 0; }
  get canRedo(): boolean { return this.future.length > 0; }

  push(next: T): void {
    this.past = [...this.past, this.state].slice(-100);
    this.future = [];
    this.state = next;
  }

  undo(): boolean { return this.step(this.past, this.future); }
  redo(): boolean { return this.step(this.future, this.past); }

  private step(from: T[], onto: T[]): boolean {
    const next = from.pop();
    if (next === undefined) return false;
    onto.push(this.state);
    this.state = next;
    return true;
  }
}
