import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Draft } from "../src/answer.js";
import { clearAccount, DraftKeeper } from "../src/draft-keeper.js";
import type { Reply } from "../src/server.js";

const EFFORT = { activeMs: 0, idleMs: 0, changes: 0 };
const saying = (...levels: string[]): Answer => ({
  levels: levels.map((level, i) => ({ level, x: 10, y: 900 - 100 * i, instrumented: false, confidence: 5 })), determinable: true, reason: "", quality: null, comment: "",
});
const NOTHING: Draft = { version: 0, savedAt: null, savedBy: "", answer: saying(), effort: EFFORT };

class Store {
  readonly kept = new Map<string, string>();
  get length() { return this.kept.size; }
  key(i: number) { return [...this.kept.keys()][i] ?? null; }
  getItem(key: string) { return this.kept.get(key) ?? null; }
  setItem(key: string, value: string) { this.kept.set(key, value); }
  removeItem(key: string) { this.kept.delete(key); }
}

/** a server as LevelRead's is: one draft, its version raised by every save; it can be dead, or die before it answers */
class FakeServer {
  draft = NOTHING;
  state: "well" | "dead" | "dies before it answers" | "signed out" = "well";
  asks = 0;
  private readonly timers: { at: number; run: () => void }[] = [];
  time = 0;

  window(name: string, store = new Store()): DraftKeeper {
    return new DraftKeeper({
      save: (body) => Promise.resolve(this.save(body)), storage: store, now: () => this.time, changed: () => {},
      later: (run, ms) => {
        const timer = { at: this.time + ms, run };
        this.timers.push(timer);
        return () => { const i = this.timers.indexOf(timer); if (i >= 0) this.timers.splice(i, 1); };
      },
    }, "ann", "reading-1", name, this.draft);
  }

  async wait(ms: number): Promise<void> {
    for (const end = this.time + ms; ;) {
      const next = this.timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) { this.time = end; break; }
      this.time = next.at;
      this.timers.splice(this.timers.indexOf(next), 1);
      next.run();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    }
  }

  private save({ version, answer, effort, window }: { version: number; answer: Answer; effort: Draft["effort"]; window: string }): Reply {
    this.asks++;
    if (this.state === "dead") return { kind: "unreachable" };
    if (this.state === "signed out") return { kind: "signed-out" };
    if (version !== this.draft.version) return { kind: "answered", status: 409, body: { outcome: "conflict", draft: this.draft } };
    this.draft = { version: version + 1, savedAt: `at ${this.time}`, savedBy: window, answer, effort };
    if (this.state === "dies before it answers") { this.state = "dead"; return { kind: "unreachable" }; }
    return { kind: "answered", status: 200, body: { outcome: "saved", version: version + 1, at: `at ${this.time}` } };
  }
}

test("every change is on the server within a second, many quick ones in one save", async () => {
  const server = new FakeServer(), store = new Store(), keeper = server.window("a", store);
  for (const levels of [["L5"], ["L5", "L4"], ["L5", "L4", "L3"]]) { keeper.change(saying(...levels), EFFORT); await server.wait(50); }
  assert.equal(store.length, 1, "kept here at once");
  await server.wait(1000 - 150);
  assert.deepEqual(server.draft.answer, saying("L5", "L4", "L3"));
  assert.equal(server.asks, 1);
  assert.equal(keeper.state.kind, "saved");
  assert.equal(keeper.unsaved, false);
  assert.equal(store.length, 0, "nothing stays on the computer that the server has");
});

test("changes that never pause are saved within a second too", async () => {
  const server = new FakeServer(), keeper = server.window("a");
  for (let i = 0; i < 20; i++) { keeper.change({ ...saying("L5"), comment: `${i}` }, EFFORT); await server.wait(100); }
  assert.ok(Number(server.draft.answer.comment) >= 15, server.draft.answer.comment);
});

test("a dead server: the answer stays here, is said to, and is handed over by itself", async () => {
  const server = new FakeServer(), store = new Store(), keeper = server.window("a", store);
  server.state = "dead";
  keeper.change(saying("L5"), EFFORT);
  await server.wait(20_000);
  assert.equal(keeper.state.kind, "unreachable");
  keeper.change(saying("L5", "L4"), EFFORT);
  await server.wait(5000);
  server.state = "well";
  await server.wait(8000);
  assert.deepEqual(server.draft.answer, saying("L5", "L4"));
  assert.equal(keeper.state.kind, "saved");
  assert.ok(server.asks < 12, `asked ${server.asks} times`);
});

