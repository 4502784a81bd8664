// The sealed key of a module's test -> its activities' right answers and the words that explain them.

import { course, moduleOf, state } from "./player";
import { passed } from "./status";
import type { ActivityData, ChoiceData } from "./types";

const SEAL = 3; // as in builder/course_data.py
interface Key { correct: number[]; pairs: [number, number][]; choices?: ChoiceData[]; html: string }

/** Opens a module's seal and gives its activities their keys. The explanations are by activity number. */
export function unseal(module: number): Record<string, Key> {
  const text = [...course.sealed[module] ?? ""].map((each) => String.fromCodePoint(each.codePointAt(0)! ^ SEAL)).join("");
  const keys = JSON.parse(text || "{}") as Record<string, Key>;
  for (const activity of course.activities) {
    const { html: _, ...key } = keys[activity.number] ?? { html: "" };
    Object.assign(activity, key);
  }
  return keys;
}

/** Practice at once; a test's answers as the author allows: after passing, after an attempt, never. */
export function mayKnow({ assessed, module }: ActivityData): boolean {
  const attempts = state.results.get(module);
  const rule = moduleOf(module)?.assessment?.showAnswers;
  return !assessed || (!!attempts && !attempts.open &&
    (rule === "after-attempt" || (rule === "after-pass" && passed(state, course, module))));
}
