// A response and its activity -> right, partly right or wrong, and a score; an attempt's answers -> its score.

import type { ActivityData, AssessmentData, CourseData, Response, Result } from "./types";

/** The page, module or activity of that number. */
export const numbered = <T extends { number: number }>(all: readonly T[], number: number | string | undefined): T | undefined =>
  all.find((each) => each.number === Number(number));

/** What makes a module a test. */
export const testOf = ({ modules }: CourseData, module: number): AssessmentData | null | undefined =>
  numbered(modules, module)?.assessment;

/** One way to write a response: options once each and ascending, one target per item (the last one given). */
export function tidy(response: Response): Response {
  return {
    chosen: [...new Set(response.chosen)].sort((a, b) => a - b),
    pairs: [...new Map(response.pairs)].sort((a, b) => a[0] - b[0]),
  };
}

/** What of a response can still be chosen today: an option that the author took away is no part of an answer. */
export function known<R extends Response>({ choices, targets }: ActivityData, response: R): R {
  const has = (all: readonly { number: number }[], number: number): boolean => !!numbered(all, number);
  return {
    ...response,
    chosen: response.chosen.filter((each) => has(choices, each)),
    pairs: response.pairs.filter(([item, target]) => has(choices, item) && has(targets, target)),
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
  const { chosen, pairs } = tidy(known(activity, response));
  const key = [...activity.correct, ...activity.pairs].map(String);
  if (!key.length) throw new Error(`Activity ${activity.number} has no key`);
  const given = [...chosen, ...pairs].map(String);
  const right = given.filter((each) => key.includes(each)).length;
  if (!right || (chosen.length && right < given.length)) return { result: "incorrect", score: 0 };
  return { result: right < key.length ? "partial" : "correct", score: right / key.length };
}

/** The score of a module's assessment, 0..100 with two decimals. What is not answered earns nothing. */
export function assessmentScore(module: number, answers: ReadonlyMap<number, Response>, course: CourseData): number {
  let earned = 0;
  let possible = 0;
  for (const activity of assessedIn(course, module)) {
    possible += activity.points;
    const response = answers.get(activity.number);
    if (response) earned += activity.points * mark(activity, response).score;
  }
  // The small addend undoes binary fractions: 3 times a third of 0.35 must not fall below its true value.
  return possible ? Math.round((earned / possible) * 1e4 + 1e-6) / 100 : 0;
}

/** The numbers in an order that depends on the seed alone, so that an open attempt looks the same after a return. */
export function shuffle(numbers: readonly number[], seed: number): number[] {
  const place = (number: number): number => {
    const word = Math.imul(Math.imul(seed + 1, 0x9e3779b1) ^ (number + 1), 0x85ebca6b);
    return Math.imul(word ^ (word >>> 15), 0xc2b2ae35) >>> 8;
  };
  return [...numbers].sort((a, b) => place(a) - place(b));
}
