/** Outlined areas over the film with their legend, the line along the marks, and the crosshair. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Point } from "./geometry.js";

export interface Overlay {
  id: string;
  name: string;
  /** a CSS colour */
  color: string;
  /** closed outlines in film pixels, the last point joins the first */
  polygons: readonly (readonly (readonly [number, number])[])[];
  visible?: boolean;
}

/** the three known overlays have a key of their own, by their id's beginning */
export function keyOf(overlay: Overlay): string | null {
  const id = overlay.id.toLowerCase();
  return id.startsWith("vert") ? "v" : id.startsWith("sac") ? "s" : /^(instr|metal|hardware)/.test(id) ? "m" : null;
}

const paths = new WeakMap<Overlay, string>();

function pathOf(overlay: Overlay): string {
  let path = paths.get(overlay);
  if (path === undefined) {
    path = overlay.polygons.filter((p) => p.length > 2).map((p) => `M${p.map(([x, y]) => `${x} ${y}`).join("L")}Z`).join("");
    paths.set(overlay, path);
  }
  return path;
}

export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** what is drawn in film pixels; the viewer gives the group its place */
export function drawing(
  overlays: readonly Overlay[], hidden: ReadonlySet<string>, spine: readonly Point[], boxes: readonly Box[], drawn: Box | null,
): TemplateResult {
  return html`<svg class="drawn" aria-hidden="true"><g class="on-film">
      ${boxes.map((box) => svg`<rect class="box" x=${box.x} y=${box.y} width=${box.width} height=${box.height}></rect>`)}
      ${drawn ? svg`<rect class="box drawn-now" x=${drawn.x} y=${drawn.y} width=${drawn.width} height=${drawn.height}></rect>` : nothing}
      ${overlays.filter((o) => !hidden.has(o.id)).map((o) => svg`<path class="area" data-overlay=${o.id} d=${pathOf(o)}
        fill=${o.color} fill-opacity="0.25" stroke=${o.color}></path>`)}
      ${spine.length > 1 ? svg`<polyline class="spine" points=${spine.map((p) => `${p.x},${p.y}`).join(" ")}></polyline>` : nothing}
    </g></svg>`;
}

const ARMS = [[0, -4000, 0, -7], [0, 7, 0, 4000], [-4000, 0, -7, 0], [7, 0, 4000, 0]] as const;

export function crosshair(at: Point | null): TemplateResult | typeof nothing {
  return at === null ? nothing : html`<div class="crosshair" .at=${at} aria-hidden="true"><svg width="1" height="1">${["cross under", "cross"].map((kind) =>
    ARMS.map(([x1, y1, x2, y2]) => svg`<line class=${kind} x1=${x1} y1=${y1} x2=${x2} y2=${y2}></line>`))}</svg></div>`;
}

export function legend(
  overlays: readonly Overlay[], hidden: ReadonlySet<string>, names: { shown: boolean } | null,
  toggle: (id: string) => void, toggleNames: () => void,
): TemplateResult | typeof nothing {
  if (overlays.length === 0) return nothing;
  return html`<div class="corner legend" data-control role="group" aria-label="Overlays">
    ${overlays.map((o) => html`<label>
      <input type="checkbox" .checked=${!hidden.has(o.id)} @change=${() => toggle(o.id)} />
      <span class="swatch" style="border-color:${o.color};background:color-mix(in srgb, ${o.color} 35%, transparent)"></span>
      ${o.name}${keyOf(o) ? html` <kbd>${keyOf(o)!.toUpperCase()}</kbd>` : nothing}</label>`)}
    ${names ? html`<label><input type="checkbox" .checked=${names.shown} @change=${toggleNames} />
      <span class="swatch" style="border-color:#4cc9f0;border-radius:50%;width:10px;margin:0 2px"></span>Level names <kbd>L</kbd></label>` : nothing}
  </div>`;
}
