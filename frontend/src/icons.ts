import { svg, type TemplateResult } from "lit";

/** line drawings on a 20 x 20 grid, in the colour of the text around them */
const icon = (inside: TemplateResult): TemplateResult => svg`<svg viewBox="0 0 20 20" width="20" height="20" fill="none"
  stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${inside}</svg>`;

export const ICONS = {
  invert: icon(svg`<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>`),
  rotate: icon(svg`<path d="M15.8 11a6 6 0 1 1-1.9-5.3L16 7.6"/><path d="M16.2 3.6v4h-4"/>`),
  flip: icon(svg`<path d="M10 3v14" stroke-dasharray="2 2.4"/><path d="M7.5 6v8.5H2.8z"/><path d="M12.5 6v8.5h4.7z" fill="currentColor"/>`),
  fit: icon(svg`<path d="M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13"/><rect x="7" y="6.5" width="6" height="7" rx="1"/>`),
  zoomIn: icon(svg`<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.8M6.7 9h4.6M9 6.7v4.6"/>`),
  zoomOut: icon(svg`<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.8M6.7 9h4.6"/>`),
  magnifier: icon(svg`<circle cx="8.6" cy="8.6" r="5.4"/><circle cx="8.6" cy="8.6" r="2" fill="currentColor" stroke="none"/><path d="m12.8 12.8 4 4"/>`),
  window: icon(svg`<circle cx="10" cy="10" r="3.4"/><path d="M10 4.6V2.8M10 17.2v-1.8M15.4 10h1.8M2.8 10h1.8M13.8 6.2l1.3-1.3M4.9 15.1l1.3-1.3M13.8 13.8l1.3 1.3M4.9 4.9l1.3 1.3"/>`),
  undo: icon(svg`<path d="M4 8h8a4.2 4.2 0 0 1 0 8.4H8"/><path d="M7.2 4.6 3.8 8l3.4 3.4"/>`),
  redo: icon(svg`<path d="M16 8H8a4.2 4.2 0 0 0 0 8.4h4"/><path d="m12.8 4.6 3.4 3.4-3.4 3.4"/>`),
  help: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M7.9 7.9a2.2 2.2 0 1 1 3.2 2c-.7.4-1.1.8-1.1 1.6M10 14v.1"/>`),
  rename: icon(svg`<path d="m4 13.2-.6 3.4 3.4-.6 9-9a2 2 0 0 0-2.8-2.8zM11.6 5.6l2.8 2.8"/>`),
  remove: icon(svg`<path d="M3.8 5.5h12.4M8 5.5V3.7h4v1.8M5.4 5.5l.8 11h7.6l.8-11M8.4 8.6v5M11.6 8.6v5"/>`),
  shiftUp: icon(svg`<path d="M10 16V4.5M5.4 9 10 4.4 14.6 9"/>`),
  shiftDown: icon(svg`<path d="M10 4v11.5M5.4 11l4.6 4.6 4.6-4.6"/>`),
  screw: icon(svg`<path d="M6.5 3h7v2.6h-7zM8.4 5.6v8.2L10 17l1.6-3.2V5.6M7 8.4l6-1.2M7 11l6-1.2M7.4 13.4l5.2-1"/>`),
  warning: icon(svg`<path d="M10 3.4 17.4 16H2.6zM10 8.4v3.4M10 13.8v.1"/>`),
} as const;

/** a mark at a body's centre: a ring; with hardware a screw head seen from above, so that shape and colour both tell */
export const GLYPHS = {
  plain: svg`<svg viewBox="-12 -12 24 24" width="24" height="24" aria-hidden="true">
    <circle r="6" class="halo"/><circle r="6" class="line"/><circle r="1.6" class="dot"/></svg>`,
  instrumented: svg`<svg viewBox="-12 -12 24 24" width="24" height="24" aria-hidden="true">
    <path d="M-4.5-7.8h9l4.5 7.8-4.5 7.8h-9l-4.5-7.8z" class="halo"/><path d="M-4.5-7.8h9l4.5 7.8-4.5 7.8h-9l-4.5-7.8z" class="head"/>
    <path d="M0-4.4v8.8M-4.4 0h8.8" class="slot"/></svg>`,
} as const;