test("a page that was closed before the server answered has the very state when it is opened again", async () => {
  const server = new FakeServer(), store = new Store(), keeper = server.window("a", store);
  keeper.change(saying("L5"), EFFORT);
  await server.wait(1000);
  server.state = "dead";
  keeper.change(saying("L5", "L4"), { activeMs: 9000, idleMs: 0, changes: 2 });
  server.state = "well";
  const reopened = server.window("b", store);
  assert.deepEqual(reopened.now, { answer: saying("L5", "L4"), effort: { activeMs: 9000, idleMs: 0, changes: 2 } });
  await server.wait(1000);
  assert.deepEqual(server.draft.answer, saying("L5", "L4"));
});

test("a server killed between writing and answering makes no conflict of a reader with himself", async () => {
  const server = new FakeServer(), store = new Store(), keeper = server.window("a", store);
  server.state = "dies before it answers";
  keeper.change(saying("L5"), EFFORT);
  await server.wait(500);
  keeper.change(saying("L5", "L4"), EFFORT);
  server.state = "well";
  await server.wait(5000);
  assert.equal(keeper.state.kind, "saved");
  assert.deepEqual(server.draft.answer, saying("L5", "L4"));
  // and the same after the page was opened again
  server.state = "dies before it answers";
  keeper.change(saying("L5", "L4", "L3"), EFFORT);
  await server.wait(400);
  keeper.change(saying("L5", "L4", "L3", "L2"), EFFORT);
  server.state = "well";
  const reopened = server.window("b", store);
  assert.equal(reopened.state.kind, "saved");
  await server.wait(1000);
  assert.deepEqual(server.draft.answer.levels.length, 4);
});

for (const which of ["mine", "theirs"] as const) {
  test(`two windows: the second is told, and may choose: ${which}`, async () => {
    const server = new FakeServer(), one = server.window("one"), two = server.window("two");
    one.change(saying("L5"), EFFORT);
    await server.wait(1000);
    two.change(saying("L4"), EFFORT);
    await server.wait(1000);
    assert.deepEqual(server.draft.answer, saying("L5"), "nothing was overwritten");
    assert.ok(two.state.kind === "conflict");
    assert.deepEqual([two.state.mine, two.state.theirs.answer], [saying("L4"), saying("L5")]);
    await server.wait(60_000);
    assert.deepEqual(server.draft.answer, saying("L5"), "not by waiting either");
    assert.deepEqual(two.resolve(which), which === "mine" ? saying("L4") : saying("L5"));
    await server.wait(1000);
    assert.deepEqual(server.draft.answer, which === "mine" ? saying("L4") : saying("L5"));
    assert.equal(two.state.kind, "saved");
  });
}

test("what was kept here and what another computer saved meanwhile are both shown", async () => {
  const server = new FakeServer(), store = new Store(), dead = new FakeServer();
  dead.state = "dead";
  // the lid is closed over it: this window never comes back
  dead.window("here", store).change(saying("L5"), EFFORT);
  server.window("there").change(saying("L3"), EFFORT);
  await server.wait(1000);
  const again = server.window("again", store);
  assert.ok(again.state.kind === "conflict");
  assert.deepEqual([again.state.mine, again.state.theirs.answer], [saying("L5"), saying("L3")]);
  assert.deepEqual(server.draft.answer, saying("L3"));
});

test("an ended session keeps the answer and takes it up after signing in again", async () => {
  const server = new FakeServer(), keeper = server.window("a");
  server.state = "signed out";
  keeper.change(saying("L5"), EFFORT);
  await server.wait(3000);
  assert.equal(keeper.state.kind, "signed-out");
  server.state = "well";
  keeper.retry();
  await server.wait(100);
  assert.equal(keeper.state.kind, "saved");
});

test("another reader's draft is never read, and signing out leaves nothing of one's own", () => {
  const server = new FakeServer(), store = new Store();
  store.setItem("levelread.draft.ben.reading-1.x", JSON.stringify({ base: 0, answer: saying("T1"), effort: EFFORT, at: 5, window: "x" }));
  const keeper = server.window("a", store);
  assert.deepEqual(keeper.now.answer, saying());
  keeper.change(saying("L5"), EFFORT);
  store.setItem("levelread.look.ann.reading-1", "{}");
  clearAccount(store, "ann");
  assert.deepEqual([...store.kept.keys()], ["levelread.draft.ben.reading-1.x"]);
});
