/** The film without WebGL: a table of 65 536 greys into an 8-bit picture, which the browser scales smoothly. */
import type { Film } from "./film.js";
import { type Picture, type Renderer, resize } from "./picture.js";
import { bounds } from "./window-level.js";

export class CanvasRenderer implements Renderer {
  readonly kind = "canvas2d";
  readonly canvas = document.createElement("canvas");
  private readonly grey = document.createElement("canvas");
  private greyOf = "";

  constructor(private readonly film: Film) {
    this.grey.width = film.width;
    this.grey.height = film.height;
  }

  draw(picture: Picture): void {
    const { stage, pixelRatio, matrix: m } = picture;
    resize(this.canvas, stage, pixelRatio);
    this.paintGrey(picture);
    const context = this.canvas.getContext("2d", { alpha: false })!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = "#000";
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const r = pixelRatio;
    context.setTransform(m.a * r, m.b * r, m.c * r, m.d * r, m.e * r, m.f * r);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(this.grey, 0, 0);
  }

  dispose(): void {
    this.grey.width = this.grey.height = 0;
  }

  private paintGrey({ shown, inverted }: Picture): void {
    const wanted = `${shown.width} ${shown.level} ${inverted}`;
    if (wanted === this.greyOf) return;
    this.greyOf = wanted;
    const { low, high } = bounds(shown);
    // little-endian RGBA in one 32-bit word a pixel
    const table = new Uint32Array(65_536);
    for (let value = 0; value < table.length; value++) {
      const g = Math.min(1, Math.max(0, (value - low) / (high - low)));
      const byte = Math.round((inverted ? 1 - g : g) * 255);
      table[value] = 0xff000000 | (byte << 16) | (byte << 8) | byte;
    }
    const context = this.grey.getContext("2d")!;
    const image = context.createImageData(this.film.width, this.film.height);
    const words = new Uint32Array(image.data.buffer), { pixels } = this.film;
    for (let i = 0; i < pixels.length; i++) words[i] = table[pixels[i]!]!;
    context.putImageData(image, 0, 0);
  }
}
