// A response and its activity -> right, partly right or wrong, and a score; an attempt's answers -> its score.

import type { ActivityData, CourseData, Response, Result } from "./types";

const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** The page, module or activity of that number. */
export const numbered = <T extends { number: number }>(all: readonly T[], number: number): T | undefined =>
  all.find((each) => each.number === number);

/** One way to write a response: option numbers once each and ascending, one target per item (the last one given). */
export function tidy(response: Response): Response {
  return {
    chosen: sorted(response.chosen),
    pairs: [...new Map(response.pairs)].sort((a, b) => a[0] - b[0]),
  };
}

/** True when nothing was chosen. */
export const isEmpty = (response: Response): boolean => !response.chosen.length && !response.pairs.length;

/** The activities of a module's assessment. Its total is the sum of their points, fixed when the course is built. */
export const assessedIn = (course: CourseData, module: number): ActivityData[] =>
  course.activities.filter((each) => each.assessed && each.module === module);

/** Marks a response. One rule for practice and assessment:
 *  - choice, true-false: right when exactly the right options are chosen. Some of several right ones and no wrong one
 *    is partly right and earns that share of the points; any wrong option earns nothing (else ticking every box
 *    would pay).
 *  - matching: every item in its place earns its share; right only when all are.
 *  Throws when the key is still sealed: marking everything wrong would be a silent harm. */
export function mark(activity: ActivityData, response: Response): { result: Result; score: number } {
  const { chosen, pairs } = tidy(response);
  const size = activity.correct.length || activity.pairs.length;
  if (!size) throw new Error(`Activity ${activity.number} has no key`);
  const key = new Map(activity.pairs);
  const right = activity.pairs.length
    ? pairs.filter(([item, target]) => key.get(item) === target).length
    : chosen.filter((option) => activity.correct.includes(option)).length;
  const wrong = activity.pairs.length ? 0 : chosen.length - right;
  if (!right || wrong) return { result: "incorrect", score: 0 };
  return right === size ? { result: "correct", score: 1 } : { result: "partial", score: right / size };
}

/** The score of a module's assessment, 0..100 with two decimals. What is not answered earns nothing. */
export function assessmentScore(module: number, answers: ReadonlyMap<number, Response>, course: CourseData): number {
  let earned = 0;
  let possible = 0;
  for (const activity of assessedIn(course, module)) {
    possible += activity.points;
    const response = answers.get(activity.number);
    if (response && !isEmpty(response)) earned += activity.points * mark(activity, response).score;
  }
  // The small addend undoes binary fractions: 3 times a third of 0.35 must not fall below its true value.
  return possible ? Math.round((earned / possible) * 1e4 + 1e-6) / 100 : 0;
}

/** The numbers in an order that depends on the seed alone, so that an open attempt looks the same after a return. */
export function shuffle(numbers: readonly number[], seed: number): number[] {
  const out = [...numbers];
  let word = Math.imul(seed + 1, 0x9e3779b1) | 1; // an xorshift generator must not start at zero
  for (let last = out.length - 1; last > 0; last--) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    const other = (word >>> 0) % (last + 1);
    [out[last], out[other]] = [out[other]!, out[last]!];
  }
  return out;
}
