import { css } from "lit";

/** a dark reading room: nothing brighter than the film but what is meant to be read */
export const styles = css`
  :host {
    --ink: #e8edf2; --quiet: #93a1b0; --line: #27303a; --panel: #12171d; --raised: #1c242d; --accent: #4cc9f0; --metal: #ffb84d;
    --refused: #ff8a7a;
    display: grid; grid-template-rows: auto minmax(0, 1fr) auto; position: relative; box-sizing: border-box; overflow: hidden;
    height: 100%; min-height: 20rem; background: #000; color: var(--ink); border-radius: 8px; border: 1px solid var(--line);
    font: 13px/1.35 Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif; color-scheme: dark;
    -webkit-user-select: none; user-select: none; container-type: inline-size;
  }
  :host([hidden]) { display: none; }
  button, select { font: inherit; color: inherit; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }

  .bars { background: var(--panel); border-bottom: 1px solid var(--line); position: relative; z-index: 3; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; padding: 5px 8px; }
  .bar + .bar { border-top: 1px solid var(--line); }
  .group { display: flex; align-items: center; gap: 2px; }
  .group + .group { padding-left: 10px; border-left: 1px solid var(--line); }
  .push { margin-left: auto; }
  .group.push { border-left: 0; }
  .tool {
    position: relative; display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-width: 32px; height: 32px; padding: 0 6px;
    border: 0; border-radius: 6px; background: none; color: #c6d0da; cursor: pointer;
  }
  .tool.text { padding: 0 9px; }
  .tool:hover:enabled { background: var(--raised); color: #fff; }
  .tool[aria-pressed="true"], .tool[aria-pressed="true"]:hover:enabled { background: #123b4b; color: #8fe3ff; }
  .tool.metal[aria-pressed="true"], .tool.metal[aria-pressed="true"]:hover:enabled { background: #46310d; color: var(--metal); }
  .tool:disabled { color: #4b5662; cursor: default; }
  .tool::after {
    content: attr(data-tip); position: absolute; top: calc(100% + 7px); left: 50%; transform: translateX(-50%); padding: 4px 8px; border-radius: 5px;
    background: #2b3641; color: #fff; font-size: 12px; white-space: nowrap; opacity: 0; pointer-events: none; transition: opacity 0.12s 0.25s; z-index: 9;
  }
  .tool:hover::after, .tool:focus-visible::after { opacity: 1; }
  .tool.first::after { left: 0; transform: none; }
  .push .tool::after { left: auto; right: 0; transform: none; }
  .lowest { display: inline-flex; align-items: center; gap: 7px; color: var(--quiet); white-space: nowrap; }
  select { height: 28px; padding: 0 4px; border-radius: 6px; border: 1px solid #35414d; background: var(--raised); color: var(--ink); }
  .count { color: var(--quiet); white-space: nowrap; font-variant-numeric: tabular-nums; }
  .count b { color: var(--ink); font-weight: 600; }

  .stage { position: relative; overflow: hidden; touch-action: none; cursor: grab; outline: none; }
  .stage.marking { cursor: crosshair; }
  .stage.windowing { cursor: ns-resize; }
  .stage:active:not(.marking) { cursor: grabbing; }
  .stage.windowing:active { cursor: ns-resize; }
  .stage:focus-visible::after { content: ""; position: absolute; inset: 0; border: 2px solid #2f7f99; pointer-events: none; z-index: 5; }
  .film canvas, .drawn { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
  .drawn { pointer-events: none; }
  .drawn path, .drawn line, .drawn polyline { vector-effect: non-scaling-stroke; }
  .on { position: absolute; inset: 0; pointer-events: none; will-change: transform; }
  .on > button, .on .mark:not(.ghost) { pointer-events: auto; }
  .on .drawn, .crosshair svg { overflow: visible; }
  .crosshair { position: absolute; left: 0; top: 0; width: 0; height: 0; }
  .crosshair svg { position: absolute; left: 0; top: 0; display: block; }
  .box { fill: #000; fill-opacity: 0.82; stroke: var(--metal); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
  .box.drawn-now { fill-opacity: 0.45; stroke-dasharray: 4 3; }
  .glass { position: absolute; left: 0; top: 0; box-sizing: border-box; border: 1.5px solid #5d7183; border-radius: 4px; box-shadow: 0 0 0 1px #000, 0 6px 24px #000c; pointer-events: none; z-index: 4; }
  .beside .mark { color: #7ae582; }
  .beside .mark .name { position: absolute; right: 30px; color: #7ae582; box-shadow: inset 0 0 0 1px #7ae58266; }
  .area { stroke-width: 1.5; stroke-linejoin: round; }
  .spine { fill: none; stroke: #cfe8f2; stroke-opacity: 0.45; stroke-width: 1; stroke-dasharray: 3 4; }
  .cross { stroke: var(--accent); stroke-width: 1; stroke-opacity: 0.85; }
  .cross.under { stroke: #000; stroke-width: 3; stroke-opacity: 0.45; }

  .mark {
    position: absolute; left: -12px; top: -12px; width: 24px; height: 24px; padding: 0; border: 0; background: none; border-radius: 50%; color: var(--accent);
    display: flex; align-items: center; z-index: 1;
  }
  button.mark { cursor: move; touch-action: none; }
  .mark svg { flex: none; overflow: visible; }
  .mark .halo { fill: #0006; stroke: #000b; stroke-width: 4.5; }
  .mark .line { fill: none; stroke: currentColor; stroke-width: 2; }
  .mark .dot { fill: currentColor; }
  .mark .head { fill: #1c1405; stroke: currentColor; stroke-width: 2; }
  .mark .slot { stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; fill: none; }
  .mark .name {
    display: inline-flex; align-items: center; gap: 5px; margin-left: 2px; padding: 1px 7px; border-radius: 9px; background: #05090dc4; color: #fff; font-weight: 650; font-size: 14px; line-height: 18px; white-space: nowrap;
    pointer-events: none; text-shadow: 0 0 2px #000, 0 0 3px #000; letter-spacing: 0.01em;
  }
  .mark .name small { font-weight: 450; font-size: 11px; color: #b9c6d2; font-variant-numeric: tabular-nums; }
  .mark .name svg { width: 14px; height: 14px; margin-right: -2px; }
  .mark.instrumented { color: var(--metal); }
  .mark.instrumented .name { color: var(--metal); box-shadow: inset 0 0 0 1px #ffb84d88; }
  .mark.unsure .line { stroke-dasharray: 3 3; }
  .mark.active { z-index: 2; }
  .mark.active .name { background: #e8f7fd; color: #05222e; text-shadow: none; }
  .mark.active.instrumented .name { background: var(--metal); color: #2a1a00; box-shadow: none; }
  .mark.ghost { pointer-events: none; opacity: 0.75; left: 2px; top: -24px; }
  .mark.ghost .name { font-weight: 500; background: #05090d99; }

  .corner { position: absolute; z-index: 3; padding: 6px 10px; border-radius: 7px; background: #0b1016d9; color: #cdd7e0; font-size: 12px; }
  .readout { contain: strict; width: 13.5em; height: 3.9em; box-sizing: border-box; right: 8px; bottom: 8px; text-align: right; font-variant-numeric: tabular-nums; pointer-events: none; }
  .readout .quiet { color: var(--quiet); }
  .legend { left: 8px; bottom: 8px; display: grid; gap: 5px; cursor: default; }
  .legend label { display: flex; align-items: center; gap: 8px; cursor: pointer; min-height: 20px; }
  .legend input { margin: 0; width: 15px; height: 15px; accent-color: var(--accent); cursor: pointer; }
  .swatch { width: 14px; height: 10px; border-radius: 3px; border: 1.5px solid; }
  kbd {
    font: inherit; font-size: 11px; padding: 0 5px; border-radius: 4px; border: 1px solid #3a4652; background: #1d252e; color: #dbe4ec; white-space: nowrap;
  }
  .legend kbd { margin-left: auto; }
  .said {
    position: absolute; left: 50%; bottom: 14px; transform: translateX(-50%); max-width: min(80%, 34rem); padding: 6px 13px; border-radius: 15px; z-index: 4; background: #1f2933f0; color: #fff;
    pointer-events: none; text-align: center; box-shadow: 0 2px 10px #000a;
  }
  .said.refused { color: #1d0a07; background: var(--refused); }
  .said.quiet, .said:empty { width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .menu {
    position: absolute; z-index: 6; padding: 8px; border-radius: 9px; background: #1a222bf7; border: 1px solid #3a4753; box-shadow: 0 6px 24px #000c; cursor: default;
  }
  .menu p { margin: 0 2px 6px; color: var(--quiet); }
  .menu div { display: grid; grid-template-columns: repeat(5, 40px); gap: 3px; }
  .menu button { height: 30px; border: 1px solid transparent; border-radius: 5px; background: #26313c; cursor: pointer; }
  .menu button:hover:enabled { background: #33424f; }
  .menu button[aria-checked="true"] { background: #123b4b; border-color: var(--accent); color: #b8efff; }
  .menu button:disabled { opacity: 0.3; cursor: default; }

  .keys { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 6px 10px; background: var(--panel); border-top: 1px solid var(--line); color: var(--quiet); font-size: 12px; }
  .keys span { display: inline-flex; gap: 5px; align-items: center; white-space: nowrap; }

  .state { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 12px; text-align: center; padding: 1rem; z-index: 4; color: #c3ced8; cursor: default; }
  .state svg { width: 34px; height: 34px; color: var(--refused); }
  .state button { height: 34px; padding: 0 18px; border: 0; border-radius: 7px; background: var(--accent); color: #04222d; font-weight: 600; cursor: pointer; }
  progress { width: 14rem; height: 5px; accent-color: var(--accent); }

  :host([answering]) { grid-template: minmax(0, 1fr) / auto minmax(0, 1fr); border: 0; border-radius: 0; }
  :host([answering]) .bars { border-bottom: 0; border-right: 1px solid var(--line); }
  :host([answering]) .bar { flex-flow: column nowrap; align-items: stretch; height: 100%; box-sizing: border-box; padding: 6px 5px; gap: 8px; width: 58px; }
  :host([answering]) .group { flex-direction: column; align-items: stretch; gap: 1px; }
  :host([answering]) .group + .group { padding: 8px 0 0; border-left: 0; border-top: 1px solid var(--line); }
  :host([answering]) .group.push { margin: auto 0 0; border-top: 0; }
  :host([answering]) .tool { height: 36px; padding: 0; font-size: 12px; }
  :host([answering]) .tool::after { top: 50%; left: calc(100% + 8px); right: auto; transform: translateY(-50%); }
  :host([answering]) .said { bottom: 20px; }

  @container (max-width: 520px) {
    .keys { display: none; }
    .group + .group { border-left: 0; padding-left: 0; }
    .bar { padding: 2px 6px; }
    .said { bottom: 62px; }
    .readout { font-size: 11px; padding: 4px 7px; }
  }
  @media (pointer: coarse) {
    .tool { min-width: 44px; height: 44px; }
    .mark { width: 44px; height: 44px; left: -22px; top: -22px; padding-left: 10px; box-sizing: border-box; }
    .menu div { grid-template-columns: repeat(5, 46px); }
    .menu button { height: 44px; }
    :host([answering]) .tool { height: 44px; }
    :host([answering]) .bar { gap: 2px; overflow: auto; }
    .legend label { min-height: 44px; }
  }
  @media (prefers-reduced-motion: reduce) { .tool::after { transition: none; } }
`;
