/** A film at half, quarter, ... of its size, so that a film shown small costs no more than the pixels on the screen. */
import type { Film } from "./film.js";

export interface PyramidLevel { readonly width: number; readonly height: number; readonly pixels: Uint16Array }

/** smaller levels than this are not worth a texture */
const SMALLEST = 128;

/** the film first; each further level is half as wide and high, rounded down, every pixel the mean of four */
export function pyramidOf(film: Pick<Film, "width" | "height" | "pixels">): readonly PyramidLevel[] {
  const levels: PyramidLevel[] = [{ width: film.width, height: film.height, pixels: film.pixels }];
  for (let last = levels[0]!; Math.min(last.width, last.height) >= 2 * SMALLEST; last = levels.at(-1)!) levels.push(halved(last));
  return levels;
}

function halved({ width, height, pixels }: PyramidLevel): PyramidLevel {
  const w = width >> 1, h = height >> 1, half = new Uint16Array(w * h);
  for (let y = 0, to = 0; y < h; y++) {
    for (let x = 0, from = 2 * y * width; x < w; x++, from += 2) {
      half[to++] = (pixels[from]! + pixels[from + 1]! + pixels[from + width]! + pixels[from + width + 1]! + 2) >> 2;
    }
  }
  return { width: w, height: h, pixels: half };
}
