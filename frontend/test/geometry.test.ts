import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, fitted, flipped, inverse, panBy, type Point, rotated, type Rotation, scaleOf, toScreen, upOf, type View, zoomAt } from "../src/geometry.js";

const film = { width: 700, height: 1600 };
const stage = { width: 900, height: 640 };
const near = (p: Point, q: Point, slack = 1e-6) => assert.ok(Math.hypot(p.x - q.x, p.y - q.y) < slack, `${p.x},${p.y} is not ${q.x},${q.y}`);

const views: View[] = [];
for (const rotation of [0, 90, 180, 270] as Rotation[]) {
  for (const flip of [false, true]) for (const zoom of [0.5, 1, 3.7, 40]) views.push({ cx: 311, cy: 902.5, zoom, rotation, flip });
}

test("a click comes back to the very film pixel under every zoom, rotation and flip", () => {
  for (const view of views) {
    const m = toScreen(view, film, stage), back = inverse(m);
    for (const p of [{ x: 0, y: 0 }, { x: 700, y: 1600 }, { x: 123.25, y: 1044.5 }]) near(apply(back, apply(m, p)), p);
  }
});

test("a fitted film touches two opposite edges of the stage and stands in the middle", () => {
  const m = toScreen(fitted(film), film, stage);
  near(apply(m, { x: 350, y: 0 }), { x: 450, y: 0 });
  near(apply(m, { x: 350, y: 1600 }), { x: 450, y: 640 });
  assert.equal(scaleOf(fitted(film), film, stage), 0.4);
  assert.equal(scaleOf(rotated(fitted(film)), film, stage), 900 / 1600);
});

test("rotation is clockwise as seen, also when flipped", () => {
  for (const view of [fitted(film), flipped(fitted(film))]) {
    const before = toScreen(view, film, stage), after = toScreen(rotated(view), film, stage);
    // what pointed up points right afterwards
    const up = apply(inverse(before), { x: 450, y: 310 }), middle = apply(after, { x: view.cx, y: view.cy }), now = apply(after, up);
    assert.ok(now.x > middle.x + 1 && Math.abs(now.y - middle.y) < 1e-6);
  }
  assert.equal(rotated(rotated(rotated(rotated(fitted(film))))).rotation, 0);
});

test("a flip mirrors left and right as seen, however the film is turned", () => {
  for (const view of views) {
    const p = { x: 330, y: 900 }, before = apply(toScreen(view, film, stage), p), after = apply(toScreen(flipped(view), film, stage), p);
    near(after, { x: stage.width - before.x, y: before.y });
  }
});

test("zooming keeps the film point under the pointer", () => {
  for (const view of views.filter((v) => v.zoom < 10)) {
    const at = { x: 440, y: 330 }, before = apply(inverse(toScreen(view, film, stage)), at);
    near(apply(inverse(toScreen(zoomAt(view, film, stage, at, 1.6), film, stage)), at), before);
  }
});

test("the film follows the hand by as many pixels as the hand moved", () => {
  for (const view of views) {
    const p = { x: 300, y: 800 }, before = apply(toScreen(view, film, stage), p);
    near(apply(toScreen(panBy(view, film, stage, 7, -4), film, stage), p), { x: before.x + 7, y: before.y - 4 });
  }
});

test("the middle of the stage never leaves the film", () => {
  const far = panBy(fitted(film), film, stage, 1e6, -1e6);
  assert.deepEqual([far.cx, far.cy], [0, 1600]);
});

test("up on the screen in film coordinates", () => {
  const of = (rotation: Rotation, flip: boolean) => upOf({ ...fitted(film), rotation, flip });
  assert.deepEqual(of(0, false), { x: 0, y: -1 });
  assert.deepEqual(of(0, true), { x: 0, y: -1 });
  assert.deepEqual(of(90, false), { x: -1, y: 0 });
  assert.deepEqual(of(90, true), { x: -1, y: 0 });
  assert.deepEqual(of(180, false), { x: 0, y: 1 });
  assert.deepEqual(of(270, false), { x: 1, y: 0 });
});
