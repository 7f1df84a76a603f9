/** What is drawn, and what draws it. */
import type { Matrix, Size } from "./geometry.js";
import type { WindowLevel } from "./window-level.js";

/** the stage in CSS pixels, the film's place on it, and how its grey values are shown */
export interface Picture {
  readonly stage: Size;
  readonly pixelRatio: number;
  readonly matrix: Matrix;
  readonly shown: WindowLevel;
  readonly inverted: boolean;
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
