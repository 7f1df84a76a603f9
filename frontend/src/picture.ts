/** What is drawn, and what draws it. */
import type { Matrix, Size } from "./geometry.js";

/** a part of the canvas in CSS pixels and where the film lies under it */
export interface Glass { x: number; y: number; width: number; height: number; matrix: Matrix }

/** the stage in CSS pixels, the film's place on it, and how its grey values are shown; one object, changed in place */
export interface Picture {
  stage: Size;
  pixelRatio: number;
  matrix: Matrix;
  /** shown black and white: the grey values at and below, at and above */
  low: number;
  high: number;
  inverted: boolean;
  /** the magnifier; null where there is none */
  glass: Glass | null;
}

export interface Renderer {
  readonly kind: "webgl2" | "canvas2d";
  readonly canvas: HTMLCanvasElement;
  draw(picture: Picture): void;
  dispose(): void;
}

export function resize(canvas: HTMLCanvasElement, stage: Size, pixelRatio: number): void {
  const width = Math.max(1, Math.round(stage.width * pixelRatio)), height = Math.max(1, Math.round(stage.height * pixelRatio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
