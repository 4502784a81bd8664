// What the learner has done: a value that never changes, and the functions that make the next one from it.

import { assessedIn, assessmentScore, isEmpty, mark, numbered, tidy } from "./marking";
import type { ActivityData, Answer, CourseData, Response, Result } from "./types";

/** A text the learner wrote. A deleted one stays as "" with the time of deletion, or another copy would bring it back. */
export interface Note { readonly text: string; readonly at: number }

/** A module's assessment. The answers of an attempt live in it and not with the others, so that they can be cleared,
 *  replaced or merged only as a whole. Open attempt: unmarked answers (tries 0), its seed, and when it last changed;
 *  after submission: the marked answers of the last attempt, seed and at 0. */
export interface Attempts {
  readonly used: number;               // attempts submitted
  readonly best: number | null;        // 0..100, two decimals
  readonly passed: boolean;
  readonly open: boolean;
  readonly seed: number;               // 16 bits
  readonly at: number;
  readonly answers: ReadonlyMap<number, Answer>;
}

export type Place = "ask" | "browser" | "lms";
/** The terminal status ever reached; a later one only replaces a lower one. */
export type Terminal = "" | "failed" | "completed" | "passed";
export const TERMINALS: readonly Terminal[] = ["", "failed", "completed", "passed"];
export const PLACES: readonly Place[] = ["ask", "browser", "lms"];

/** Times are epoch milliseconds, 0 = never. Pages, modules and activities are numbers from course.lock. */
export interface State {
  readonly round: number;              // when this round of training began by the learner's choice; 0: the first
  readonly done: ReadonlySet<number>;
  readonly bookmark: number;           // 0: none
  readonly answers: ReadonlyMap<number, Answer>;   // practice only
  readonly results: ReadonlyMap<number, Attempts>;
  readonly notes: ReadonlyMap<number, Note>;
  readonly place: Place;
  readonly placeAt: number;
  readonly seconds: number;            // of learning, in all sessions
  readonly saved: number;              // last change of progress (writing notes is none)
  readonly finishedAt: number;
  readonly terminal: Terminal;
}

/** Limits that the compact string keeps to; the state keeps to them too, so that a round trip changes nothing. */
export const MOST = { number: 0xffff, tries: 7, used: 255, seconds: 0xffffff };

export const NO_ATTEMPTS: Attempts =
  { used: 0, best: null, passed: false, open: false, seed: 0, at: 0, answers: new Map() };

export function blank(): State {
  return {
    round: 0, done: new Set(), bookmark: 0, answers: new Map(), results: new Map(), notes: new Map(),
    place: "ask", placeAt: 0, seconds: 0, saved: 0, finishedAt: 0, terminal: "",
  };
}

/** True when there is progress worth asking the learner about. A bookmark or a note alone is none. */
export const begun = (state: State): boolean =>
  !!(state.done.size || state.answers.size || state.results.size || state.terminal);

/** A new round of training: nothing done, notes and the choice of their place kept (they are the learner's). */
export const fresh = (state: State, at: number): State =>
  ({ ...blank(), round: at, saved: at, notes: state.notes, place: state.place, placeAt: state.placeAt });

const set = <V>(map: ReadonlyMap<number, V>, key: number, value: V): Map<number, V> => new Map(map).set(key, value);
/** The state with a module's attempts changed. */
const setAttempts = (state: State, module: number, before: Attempts, changes: Partial<Attempts>, at: number): State =>
  ({ ...state, results: set(state.results, module, { ...before, ...changes }), saved: at });
const later = (at: number, than: number): number => Math.max(at, than + 1);

export const goTo = (state: State, page: number, at: number): State => ({ ...state, bookmark: page, saved: at });

export const markDone = (state: State, page: number, at: number): State =>
  ({ ...state, done: new Set(state.done).add(page), saved: at });

/** Takes "done" back; whether it may be is status.canBeUndone's to say. */
export const undoDone = (state: State, page: number, at: number): State =>
  ({ ...state, done: new Set([...state.done].filter((each) => each !== page)), saved: at });

export const addTime = (state: State, seconds: number): State =>
  ({ ...state, seconds: Math.min(MOST.seconds, state.seconds + Math.round(seconds)) });

/** A terminal status was reached (or the LMS says so): kept unless a higher one is there already. */
export const reach = (state: State, terminal: Terminal, at: number): State =>
  TERMINALS.indexOf(terminal) > TERMINALS.indexOf(state.terminal)
    ? { ...state, terminal, finishedAt: at, saved: at } : state;

// ------------------------------------------------------------------ answers

/** An answer as it can be kept: score 1 when right, 0 when wrong or unmarked, else hundredths between. */
export function kept(response: Response, result: Result, score: number, revision: number, tries: number): Answer {
  const partial = Math.min(99, Math.max(1, Math.round(score * 100))) / 100;
  const marked = tries > 0 ? result : "incorrect";
  return {
    ...tidy(response), result: marked, revision, tries: Math.min(MOST.tries, tries),
    score: marked === "correct" ? 1 : marked === "partial" ? partial : 0,
  };
}

const rank = (answer: Answer): (number | string)[] => [
  answer.revision, +(answer.result === "correct"), answer.tries, answer.score,
  JSON.stringify([answer.chosen, answer.pairs]), answer.result,
];

