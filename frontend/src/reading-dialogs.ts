/** What opens over the reading screen: the signature, two answers to choose from, the keys, the earlier answers. */
import { html, nothing, type TemplateResult } from "lit";
import { type Answer, type Draft, doubts, QUALITIES, summary } from "./answer.js";
import type { Sending } from "./reading-screen.js";
import { type Action, ACTIONS, type Keymap, words } from "./keys.js";
import { timeOfDay } from "./reading-panel.js";

export interface SignatureAsked {
  title: string;
  answer: Answer;
  meaning: string;
  reader: string;
  correction: boolean;
  sending: Sending;
  sign(password: string, reason: string): void;
  back(): void;
}

const stay = (event: KeyboardEvent): void => event.stopPropagation();

export function signature({ title, answer, meaning, reader, correction, sending, sign, back }: SignatureAsked): TemplateResult {
  const unsure = doubts(answer), quality = QUALITIES.find(([each]) => each === answer.quality)?.[1];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    sign(String(form.get("password") ?? ""), String(form.get("reason") ?? ""));
  };
  return html`<dialog id="signature" aria-label=${title} @keydown=${stay} @cancel=${(event: Event) => { event.preventDefault(); back(); }}>
    <form @submit=${submit}>
      <h2>${title}</h2>
      <p class="summary">${summary(answer)}</p>
      ${unsure || quality ? html`<p class="quiet">${[unsure, quality ? `film: ${quality.toLowerCase()}` : ""].filter(Boolean).join(" · ")}</p>` : nothing}
      ${correction ? html`<label>Why do you correct the answer?<textarea name="reason" id="change-reason" rows="2" maxlength="1000" required></textarea></label>` : nothing}
      <p class="meaning">${meaning}</p>
      <input type="text" name="username" autocomplete="username" .value=${reader} hidden />
      <label>Your password, as your signature<input type="password" name="password" id="password" autocomplete="current-password" required ?autofocus=${!correction} /></label>
      <p class="refusal" role="alert">${sending.refusal}</p>
      <div class="buttons"><button type="button" @click=${back}>Back to the film <kbd>Esc</kbd></button>
        <button type="submit" class="primary" ?disabled=${sending.busy}>${sending.busy ? "Signing …" : "Sign and submit"} <kbd>Enter</kbd></button></div>
    </form></dialog>`;
}

export function conflict(mine: Answer, theirs: Draft, choose: (which: "mine" | "theirs") => void): TemplateResult {
  const side = (title: string, answer: Answer, which: "mine" | "theirs", text: string): TemplateResult => html`<section>
    <h3>${title}</h3><p class="summary">${summary(answer)}</p>${answer.comment ? html`<p class="quiet">Note: ${answer.comment}</p>` : nothing}
    <button type="button" class="primary" data-choice=${which} @click=${() => choose(which)}>${text}</button></section>`;
  return html`<dialog id="conflict" aria-label="Two answers on this film" @keydown=${stay} @cancel=${(event: Event) => event.preventDefault()}>
    <h2>Two answers on this film</h2>
    <p>You changed this film in another window or on another computer as well. Nothing was overwritten: choose which answer stays.</p>
    <div class="sides">${side("On this screen", mine, "mine", "Keep this screen’s answer")}
      ${side(theirs.savedAt ? `Saved elsewhere ${timeOfDay(theirs.savedAt)}` : "Saved elsewhere", theirs.answer, "theirs", "Take the other answer")}</div></dialog>`;
}

export interface KeysShown {
  keymap: Keymap;
  /** the action that waits for its new key */
  waiting: string | null;
  said: string;
  wait(id: string | null): void;
  press(event: KeyboardEvent): void;
  usual(): void;
  close(): void;
}

