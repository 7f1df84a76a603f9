/**
 * Moves what lies on the film with it. While the film is only shifted one transform moves all; where it is turned or
 * scaled each thing gets its place anew. Nothing is measured, so the browser lays out nothing.
 */
import type { Matrix } from "./geometry.js";
import type { Placed } from "./label-layer.js";

export class Layer {
  private things: Placed[] = [];
  private group: SVGGElement | null = null;
  private element: HTMLElement | null = null;
  private readonly base = { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0 };
  private shifted = false;

  /** takes up what was rendered; called once after a rendering, not in a frame */
  take(element: HTMLElement | null, matrix: Matrix): void {
    this.element = element;
    this.things = element ? [...element.querySelectorAll<Placed>(".mark, .crosshair")] : [];
    this.group = element?.querySelector<SVGGElement>(".on-film") ?? null;
    this.base.a = NaN;
    this.move(matrix);
  }

  move(m: Matrix): void {
    const { base, element } = this;
    if (!element) return;
    if (m.a === base.a && m.b === base.b && m.c === base.c && m.d === base.d) {
      element.style.transform = `translate(${m.e - base.e}px,${m.f - base.f}px)`;
      this.shifted = true;
      return;
    }
    Object.assign(base, m);
    if (this.shifted) element.style.transform = "";
    this.shifted = false;
    this.group?.setAttribute("transform", `matrix(${m.a} ${m.b} ${m.c} ${m.d} ${m.e} ${m.f})`);
    for (const thing of this.things) {
      const { at } = thing;
      if (at) thing.style.transform = `translate(${m.a * at.x + m.c * at.y + m.e}px,${m.b * at.x + m.d * at.y + m.f}px)`;
    }
  }
}
