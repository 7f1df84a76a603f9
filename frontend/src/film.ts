/** A film as the server sends it: 16-bit little-endian pixels, row by row, with its size and window in the headers. */
import { presetsOf, type Presets, windowLevel } from "./window-level.js";

export interface Film {
  readonly width: number;
  readonly height: number;
  /** row-major, 0 to 65 535, higher is brighter */
  readonly pixels: Uint16Array;
  readonly presets: Presets;
  /** the span of its own grey values, for the speed of the window drag */
  readonly range: number;
}

/** why a film cannot be shown, in words for the person before the screen */
export class FilmFailure extends Error {}

/** `progress` gets 0 to 1, only where the server says how much is to come */
export async function fetchFilm(url: string, signal: AbortSignal, progress: (part: number) => void): Promise<Film> {
  let response: Response;
  try {
    response = await fetch(url, { signal, credentials: "same-origin", headers: { Accept: "application/octet-stream" } });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new FilmFailure("The film could not be loaded: the server did not answer.");
  }
  if (response.status === 401 || response.status === 403) {
    throw new FilmFailure(`The film could not be loaded (${response.status}). Your session may have ended: sign in again.`);
  }
  if (!response.ok) throw new FilmFailure(`The film could not be loaded (${response.status}).`);
  const width = Number(response.headers.get("X-Film-Width"));
  const height = Number(response.headers.get("X-Film-Height"));
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
    throw new FilmFailure("The film could not be loaded: the server sent something that is not a film. Sign in again.");
  }
  const bytes = await readAll(response, width * height * 2, progress);
  const center = Number(response.headers.get("X-Window-Center") ?? NaN);
  const span = Number(response.headers.get("X-Window-Width") ?? NaN);
  const stored = Number.isFinite(center) && span > 0 ? windowLevel(span, center) : null;
  return filmOf(width, height, littleEndian(bytes), stored);
}

export function filmOf(width: number, height: number, pixels: Uint16Array, stored: Film["presets"]["stored"] | null): Film {
  const presets = presetsOf(pixels, stored);
  const { soft, metal } = presets;
  return { width, height, pixels, presets, range: Math.max(64, metal.level + metal.width / 2 - (soft.level - soft.width / 2)) };
}

async function readAll(response: Response, expected: number, progress: (part: number) => void): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(expected);
  const reader = response.body!.getReader();
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (received + value.length <= expected) bytes.set(value, received);
    received += value.length;
    progress(Math.min(1, received / expected));
  }
  if (received !== expected) {
    throw new FilmFailure(`The film arrived incomplete: ${received} of ${expected} bytes.`);
  }
  return bytes.buffer;
}

function littleEndian(buffer: ArrayBuffer): Uint16Array {
  const pixels = new Uint16Array(buffer);
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1) return pixels;
  for (let i = 0; i < pixels.length; i++) pixels[i] = ((pixels[i]! & 255) << 8) | (pixels[i]! >> 8);
  return pixels;
}
