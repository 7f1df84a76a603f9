/**
 * Where a film pixel lies on the screen and back again, exactly, under zoom, rotation and flip.
 *
 * Film coordinates are continuous: the origin is the top left corner, pixel (i, j) covers [i, i+1) x [j, j+1).
 * Screen coordinates are CSS pixels from the top left corner of the stage.
 */
export interface Size { readonly width: number; readonly height: number }
export interface Point { readonly x: number; readonly y: number }
export type Rotation = 0 | 90 | 180 | 270;

/** (cx, cy) is the film point in the middle of the stage; zoom 1 fits the film; rotation clockwise, then flip left-right */
export interface View {
  readonly cx: number;
  readonly cy: number;
  readonly zoom: number;
  readonly rotation: Rotation;
  readonly flip: boolean;
}

/** x' = a x + c y + e, y' = b x + d y + f: the order of SVG's matrix() and of canvas setTransform */
export interface Matrix {
  readonly a: number; readonly b: number; readonly c: number; readonly d: number; readonly e: number; readonly f: number;
}

export const ZOOM_MIN = 0.5;
export const ZOOM_MAX = 40;

export function fitted(film: Size): View {
  return { cx: film.width / 2, cy: film.height / 2, zoom: 1, rotation: 0, flip: false };
}

/** CSS pixels per film pixel */
export function scaleOf(view: View, film: Size, stage: Size): number {
  const lying = view.rotation % 180 !== 0;
  const fit = Math.min(
    stage.width / (lying ? film.height : film.width),
    stage.height / (lying ? film.width : film.height),
  );
  return fit * view.zoom;
}

const COS = { 0: 1, 90: 0, 180: -1, 270: 0 } as const;
const SIN = { 0: 0, 90: 1, 180: 0, 270: -1 } as const;

type Writable = { -readonly [K in keyof Matrix]: Matrix[K] };

/** from film pixels to CSS pixels of the stage */
export function toScreen(view: View, film: Size, stage: Size): Matrix {
  const matrix = { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0 };
  placeInto(matrix, view, film, stage);
  return matrix;
}

/** the same into a matrix that is kept from frame to frame */
export function placeInto(m: Writable, view: View, film: Size, stage: Size): void {
  const s = scaleOf(view, film, stage);
  const cos = COS[view.rotation], sin = SIN[view.rotation], mirror = view.flip ? -1 : 1;
  m.a = s * cos * mirror; m.c = -s * sin * mirror; m.b = s * sin; m.d = s * cos;
  m.e = stage.width / 2 - m.a * view.cx - m.c * view.cy;
  m.f = stage.height / 2 - m.b * view.cx - m.d * view.cy;
}

/** `from` made `factor` times larger around the stage's point (x, y) */
export function magnifyInto(m: Writable, from: Matrix, x: number, y: number, factor: number): void {
  m.a = from.a * factor; m.b = from.b * factor; m.c = from.c * factor; m.d = from.d * factor;
  m.e = x + (from.e - x) * factor; m.f = y + (from.f - y) * factor;
}

export function inverse(m: Matrix): Matrix {
  const det = m.a * m.d - m.b * m.c;
  return {
    a: m.d / det, b: -m.b / det, c: -m.c / det, d: m.a / det,
    e: (m.c * m.f - m.d * m.e) / det, f: (m.b * m.e - m.a * m.f) / det,
  };
}

export function apply(m: Matrix, p: Point): Point {
  return { x: m.a * p.x + m.c * p.y + m.e, y: m.b * p.x + m.d * p.y + m.f };
}

/** a direction, which is turned and scaled but not moved */
export function turn(m: Matrix, p: Point): Point {
  return { x: m.a * p.x + m.c * p.y, y: m.b * p.x + m.d * p.y };
}

/** the unit vector in film coordinates that points up on the screen */
export function upOf(view: View): Point {
  const up = turn(inverse(toScreen({ ...view, zoom: 1 }, { width: 1, height: 1 }, { width: 1, height: 1 })), { x: 0, y: -1 });
  return { x: Math.round(up.x) + 0, y: Math.round(up.y) + 0 };
}

/** zooms by `factor` and keeps the film point under the screen point `at` where it is */
export function zoomAt(view: View, film: Size, stage: Size, at: Point, factor: number): View {
  const zoom = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, view.zoom * factor));
  const under = apply(inverse(toScreen(view, film, stage)), at);
  const after = apply(inverse(toScreen({ ...view, zoom }, film, stage)), at);
  return clamped({ ...view, zoom, cx: view.cx + under.x - after.x, cy: view.cy + under.y - after.y }, film);
}

/** moves the film by CSS pixels */
export function panBy(view: View, film: Size, stage: Size, dx: number, dy: number): View {
  const moved = turn(inverse(toScreen(view, film, stage)), { x: dx, y: dy });
  return clamped({ ...view, cx: view.cx - moved.x, cy: view.cy - moved.y }, film);
}

/** a quarter turn clockwise as seen, whether flipped or not */
export function rotated(view: View): View {
  return { ...view, rotation: ((view.rotation + (view.flip ? 270 : 90)) % 360) as Rotation };
}

/** left and right as seen change places, however the film is turned */
export function flipped(view: View): View {
  return { ...view, flip: !view.flip };
}

export function within(film: Size, p: Point): boolean {
  return p.x >= 0 && p.y >= 0 && p.x < film.width && p.y < film.height;
}

/** the nearest point on the film */
export function onto(film: Size, p: Point): Point {
  return { x: Math.min(film.width - 1, Math.max(0, p.x)), y: Math.min(film.height - 1, Math.max(0, p.y)) };
}

/** the middle of the stage never leaves the film, so the film cannot be lost */
function clamped(view: View, film: Size): View {
  return {
    ...view,
    cx: Math.min(film.width, Math.max(0, view.cx)),
    cy: Math.min(film.height, Math.max(0, view.cy)),
  };
}
