/** Draws the film; two kinds look alike, and the second works where there is no WebGL. */
import { CanvasRenderer } from "./canvas-renderer.js";
import type { Film } from "./film.js";
import type { Renderer } from "./picture.js";
import { WebglRenderer } from "./webgl-renderer.js";

/** `lost` is called when the graphics card gave up on the picture: then ask again with `plain` */
export function rendererFor(film: Film, plain: boolean, lost: () => void): Renderer {
  return (plain ? null : WebglRenderer.create(film, lost)) ?? new CanvasRenderer(film);
}
