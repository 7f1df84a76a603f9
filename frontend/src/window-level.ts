/** Which of the 65 536 grey values are shown, and the presets found from the film itself. */
export interface WindowLevel { readonly width: number; readonly level: number }

export type Preset = "stored" | "soft" | "bone" | "metal";
export type Presets = Readonly<Record<Preset, WindowLevel>>;

const WIDTH_MIN = 16;
const WIDTH_MAX = 131_072;

export function windowLevel(width: number, level: number): WindowLevel {
  return {
    width: Math.round(Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, width))),
    level: Math.round(Math.min(65_535, Math.max(0, level))),
  };
}

export function histogram(pixels: Uint16Array): Uint32Array {
  const counts = new Uint32Array(65_536);
  for (let i = 0; i < pixels.length; i++) counts[pixels[i]!]!++;
  return counts;
}

/** the smallest value that at least the fraction `q` of the counted pixels do not exceed */
export function percentile(counts: Uint32Array, q: number): number {
  let total = 0;
  for (const n of counts) total += n;
  const wanted = q * total;
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value]!;
    if (seen > 0 && seen >= wanted) return value;
  }
  return counts.length - 1;
}

/**
 * Higher values are denser. The darkest value is left out of the count: it is mostly collimation and air, of which one
 * film has none and the next has half its area.
 */
export function presetsOf(pixels: Uint16Array, stored: WindowLevel | null): Presets {
  const counts = histogram(pixels);
  const darkest = counts.findIndex((n) => n > 0);
  if (counts[darkest]! < pixels.length) counts[darkest] = 0;
  const between = (low: number, high: number): WindowLevel => {
    const from = percentile(counts, low), to = percentile(counts, high);
    return windowLevel(to - from, (from + to) / 2);
  };
  return {
    stored: stored ?? between(0.005, 0.995),
    soft: between(0.01, 0.85),
    bone: between(0.3, 0.997),
    // metal is seldom the densest there is, the pelvis often is: a wide window up to the last value burns out neither
    metal: between(0.6, 1),
  };
}

/** a drag by CSS pixels: right widens, down raises the level; the film's own range crosses in some 600 pixels */
export function dragged(shown: WindowLevel, range: number, dx: number, dy: number): WindowLevel {
  const step = Math.max(1, range / 600);
  return windowLevel(shown.width + dx * step, shown.level + dy * step);
}
