/**
 * Mouse, pen and fingers on the stage: a click, dragging a mark, moving the film, windowing, two fingers to pinch.
 * All points are CSS pixels from the stage's top left corner.
 */
import type { Point } from "./geometry.js";

export interface GestureTarget {
  /** what the left button or one finger drags */
  dragMode(): "pan" | "window" | "box";
  /** the mark at this event, null for none or where marks cannot be changed */
  markAt(event: Event): number | null;
  pressed(mark: number | null): void;
  /** where a mark stands */
  centreOf(mark: number): Point;
  clicked(at: Point): void;
  doubleClicked(mark: number): void;
  hovered(at: Point | null): void;
  panned(dx: number, dy: number): void;
  zoomed(at: Point, factor: number): void;
  windowed(dx: number, dy: number): void;
  markHeld(mark: number, at: Point): void;
  markReleased(kept: boolean): void;
  /** a finger that stays where it is: on a mark, or on the film, where it goes on as a look through the magnifier */
  longPressed(mark: number | null, at: Point): void;
  /** the magnifier follows the finger; null when it is let go or taken back */
  looked(at: Point | null): void;
  /** a rectangle from corner to corner; `done` when the button is let go */
  boxed(from: Point, to: Point, done: boolean): void;
}

type Drag = "pan" | "window" | "mark" | "pinch" | "look" | "box";

const LONG_PRESS_MS = 450;

export class Gestures {
  /** while the space bar is down the left button moves the film */
  spaceHeld = false;
  /** whether it did, so that letting the bar go means nothing else */
  spaceUsed = false;
  private readonly fingers = new Map<number, Point>();
  private drag: Drag | null = null;
  private pressing = 0;
  private tapped: { mark: number; time: number } | null = null;
  private started: { at: Point; mark: number | null; drag: Drag; offset: Point } | null = null;

  constructor(private readonly stage: HTMLElement, private readonly target: GestureTarget) {
    stage.addEventListener("pointerdown", this.down);
    stage.addEventListener("pointermove", this.move);
    stage.addEventListener("pointerup", this.up);
    stage.addEventListener("pointercancel", this.cancel);
    stage.addEventListener("pointerleave", () => this.target.hovered(null));
    stage.addEventListener("contextmenu", (event) => event.preventDefault());
    stage.addEventListener("wheel", this.wheel, { passive: false });
  }

  private readonly down = (event: PointerEvent): void => {
    if (isControl(event)) return;
    if (event.button === 1) event.preventDefault();
    const at = this.point(event);
    this.fingers.set(event.pointerId, at);
    this.stage.setPointerCapture(event.pointerId);
    window.clearTimeout(this.pressing);
    if (this.fingers.size === 2) {
      if (this.drag === "mark") this.target.markReleased(false);
      if (this.drag === "look") this.target.looked(null);
      this.drag = "pinch";
      this.started = null;
      return;
    }
    if (this.fingers.size > 2) return;
    const plain = event.button === 0 && !this.spaceHeld;
    const mark = plain ? this.target.markAt(event) : null;
    const centre = mark === null ? at : this.target.centreOf(mark);
    const drag: Drag = event.button === 2 ? "window" : !plain ? "pan" : mark !== null ? "mark" : this.target.dragMode();
    this.started = { at, mark, drag, offset: { x: centre.x - at.x, y: centre.y - at.y } };
    this.drag = plain ? null : drag;
    if (this.spaceHeld) this.spaceUsed = true;
    this.target.hovered(null);
    this.target.pressed(mark);
    if (event.pointerType === "touch" && drag !== "box") this.pressing = window.setTimeout(() => this.longPress(mark, at), LONG_PRESS_MS);
  };

  private longPress(mark: number | null, at: Point): void {
    if (this.drag || !this.started) return;
    if (mark === null) this.drag = "look";
    else this.started = null;
    this.target.longPressed(mark, at);
  }

  private readonly move = (event: PointerEvent): void => {
    const at = this.point(event), before = this.fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") this.target.hovered(isControl(event) ? null : at);
      return;
    }
    if (this.drag === "pinch") this.pinch(event.pointerId, before, at);
    this.fingers.set(event.pointerId, at);
    if (!this.started) return;
    const slack = event.pointerType === "touch" ? 8 : 4;
    if (!this.drag && Math.hypot(at.x - this.started.at.x, at.y - this.started.at.y) >= slack) {
      this.drag = this.started.drag;
      window.clearTimeout(this.pressing);
    }
    if (this.drag === "look") this.target.looked(at);
    if (this.drag === "box") this.target.boxed(this.started.at, at, false);
    const dx = at.x - before.x, dy = at.y - before.y;
    if (this.drag === "pan") this.target.panned(dx, dy);
    if (this.drag === "window") this.target.windowed(dx, dy);
    if (this.drag === "mark" && this.started.mark !== null) {
      this.target.markHeld(this.started.mark, { x: at.x + this.started.offset.x, y: at.y + this.started.offset.y });
    }
  };

  private readonly up = (event: PointerEvent): void => {
    if (!this.fingers.delete(event.pointerId)) return;
    window.clearTimeout(this.pressing);
    const started = this.started, drag = this.drag;
    if (this.fingers.size > 0) return;
    this.started = this.drag = null;
    if (drag === "mark") this.target.markReleased(true);
    if (drag === "box" && started) this.target.boxed(started.at, this.point(event), true);
    if (drag === "look") {
      this.target.looked(null);
      this.target.clicked(this.point(event));
    }
    if (drag || !started) return;
    if (started.mark === null) this.target.clicked(started.at);
    // the captured pointer keeps dblclick from the mark itself
    else if (this.tapped?.mark === started.mark && event.timeStamp - this.tapped.time < 400) this.target.doubleClicked(started.mark);
    this.tapped = started.mark === null ? null : { mark: started.mark, time: event.timeStamp };
  };

  private readonly cancel = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
    window.clearTimeout(this.pressing);
    if (this.drag === "mark") this.target.markReleased(false);
    if (this.drag === "look") this.target.looked(null);
    this.started = this.drag = null;
  };

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    this.target.zoomed(this.point(event), Math.exp(-Math.max(-300, Math.min(300, event.deltaY * lines)) * 0.0016));
  };

  private pinch(moved: number, before: Point, at: Point): void {
    const other = [...this.fingers].find(([id]) => id !== moved)?.[1];
    if (!other) return;
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    this.target.panned((at.x - before.x) / 2, (at.y - before.y) / 2);
    const wasApart = Math.hypot(before.x - other.x, before.y - other.y);
    const apart = Math.hypot(at.x - other.x, at.y - other.y);
    if (wasApart > 10 && apart > 10) this.target.zoomed(middle, apart / wasApart);
  }

  private point(event: MouseEvent): Point {
    const box = this.stage.getBoundingClientRect();
    return { x: event.clientX - box.left - this.stage.clientLeft, y: event.clientY - box.top - this.stage.clientTop };
  }
}

/** the legend, the menu and the like lie on the stage but are no film */
function isControl(event: Event): boolean {
  return event.composedPath().some((node) => node instanceof HTMLElement && node.hasAttribute("data-control"));
}
