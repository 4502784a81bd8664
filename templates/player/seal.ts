// The sealed key of a module's test -> its activities' right answers and the words that explain them.

import type { Player } from "./player";
import { passed } from "./status";
import type { ActivityData, CourseData } from "./types";

interface Key { correct: number[]; pairs: [number, number][]; html: string }

/** Opens a module's seal and gives its activities their keys. The explanations are by activity number. */
export function unseal(course: CourseData, module: number): Record<string, Key> {
  const sealed = course.sealed[module];
  if (!sealed) return {};
  const bytes = Uint8Array.from(atob(sealed), (each) => each.charCodeAt(0));
  const keys = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, Key>;
  for (const activity of course.activities) {
    const key = keys[activity.number];
    if (activity.assessed && key) Object.assign(activity, { correct: key.correct, pairs: key.pairs });
  }
  return keys;
}

/** Practice at once; a test's answers as the author allows: after passing, after an attempt, never. */
export function mayKnow({ course, state }: Player, activity: ActivityData): boolean {
  if (!activity.assessed) return true;
  const rule = course.modules.find((each) => each.number === activity.module)?.assessment?.showAnswers;
  const attempts = state.results.get(activity.module);
  if (!attempts || attempts.open) return false;
  return rule === "after-attempt" || (rule === "after-pass" && passed(state, course, activity.module));
}
