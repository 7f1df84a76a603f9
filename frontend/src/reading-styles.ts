import { css } from "lit";

/** calm and dark: the film is the only loud thing */
export const readingStyles = css`
  :host {
    --ink: #e8edf2; --quiet: #9aa8b6; --line: #232c35; --panel: #0f1419; --raised: #1a222a; --accent: #4cc9f0; --metal: #ffb84d; --bad: #ff9d8f; --good: #7fd6a2;
    display: grid; grid-template-columns: minmax(0, 1fr) 312px; position: absolute; inset: 0; background: #000; color: var(--ink); color-scheme: dark;
    font: 14px/1.4 Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif;
  }
  button, input, textarea { font: inherit; color: inherit; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
  levelread-viewer { min-width: 0; }
  kbd { font: inherit; font-size: 11px; padding: 0 5px; border-radius: 4px; border: 1px solid #3a4652; background: #141b22; color: #cdd8e2; white-space: nowrap; }
  .quiet { color: var(--quiet); }
  .panel { display: flex; flex-direction: column; gap: 10px; min-height: 0; padding: 10px 12px 12px; background: var(--panel); border-left: 1px solid var(--line); box-sizing: border-box; }
  .head { display: flex; align-items: center; gap: 8px; }
  .head h1 { margin: 0; font-size: 17px; font-weight: 650; letter-spacing: -0.01em; flex: 1; }
  .icon { width: 36px; height: 36px; border: 0; border-radius: 7px; background: none; cursor: pointer; font-size: 20px; line-height: 1; }
  .icon:hover { background: var(--raised); }
  .saved { margin: -8px 0 0; font-size: 12.5px; color: var(--quiet); font-variant-numeric: tabular-nums; }
  .saved.bad { color: var(--bad); background: #33191680; padding: 6px 9px; border-radius: 7px; }
  .saved a { color: inherit; font-weight: 600; }
  .band { background: #3a2c10; color: #f5cf86; padding: 7px 10px; border-radius: 7px; font-size: 13px; }
  .menu { position: absolute; right: 12px; top: 48px; z-index: 8; min-width: 220px; padding: 6px; background: #1a222bf7; border: 1px solid #3a4753; border-radius: 9px; box-shadow: 0 8px 28px #000c; }
  .menu button { display: flex; justify-content: space-between; gap: 12px; width: 100%; min-height: 38px; align-items: center; padding: 0 10px; border: 0; border-radius: 6px; background: none; cursor: pointer; text-align: left; }
  .menu button:hover, .menu button:focus-visible { background: #2a3641; }

  .scroll { flex: 1 1 auto; min-height: 84px; overflow: auto; scrollbar-width: thin; scrollbar-color: #3a4652 transparent; }
  .empty { margin: 4px 0; color: var(--quiet); }
  /* what an open menu lies on: inert meanwhile, and otherwise as if it were not there */
  .rest { display: contents; }
  .levels { list-style: none; margin: 0; padding: 0; display: grid; gap: 1px; }
  .levels li { display: flex; align-items: center; gap: 4px; min-height: 28px; border-radius: 6px; padding-right: 4px; }
  .levels li.chosen { background: var(--raised); box-shadow: inset 2px 0 0 var(--accent); }
  .levels button { border: 0; background: none; border-radius: 5px; cursor: pointer; height: 28px; }
  .levels button:hover { background: #26313c; }
  .levels .level { width: 52px; text-align: left; padding-left: 10px; font-weight: 650; font-variant-numeric: tabular-nums; }
  .levels .metal { display: flex; align-items: center; gap: 6px; flex: 1; padding: 0 8px; color: #55626e; text-align: left; }
  .levels .metal svg { width: 17px; height: 17px; }
  .levels .metal[aria-pressed="true"] { color: var(--metal); }
  .sure { display: inline-flex; gap: 3px; align-items: center; padding: 0 8px; }
  .sure i { width: 6px; height: 6px; border-radius: 50%; background: #36424d; }
  .sure i.on { background: #7f93a5; }
  .sure:not(.s5) i.on { background: var(--metal); }

  .pad { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 4px; }
  .key span { min-width: 0; white-space: nowrap; }
  .pad .key { padding: 0 6px; }
  .key { display: flex; align-items: center; justify-content: space-between; gap: 4px; min-height: 34px; padding: 0 8px; border: 1px solid var(--line); border-radius: 7px; background: var(--raised); cursor: pointer; font-size: 12.5px; text-align: left; line-height: 1.15; }
  .key:hover:enabled { background: #26313c; }
  .key:disabled { color: #66737f; cursor: default; background: none; }
  .key:disabled kbd { color: #66737f; border-color: #27303a; background: none; }
  .key[aria-pressed="true"] { background: #123b4b; border-color: #1f5a71; color: #b5ecff; }
  .key.metal[aria-pressed="true"] { background: #46310d; border-color: #6e4d14; color: var(--metal); }
  .key.wide { width: 100%; font-size: 13px; }
  fieldset { margin: 0; padding: 4px 10px 10px; border: 1px solid var(--line); border-radius: 8px; display: grid; gap: 2px; }
  legend { padding: 0 4px; color: var(--quiet); font-size: 12.5px; }
  fieldset label { display: flex; align-items: center; gap: 8px; min-height: 30px; cursor: pointer; }
  fieldset label kbd { margin-left: auto; }
  input[type="radio"] { accent-color: var(--accent); width: 16px; height: 16px; margin: 0; }
  input[type="text"], input[type="password"], textarea { width: 100%; box-sizing: border-box; min-height: 34px; padding: 6px 9px; border: 1px solid #39444f; border-radius: 7px; background: #0a0e12; resize: none; }
  ::placeholder { color: #8694a1; }
  .question, .note { display: grid; grid-template-columns: 64px minmax(0, 1fr); align-items: center; gap: 8px; font-size: 12.5px; color: var(--quiet); }
  .note { align-items: start; }
  .note span { padding-top: 7px; }
  .note textarea { color: var(--ink); font-size: 13px; }
  .choice { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px; border: 1px solid var(--line); border-radius: 7px; overflow: hidden; }
  .choice button { border: 0; min-height: 34px; background: var(--raised); color: #c6d0da; cursor: pointer; font-size: 12.5px; padding: 0 2px; }
  .choice button:hover { background: #26313c; }
  .choice button:focus-visible { outline-offset: -2px; }
  .choice button[aria-checked="true"] { background: #123b4b; color: #b5ecff; }
  .primary { border: 0; border-radius: 8px; background: #1b7f99; color: #fff; font-weight: 600; min-height: 40px; padding: 0 14px; cursor: pointer; }
  .primary:hover { background: #2193b0; }
  .primary kbd { background: #0d4f61; border-color: #3ea2b9; color: #e4f7fc; font-weight: 400; margin-left: 6px; }
  .primary.wide { width: 100%; min-height: 44px; flex: none; }
  .objection { margin: 0; font-size: 12.5px; color: var(--quiet); text-align: center; }
  .objection.refused { color: var(--bad); }

  dialog { width: min(30rem, calc(100vw - 40px)); box-sizing: border-box; padding: 20px 22px; border: 1px solid #36424e; border-radius: 14px; background: #151c23; color: var(--ink); box-shadow: 0 16px 60px #000; }
  dialog.large { width: min(58rem, calc(100vw - 40px)); max-height: calc(100vh - 60px); }
  dialog::backdrop { background: #000a; }
  dialog h2 { margin: 0 0 8px; font-size: 18px; }
  dialog h3 { margin: 8px 0 6px; font-size: 13px; color: var(--quiet); font-weight: 600; }
  dialog p { margin: 6px 0; }
  dialog label { display: grid; gap: 5px; margin-top: 12px; }
  .summary { font-size: 16px; font-weight: 600; }
  .meaning { padding: 9px 12px; border-left: 3px solid var(--accent); background: #0f151b; border-radius: 0 7px 7px 0; color: #cbd6e0; }
  .refusal { color: var(--bad); min-height: 1.4em; }
  .buttons { display: flex; justify-content: flex-end; gap: 8px; flex-wrap: wrap; }
  dialog button:not(.primary) { min-height: 40px; padding: 0 14px; border: 1px solid #39444f; border-radius: 8px; background: none; cursor: pointer; }
  dialog button:not(.primary):hover { background: #222c36; }
  .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
  .sides section { padding: 10px 14px 14px; border: 1px solid var(--line); border-radius: 10px; display: flex; flex-direction: column; }
  .sides .primary { margin-top: auto; }
  .scopes { columns: 3 15rem; column-gap: 24px; }
  .scopes section { break-inside: auto; }
  .scopes ul, .given { list-style: none; margin: 0; padding: 0; }
  .scopes li { display: flex; align-items: center; justify-content: space-between; gap: 8px; break-inside: avoid; font-size: 13px; min-height: 32px; }
  dialog button.give:not(.primary) { min-height: 28px; min-width: 44px; padding: 0 5px; border-color: transparent; white-space: nowrap; }
  .give kbd + kbd { margin-left: 3px; }
  .given li { display: grid; grid-template-columns: 5rem minmax(0, 1fr) auto auto; gap: 12px; align-items: center; padding: 6px 0; border-top: 1px solid var(--line); }
  .given time { color: var(--quiet); font-size: 12.5px; font-variant-numeric: tabular-nums; }
  em { color: var(--metal); font-style: normal; font-size: 12.5px; }
  .feedback { padding: 12px 14px; border-radius: 10px; background: #33191680; border: 1px solid #6d3a33; }
  .feedback.passed { background: #16301f99; border-color: #2c6a45; }
  .feedback h2 { margin: 0; font-size: 15px; }
  .feedback p { margin: 6px 0; }

  @media (max-width: 1100px) { :host { grid-template-columns: minmax(0, 1fr) 276px; } .panel { padding: 8px 10px 10px; gap: 8px; } }
  @media (max-width: 640px) {
    :host { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); overflow: auto; grid-template-rows: 62vh auto; }
    .panel { border-left: 0; border-top: 1px solid var(--line); }
    .sides { grid-template-columns: 1fr; }
    .given li { grid-template-columns: 1fr auto; }
  }
  @media (pointer: coarse) {
    .key, .choice button, .icon, .menu button, dialog button:not(.primary), dialog button.give:not(.primary), fieldset label, .levels li, .levels button { min-height: 44px; }
    .levels button { height: 44px; }
    .icon { width: 44px; }
    .sure { min-width: 62px; justify-content: center; }
    .key kbd, .primary kbd { display: none; }
    .pad { grid-template-columns: repeat(4, minmax(0, 1fr)); }
    .key { justify-content: center; text-align: center; padding: 0 3px; }
    [data-action="crosshair"] { display: none; }
  }
`;
