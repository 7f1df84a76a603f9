import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answer, answerOf, doubts, labelsOf, objection, type Questions, same, summary } from "../src/answer.js";

const ALL: Questions = { instrumented: true, confidence: true, quality: true, comment: true, lowest: "S1", highest: "T1", reasons: ["Wrong view"] };
const REST = { determinable: true, reason: "", quality: "GOOD", comment: "" } as const;
const LABELS = [{ level: "L5", x: 1, y: 9, instrumented: true, sure: 5 }, { level: "L4", x: 1, y: 5, instrumented: false, sure: 3 }];
const ANSWER = answerOf(LABELS, ALL, REST);
const key = (id: string) => ({ quality: "Q", undeterminable: "U" })[id] ?? "";

test("labels make an answer, and the answer the same labels", () => {
  assert.deepEqual(labelsOf(ANSWER), LABELS);
  assert.equal(answerOf(LABELS, { ...ALL, confidence: false }, REST).levels[1]!.confidence, null);
});

test("the summary names the range, the instrumented levels from the head down, and what is in doubt", () => {
  assert.equal(summary(ANSWER), "L4 to L5; instrumented L5");
  assert.equal(doubts(ANSWER), "L4 in doubt");
  assert.equal(summary({ ...ANSWER, determinable: false, reason: "Wrong view" }), "Not determinable: Wrong view");
});

test("what is missing is said with the key that gives it", () => {
  assert.equal(objection(ANSWER, ALL, key), null);
  assert.equal(objection({ ...ANSWER, quality: null }, ALL, key), "Say how good the film is (Q).");
  assert.equal(objection({ ...ANSWER, quality: null }, { ...ALL, quality: false }, key), null);
  assert.match(objection({ ...ANSWER, levels: [] }, ALL, key)!, /cannot be determined \(U\)/);
  assert.equal(objection({ ...ANSWER, determinable: false }, ALL, key), "Say why the levels cannot be determined.");
  assert.match(objection(ANSWER, { ...ALL, lowest: "L4" }, key)!, /L5 is not asked in this study: name levels from L4 to T1/);
});

test("two answers are the same by what they say", () => {
  const sent = JSON.parse(JSON.stringify({ comment: "", quality: "GOOD", reason: "", determinable: true, levels: ANSWER.levels })) as Answer;
  assert.ok(same(ANSWER, sent));
  assert.ok(!same(ANSWER, { ...ANSWER, comment: "x" }));
  assert.ok(!same(ANSWER, answerOf([{ ...LABELS[0]!, instrumented: false }, LABELS[1]!], ALL, REST)));
});
