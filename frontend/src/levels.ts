/** The vertebral levels of a lateral thoracolumbar film, from the sacrum upwards. L6 and T13 are legal: they occur. */
export const ORDER = [
  "S1", "L6", "L5", "L4", "L3", "L2", "L1", "T13", "T12", "T11", "T10", "T9", "T8", "T7", "T6", "T5", "T4", "T3", "T2", "T1",
] as const;

export type Level = (typeof ORDER)[number];

/** the order of one person's column: L6 and T13 stand in it only where they were named */
export function columnOrder(sixLumbar: boolean, thirteenThoracic: boolean): readonly Level[] {
  return ORDER.filter((level) => (level !== "L6" || sixLumbar) && (level !== "T13" || thirteenThoracic));
}

/** reads "L5" or " l5 "; null for anything else */
export function parseLevel(text: unknown): Level | null {
  const wanted = String(text ?? "").trim().toUpperCase();
  return ORDER.find((level) => level === wanted) ?? null;
}
