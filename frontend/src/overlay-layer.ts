/** Outlined areas over the film with their legend, the line along the marks, and the crosshair. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Matrix, Point, Size } from "./geometry.js";

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

export function drawing(
  overlays: readonly Overlay[], hidden: ReadonlySet<string>, spine: readonly Point[], crosshair: Point | null, matrix: Matrix, stage: Size,
): TemplateResult {
  const { a, b, c, d, e, f } = matrix;
  const x = crosshair ? a * crosshair.x + c * crosshair.y + e : 0, y = crosshair ? b * crosshair.x + d * crosshair.y + f : 0;
  const arms = [[x, 0, x, y - 7], [x, y + 7, x, stage.height], [0, y, x - 7, y], [x + 7, y, stage.width, y]];
  return html`<svg class="drawn" aria-hidden="true">
    <g transform="matrix(${a} ${b} ${c} ${d} ${e} ${f})">
      ${overlays.filter((o) => !hidden.has(o.id)).map((o) => svg`<path class="area" data-overlay=${o.id} d=${pathOf(o)}
        fill=${o.color} fill-opacity="0.25" stroke=${o.color}></path>`)}
      ${spine.length > 1 ? svg`<polyline class="spine" points=${spine.map((p) => `${p.x},${p.y}`).join(" ")}></polyline>` : nothing}
    </g>
    ${crosshair ? ["cross under", "cross"].map((kind) => arms.map(([x1, y1, x2, y2]) =>
      svg`<line class=${kind} x1=${x1!} y1=${y1!} x2=${x2!} y2=${y2!}></line>`)) : nothing}
  </svg>`;
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
