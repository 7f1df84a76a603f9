/** Films drawn by the processor alone: every pixel of the screen is sampled once from the level of its size. */
import type { Matrix } from "./geometry.js";
import type { PyramidLevel } from "./pyramid.js";

/** greys[value]: one opaque RGBA word, little-endian */
export function fillGreys(greys: Uint32Array, low: number, high: number, inverted: boolean): void {
  const scale = 255 / (high - low);
  for (let value = 0; value < greys.length; value++) {
    const g = (value - low) * scale, byte = g <= 0 ? 0 : g >= 255 ? 255 : (g + 0.5) | 0, shown = inverted ? 255 - byte : byte;
    greys[value] = 0xff000000 | (shown << 16) | (shown << 8) | shown;
  }
}

/**
 * Where the columns (or rows) of the screen lie in the film: `from[i]` is the left (upper) one of two neighbours, or -1
 * beside the film, and `part[i]` how far towards the other, 0 to 256.
 */
export class Axis {
  from = new Int32Array(0);
  part = new Int32Array(0);

  /** `start` and `step` in the pixels of a level `size` pixels long */
  fill(count: number, start: number, step: number, size: number): void {
    if (this.from.length < count) { this.from = new Int32Array(count); this.part = new Int32Array(count); }
    for (let i = 0; i < count; i++) {
      const at = start + i * step;
      if (at < 0 || at >= size) { this.from[i] = -1; continue; }
      const t = Math.min(size - 1, Math.max(0, at - 0.5)), low = Math.min(size - 2, Math.floor(t));
      this.from[i] = Math.max(0, low);
      this.part[i] = size < 2 ? 0 : Math.round((t - low) * 256);
    }
  }
}

/** own work that a frame may take, so that sixty of them and what the browser does with them fit into a second */
const BUDGET_MS = 9;
/** coarser than this nobody can follow what moves */
const COARSEST = 4;

/** by how much the resolution is divided while the film moves, where a whole frame took so many milliseconds: 1 to 4 */
export function coarseness(wholeMs: number): number {
  return Math.min(COARSEST, Math.max(1, Math.ceil(Math.sqrt(wholeMs / BUDGET_MS))));
}

export interface Area { x: number; y: number; width: number; height: number }

const BLACK = 0xff000000 | 0;

export class Raster {
  private readonly across = new Axis();
  private readonly down = new Axis();

  /**
   * Draws the film into `words`, a picture `stride` pixels wide, within `area`; `matrix` goes from film pixels to those of
   * the picture and turns by quarters only. No memory is taken unless the area grew.
   */
  draw(words: Uint32Array, stride: number, area: Area, matrix: Matrix, levels: readonly PyramidLevel[], greys: Uint32Array): void {
    const { a, b, c, d, e, f } = matrix, scale = Math.abs(a) + Math.abs(b);
    const level = levels[Math.min(levels.length - 1, Math.max(0, Math.round(-Math.log2(scale))))]!, full = levels[0]!;
    const w = level.width / full.width, h = level.height / full.height, x = area.x + 0.5, y = area.y + 0.5;
    const { across, down } = this;
    if (b === 0) {
      across.fill(area.width, ((x - e) / a) * w, w / a, level.width);
      down.fill(area.height, ((y - f) / d) * h, h / d, level.height);
      this.fill(words, stride, area, level.pixels, 1, level.width, greys);
    } else {
      // lying: a row of the screen runs along a column of the film
      across.fill(area.width, ((x - e) / c) * h, h / c, level.height);
      down.fill(area.height, ((y - f) / b) * w, w / b, level.width);
      this.fill(words, stride, area, level.pixels, level.width, 1, greys);
    }
  }

  private fill(words: Uint32Array, stride: number, area: Area, pixels: Uint16Array, right: number, below: number, greys: Uint32Array): void {
    const columns = this.across.from, columnParts = this.across.part;
    for (let j = 0; j < area.height; j++) {
      const row = this.down.from[j]!, v = this.down.part[j]!;
      let to = (area.y + j) * stride + area.x;
      if (row < 0) { words.fill(BLACK, to, to + area.width); continue; }
      const start = row * below;
      for (let i = 0; i < area.width; i++) {
        const column = columns[i]!;
        if (column < 0) { words[to++] = BLACK; continue; }
        const u = columnParts[i]!, p = start + column * right, q = p + below;
        const upper = pixels[p]! + (((pixels[p + right]! - pixels[p]!) * u) >> 8);
        const lower = pixels[q]! + (((pixels[q + right]! - pixels[q]!) * u) >> 8);
        words[to++] = greys[upper + (((lower - upper) * v) >> 8)]!;
      }
    }
  }
}
