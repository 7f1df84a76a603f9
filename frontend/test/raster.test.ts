import assert from "node:assert/strict";
import { test } from "node:test";
import { inverse, magnifyInto, type Rotation, toScreen, apply } from "../src/geometry.js";
import { pyramidOf } from "../src/pyramid.js";
import { coarseness, fillGreys, Raster } from "../src/raster.js";

const random = (() => { let seed = 11; return () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648; })();
const film = (width: number, height: number) => ({ width, height, pixels: Uint16Array.from({ length: width * height }, () => Math.floor(random() * 65_536)) });

test("each level halves the last and keeps the mean", () => {
  const levels = pyramidOf(film(1030, 517));
  assert.deepEqual(levels.map((l) => [l.width, l.height]), [[1030, 517], [515, 258], [257, 129]]);
  const [full, half] = levels, at = (x: number, y: number) => full!.pixels[y * 1030 + x]!;
  assert.equal(half!.pixels[100 * 515 + 33], (at(66, 200) + at(67, 200) + at(66, 201) + at(67, 201) + 2) >> 2);
});

test("a window ends at black and at white, and inverting turns them round", () => {
  const greys = new Uint32Array(65_536), red = (v: number) => greys[v]! & 255;
  fillGreys(greys, 1000, 2000, false);
  assert.deepEqual([0, 1000, 1500, 2000, 65_535].map(red), [0, 0, 128, 255, 255]);
  assert.ok(greys.every((word) => word >>> 24 === 255));
  fillGreys(greys, 1000, 2000, true);
  assert.deepEqual([0, 1500, 65_535].map(red), [255, 127, 0]);
});

/** the slow way: every pixel by the inverse matrix */
function sampled(source: ReturnType<typeof film>, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x >= source.width || y >= source.height) return null;
  const at = (i: number, j: number) => source.pixels[Math.min(source.height - 1, Math.max(0, j)) * source.width + Math.min(source.width - 1, Math.max(0, i))]!;
  const u = x - 0.5, v = y - 0.5, i = Math.floor(u), j = Math.floor(v), f = u - i, g = v - j;
  const clampF = i < 0 ? 1 : f, clampG = j < 0 ? 1 : g;
  return (at(i, j) * (1 - clampF) + at(i + 1, j) * clampF) * (1 - clampG) + (at(i, j + 1) * (1 - clampF) + at(i + 1, j + 1) * clampF) * clampG;
}

for (const rotation of [0, 90, 180, 270] as Rotation[]) for (const flip of [false, true]) {
  test(`the fast drawing is the slow one, turned by ${rotation}${flip ? " and flipped" : ""}`, () => {
    const source = film(61, 83), stage = { width: 90, height: 70 };
    const matrix = toScreen({ cx: 28, cy: 40, zoom: 1.7, rotation, flip }, source, stage), back = inverse(matrix);
    const words = new Uint32Array(stage.width * stage.height), greys = new Uint32Array(65_536);
    fillGreys(greys, 0, 65_535, false);
    new Raster().draw(words, stage.width, { x: 0, y: 0, ...stage }, matrix, pyramidOf(source), greys);
    let worst = 0, inside = 0;
    for (let y = 0; y < stage.height; y++) for (let x = 0; x < stage.width; x++) {
      const p = apply(back, { x: x + 0.5, y: y + 0.5 }), wanted = sampled(source, p.x, p.y);
      const got = words[y * stage.width + x]! & 255;
      if (wanted === null) { assert.equal(got, 0); continue; }
      inside++;
      worst = Math.max(worst, Math.abs(got - (wanted * 255) / 65_535));
    }
    assert.ok(inside > 2000, `${inside} pixels of the film`);
    assert.ok(worst < 2.5, `off by ${worst} grey levels`);
  });
}

test("the magnifier keeps the point under it and enlarges around it", () => {
  const m = toScreen({ cx: 30, cy: 40, zoom: 1, rotation: 90, flip: true }, { width: 61, height: 83 }, { width: 90, height: 70 });
  const glass = { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0 }, at = { x: 33, y: 21 }, p = apply(inverse(m), at);
  magnifyInto(glass, m, at.x, at.y, 2.5);
  const there = apply(glass, p);
  assert.ok(Math.hypot(there.x - at.x, there.y - at.y) < 1e-9);
  assert.ok(Math.abs(Math.hypot(glass.a, glass.b) / Math.hypot(m.a, m.b) - 2.5) < 1e-9);
});

test("a frame of a nine-megapixel film costs no more than the screen's own pixels", () => {
  const source = film(2400, 3750), levels = pyramidOf(source), raster = new Raster(), greys = new Uint32Array(65_536);
  const stage = { width: 900, height: 1000 }, words = new Uint32Array(stage.width * stage.height), area = { x: 0, y: 0, ...stage };
  const frame = (i: number): void => {
    const matrix = toScreen({ cx: 1200 + i, cy: 1900, zoom: 1 + i / 10, rotation: 0, flip: false }, source, stage);
    fillGreys(greys, 1000 + i, 50_000, false);
    raster.draw(words, stage.width, area, matrix, levels, greys);
  };
  for (let i = 0; i < 20; i++) frame(i);
  // the processor's time: other work on the machine does not count
  const before = process.cpuUsage();
  for (let i = 0; i < 40; i++) frame(i);
  const { user, system } = process.cpuUsage(before), ms = (user + system) / 40_000;
  console.log(`${ms.toFixed(1)} ms of processor time a frame of 900 x 1000 pixels`);
  assert.ok(ms < 50, `${ms} ms`);
});

test("while it moves a film is drawn as coarsely as the processor needs, and no more", () => {
  assert.deepEqual([0, 2, 9, 9.1, 36, 37, 81, 100, 5000].map(coarseness), [1, 1, 1, 2, 2, 3, 3, 4, 4]);
});
