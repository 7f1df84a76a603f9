/** The film without a graphics card: drawn by the processor into one picture that is kept from frame to frame. */
import type { Film } from "./film.js";
import type { Matrix } from "./geometry.js";
import { type Picture, type Renderer, resize } from "./picture.js";
import { pyramidOf } from "./pyramid.js";
import { fillGreys, Raster } from "./raster.js";

export class CanvasRenderer implements Renderer {
  readonly kind = "canvas2d";
  readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { alpha: false })!;
  private readonly levels;
  private readonly raster = new Raster();
  private readonly greys = new Uint32Array(65_536);
  private readonly scaled = { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0 };
  private readonly area = { x: 0, y: 0, width: 0, height: 0 };
  private image: ImageData | null = null;
  private words = new Uint32Array(0);
  private low = NaN;
  private high = NaN;
  private inverted = false;

  constructor(film: Film) { this.levels = pyramidOf(film); }

  draw(picture: Picture): void {
    const { stage, pixelRatio, low, high, inverted, glass } = picture;
    resize(this.canvas, stage, pixelRatio);
    const { width, height } = this.canvas;
    if (!this.image || this.image.width !== width || this.image.height !== height) {
      this.image = this.context.createImageData(width, height);
      this.words = new Uint32Array(this.image.data.buffer);
    }
    if (low !== this.low || high !== this.high || inverted !== this.inverted) {
      fillGreys(this.greys, low, high, inverted);
      this.low = low; this.high = high; this.inverted = inverted;
    }
    this.part(picture.matrix, pixelRatio, 0, 0, width, height);
    if (glass) this.part(glass.matrix, pixelRatio, glass.x * pixelRatio, glass.y * pixelRatio, glass.width * pixelRatio, glass.height * pixelRatio);
    this.context.putImageData(this.image, 0, 0);
  }

  private part(m: Matrix, r: number, x: number, y: number, width: number, height: number): void {
    const { area, scaled } = this;
    area.x = Math.max(0, Math.round(x)); area.y = Math.max(0, Math.round(y));
    area.width = Math.min(this.canvas.width - area.x, Math.round(width)); area.height = Math.min(this.canvas.height - area.y, Math.round(height));
    if (area.width <= 0 || area.height <= 0) return;
    scaled.a = m.a * r; scaled.b = m.b * r; scaled.c = m.c * r; scaled.d = m.d * r; scaled.e = m.e * r; scaled.f = m.f * r;
    this.raster.draw(this.words, this.canvas.width, area, scaled, this.levels, this.greys);
  }

  dispose(): void {
    this.image = null;
    this.words = new Uint32Array(0);
  }
}