/** Compares two lists item by item, as words are compared. */
export function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index]) return a[index]! < b[index]! ? -1 : 1;
  }
  return 0;
}

/** Which of two answers to one practice question stays. Answers carry no time (there is no room for 250 of them), so:
 *  the newer revision of the question; then a right one (practising again after it is not recorded, and an older wrong
 *  one from elsewhere cannot displace it); then more tries, which is the newer one. A total order: merging in any
 *  order ends the same. */
export const better = (a: Answer, b: Answer): Answer => (compare(rank(a), rank(b)) < 0 ? b : a);

/** The stored answer to an activity, where it belongs. `revision` differs from the activity's: it changed since. */
export function answerTo(state: State, activity: ActivityData): Answer | undefined {
  return activity.assessed
    ? state.results.get(activity.module)?.answers.get(activity.number)
    : state.answers.get(activity.number);
}

/** Takes a response. Practice: marked and kept. Assessed: kept unmarked in the open attempt (without one, not kept).
 *  The answer returned is the one just given, also when the one kept is an earlier right one. */
export function answer(state: State, activity: ActivityData, response: Response, at: number): [State, Answer] {
  const before = answerTo(state, activity);
  if (activity.assessed) {
    const given = kept(response, "incorrect", 0, activity.revision, 0);
    const attempts = state.results.get(activity.module);
    if (!attempts?.open) return [state, given];
    const answers = new Map(attempts.answers);
    if (isEmpty(given)) answers.delete(activity.number);
    else answers.set(activity.number, given);
    return [setAttempts(state, activity.module, attempts, { answers, at: later(at, attempts.at) }, at), given];
  }
  const { result, score } = mark(activity, response);
  const tries = before && before.revision === activity.revision ? before.tries + 1 : 1;
  const given = kept(response, result, score, activity.revision, tries);
  const stays = before ? better(before, given) : given;
  return [{ ...state, answers: set(state.answers, activity.number, stays), saved: at }, given];
}

// ------------------------------------------------------------------ attempts

/** Attempts left in a module's assessment; Infinity when unlimited, 0 when there is no assessment. */
export function attemptsLeft(state: State, course: CourseData, module: number): number {
  const assessment = numbered(course.modules, module)?.assessment;
  if (!assessment) return 0;
  const used = state.results.get(module)?.used ?? 0;
  return assessment.attempts ? Math.max(0, assessment.attempts - used) : Infinity;
}

/** Opens an attempt and clears the answers of the one before, in one change. Unchanged if one is open or none is left. */
export function startAttempt(state: State, course: CourseData, module: number, seed: number, at: number): State {
  const before = state.results.get(module) ?? NO_ATTEMPTS;
  if (before.open || !attemptsLeft(state, course, module)) return state;
  return setAttempts(state, module, before, { open: true, seed: seed & 0xffff, at, answers: new Map() }, at);
}

/** Marks and closes the open attempt in one change: attempt counted, answers marked, best score raised, passed kept.
 *  The course must hold the module's key. Without an open attempt nothing changes and the score is null. */
export function submitAttempt(
  state: State, course: CourseData, module: number, at: number,
): { state: State; score: number | null; passed: boolean } {
  const open = state.results.get(module);
  const passMark = numbered(course.modules, module)?.assessment?.passMark;
  if (!open?.open || passMark === undefined) return { state, score: null, passed: !!open?.passed };
  const score = assessmentScore(module, open.answers, course);
  const used = Math.min(MOST.used, open.used + 1);
  const answers = new Map<number, Answer>();
  for (const activity of assessedIn(course, module)) {
    const given = open.answers.get(activity.number);
    if (!given || isEmpty(given)) continue;
    const { result, score: share } = mark(activity, given);
    answers.set(activity.number, kept(given, result, share, activity.revision, used));
  }
  const passed = score >= passMark;
  const changes = {
    used, best: Math.max(score, open.best ?? 0), passed: open.passed || passed, open: false, seed: 0, at: 0, answers,
  };
  return { state: setAttempts(state, module, open, changes, at), score, passed };
}

// ------------------------------------------------------------------ notes

/** Keeps a text. Its time is always after that of the text it replaces, whatever this computer's clock says.
 *  `saved` stays: what is sent to an LMS must not tell when a private note was written. */
export function setNote(state: State, number: number, text: string, at: number): State {
  const before = state.notes.get(number);
  if ((before?.text ?? "") === text) return state;
  return { ...state, notes: set(state.notes, number, { text, at: later(at, before?.at ?? 0) }) };
}

/** Deletes these notes, or all of them. */
export function deleteNotes(state: State, at: number, numbers: Iterable<number> = state.notes.keys()): State {
  return [...numbers].reduce((next, number) => setNote(next, number, "", at), state);
}

/** The learner's choice of where notes are kept. Keeping them to this browser from the start has no time and is told to
 *  nobody: with notes or without, an LMS gets the same (PLAYER 29). Taking them back from an LMS has one. */
export const choosePlace = (state: State, place: Place, at: number): State =>
  ({ ...state, place, placeAt: place === "lms" || state.placeAt ? later(at, state.placeAt) : 0 });
