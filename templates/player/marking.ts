// A response and its activity -> right, partly right or wrong, and a score; an attempt's answers -> its score.

import type { ActivityData, AssessmentData, ChoiceData, CourseData, Response, Result } from "./types";

/** The page, module or activity of that number. */
export const numbered = <T extends { number: number }>(all: readonly T[], number: number | string | undefined): T | undefined =>
  all.find((each) => each.number === Number(number));

/** What makes a module a test. */
export const testOf = ({ modules }: CourseData, module: number): AssessmentData | null | undefined =>
  numbered(modules, module)?.assessment;

const MOST_TEXT = 40; // characters of a typed answer that are kept (TRACKING.md); the field takes no more

/** One way to write a response: options once each and ascending, one target per item (the last one given), a text
 *  without what was typed by the way; without what is empty. */
export function tidy({ chosen, pairs, text = "", sure }: Response): Response {
  const words = text.replace(/\s+/g, " ").trim().slice(0, MOST_TEXT);
  return {
    chosen: [...new Set(chosen)].sort((a, b) => a - b),
    pairs: [...new Map(pairs)].sort((a, b) => a[0] - b[0]),
    ...(words && { text: words }), ...(sure && { sure }),
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

/** True when nothing was chosen or typed. */
export const isEmpty = ({ chosen, pairs, text }: Response): boolean => !chosen.length && !pairs.length && !text;

/** The activities of a module's assessment: of an attempt that drew some of them, those that the course still has. Its
 *  total is the sum of their points, which the builder made sure is the same for every draw. */
export function assessedIn(course: CourseData, module: number, drawn: readonly number[] = []): ActivityData[] {
  const all = course.activities.filter((each) => each.assessed && each.module === module);
  const some = all.filter(({ number }) => drawn.includes(number));
  return some.length ? some : all;
}

/** A number as people type it: with a unit, a comma for the decimals, or commas between thousands. */
export const toNumber = (text: string): number =>
  parseFloat(text.replace(/[^\d.,−-]|[.,](?!\d)/g, "").replace("−", "-").replace(/,(?=\d{3}(\D|$))/g, "").replace(",", "."));

/** A text by its letters and digits: capitals, accents, spaces and punctuation make no difference. */
const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();

/** The form of the answer that a typed text is, right or not. */
export const formOf = ({ kind, choices, margin = 0 }: ActivityData, text = ""): ChoiceData | undefined =>
  choices.find((form) => kind === "numeric"
    // The small addend undoes binary fractions: 0.3 is within 0.1 of 0.2.
    ? Math.abs(toNumber(form.text) - toNumber(text)) <= margin + 1e-9
    : folded(form.text) === folded(text));

/** Marks a response. One rule for practice and assessment:
 *  - choice, true-false: right when exactly the right options are chosen. Some of several right ones and no wrong one
 *    is partly right and earns that share of the points; any wrong option earns nothing (else ticking every box
 *    would pay).
 *    Where the author wants the whole answer, a part of it earns nothing.
 *  - matching, sequencing: every item in its place earns its share; right only when all are.
 *  - fill-in, numeric: right when what was typed is an accepted form, or a number near enough.
 *  - likert, performance: neither right nor wrong.
 *  Throws when the key is still sealed: marking everything wrong would be a silent harm. */
export function mark(activity: ActivityData, response: Response): { result: Result; score: number } {
  const { kind } = activity;
  if (kind === "likert" || kind === "performance") return { result: "neutral", score: 0 };
  const { chosen, pairs, text } = tidy(known(activity, response));
  const form = text && formOf(activity, text);
  const key = [...activity.correct, ...activity.pairs].map(String);
  if (!key.length) throw new Error(`Activity ${activity.number} has no key`);
  if (form && activity.correct.includes(form.number)) return { result: "correct", score: 1 };
  const given = [...chosen, ...pairs].map(String);
  const right = given.filter((each) => key.includes(each)).length;
  if (!right || (chosen.length && right < given.length)) return { result: "incorrect", score: 0 };
  return right === key.length ? { result: "correct", score: 1 }
    : { result: "partial", score: activity.whole ? 0 : right / key.length };
}

/** The score of a module's assessment, 0..100 with two decimals. What is not answered earns nothing. */
export function assessmentScore(
  module: number, { answers, drawn }: { answers: ReadonlyMap<number, Response>; drawn: readonly number[] }, course: CourseData,
): number {
  let earned = 0;
  let possible = 0;
  for (const activity of assessedIn(course, module, drawn)) {
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

/** What an attempt asks, and what earlier ones asked: of each tag so many questions that no attempt has asked yet. Where a
 *  bank is used up it begins anew, and only what the last attempt did not ask counts as fresh. The tag "role" (the last
 *  one) stands for the slug of the role's module; without a role, the other tags that have most left give more. */
export function draw(
  course: CourseData, module: number, before: { drawn: readonly number[]; seen: readonly number[] }, seed: number, role: number,
): { drawn: number[]; seen: number[] } {
  const seen = new Set([...before.seen, ...before.drawn]);
  const drawn: number[] = [];
  const all = assessedIn(course, module);
  const counts = testOf(course, module)!.draw;
  const rest = (tag: string | undefined): number[] =>
    all.filter((each) => (!tag || each.tag === tag) && !drawn.includes(each.number)).map(({ number }) => number);
  const take = (tag: string | undefined, count: number): void => {
    const bank = rest(tag);
    const [old, fresh] = [true, false].map((was) => shuffle(bank.filter((each) => seen.has(each) === was), seed)) as [number[], number[]];
    if (fresh.length < count) for (const each of old) seen.delete(each);
    drawn.push(...[...fresh, ...old].slice(0, count));
  };
  // What was asked before is still more than nothing.
  const left = (tag: string): number => rest(tag).reduce((sum, each) => sum + (seen.has(each) ? 0.001 : 1), 0);
  for (const [tag, count] of Object.entries(counts)) {
    const own = tag === "role" ? numbered(course.modules, role)?.slug : tag;
    if (own !== undefined) take(own, count);
    else for (let more = count; more; more--) take(Object.keys(counts).sort((a, b) => left(b) - left(a))[0], 1);
  }
  const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
  return { drawn: ascending(drawn), seen: drawn.length ? ascending(seen) : [] };
}

/** The items of a sequence by their places. */
export const inOrder = (pairs: readonly [number, number][]): number[] =>
  [...pairs].sort(([, a], [, b]) => a - b).map(([item]) => item);

/** What is right, as responses: of a typed answer each accepted form; nothing where there is no key. */
export const keysOf = ({ kind, choices, correct, pairs }: ActivityData): Response[] =>
  kind === "fill-in" || kind === "numeric"
    ? choices.filter(({ number }) => correct.includes(number)).map(({ text }) => ({ chosen: [], pairs: [], text }))
    : correct.length || pairs.length ? [{ chosen: correct, pairs }] : [];