export function keysDialog({ keymap, waiting, said, wait, press, usual, close }: KeysShown): TemplateResult {
  const scopes = [["labels", "Levels"], ["answer", "Answer"], ["film", "Film"]] as const;
  const row = (action: Action): TemplateResult => html`<li><span>${action.what}</span>
    <button type="button" class="give" data-give=${action.id} aria-label="${action.what}: ${keymap.keysOf(action).map(words).join(" or ") || "no key"}. Change"
      @click=${() => wait(action.id)}>${waiting === action.id ? html`<em>press a key …</em>`
        : keymap.keysOf(action).length === 0 ? html`<em>none</em>` : keymap.keysOf(action).map((key) => html`<kbd>${words(key)}</kbd>`)}</button></li>`;
  const keys = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (waiting === null || ["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") wait(null);
    else press(event);
  };
  return html`<dialog id="keys-dialog" class="large" aria-label="Keys" @keydown=${keys} @cancel=${(event: Event) => { event.preventDefault(); if (waiting === null) close(); }}>
    <h2>Keys</h2><p class="quiet">Choose a key to change it. Your keys are kept for you, on every computer.</p>
    <div class="scopes">${scopes.map(([scope, name]) => html`<section><h3>${name}</h3><ul>${ACTIONS.filter((a) => a.scope === scope).map(row)}</ul></section>`)}</div>
    <p class="refusal" role="status">${said}</p>
    <div class="buttons"><button type="button" @click=${usual}>The usual keys</button><button type="button" class="primary" @click=${close}>Done</button></div></dialog>`;
}

export interface GivenAnswer { readingId: string; orderIndex: number; revision: number; summary: string; givenAt: string }

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export function givenDialog(given: readonly GivenAnswer[] | null, failed: string, correct: (reading: string) => void, close: () => void): TemplateResult {
  return html`<dialog id="given" class="large" aria-label="Your earlier answers" @keydown=${stay} @cancel=${(event: Event) => { event.preventDefault(); close(); }}>
    <h2>Your earlier answers</h2>
    <p class="quiet">A signed answer is locked. A correction is a new signed answer with a reason; the old one stays on record.</p>
    ${failed ? html`<p class="refusal" role="alert">${failed}</p>` : given === null ? html`<p>Loading …</p>`
      : given.length === 0 ? html`<p>You have signed no answer yet.</p>`
      : html`<ul class="given">${given.map((each) => html`<li><b>Film ${each.orderIndex}</b><span>${each.summary}${each.revision > 1 ? html` <em>corrected</em>` : nothing}</span>
          <time>${DAY.format(new Date(each.givenAt))}</time><button type="button" @click=${() => correct(each.readingId)}>Correct …</button></li>`)}</ul>`}
    <div class="buttons"><button type="button" class="primary" @click=${close}>Back to the film</button></div></dialog>`;
}

export interface Feedback { reference: readonly { level: string; x: number; y: number; instrumented: boolean }[]; said: string; passed: boolean }

export function feedbackBox(feedback: Feedback, next: () => void): TemplateResult {
  const metal = feedback.reference.filter((l) => l.instrumented).map((l) => l.level).reverse();
  return html`<section class="feedback ${feedback.passed ? "passed" : ""}" id="feedback" role="status"><h2>Training case</h2>
    <p>${feedback.said}</p><p class="quiet">The reference stands on the film in green${metal.length ? `; instrumented: ${metal.join(", ")}` : ""}.</p>
    <button type="button" class="primary wide" id="next" @click=${next}>Next film <kbd>Enter</kbd></button></section>`;
}

export function logoutDialog(leave: () => void, stayHere: () => void): TemplateResult {
  return html`<dialog id="unsaved" aria-label="Log out" @keydown=${stay} @cancel=${(event: Event) => { event.preventDefault(); stayHere(); }}>
    <h2>Not everything is saved</h2><p>The server has not taken your last changes yet. If you log out now they are removed from this computer and lost.</p>
    <div class="buttons"><button type="button" class="primary" @click=${stayHere}>Stay and save</button><button type="button" @click=${leave}>Log out and lose them</button></div></dialog>`;
}
