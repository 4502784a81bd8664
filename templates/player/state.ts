// What the learner has done: a value that never changes, and the functions that make the next one from it.

import { assessedIn, assessmentScore, draw, isEmpty, known, mark, numbered, testOf, tidy } from "./marking";
import type { ActivityData, Answer, CourseData, Response, Result } from "./types";

/** A text the learner wrote. A deleted one stays as "" with the time of deletion, or another copy would bring it back. */
export interface Note { readonly text: string; readonly at: number }

/** A module's assessment. The answers of an attempt live in it and not with the others, so that they can be cleared,
 *  replaced or merged only as a whole. Open attempt: unmarked answers (tries 0), its seed, and when it last changed;
 *  after submission: the marked answers of the last attempt, seed and at 0. */
export interface Attempts {
  readonly used: number;               // attempts submitted
  readonly best: number;               // 0..100, two decimals, as the next
  readonly last: number;               // score of the attempt submitted last
  readonly passed: boolean;
  readonly open: boolean;
  readonly seed: number;               // 16 bits
  readonly at: number;
  readonly answers: ReadonlyMap<number, Answer>;
  /** What the open attempt or else the last one asks, ascending; []: all of the test. */
  readonly drawn: readonly number[];
  /** What attempts before it asked, since the bank was last used up. */
  readonly seen: readonly number[];
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
  readonly role: number;               // the module of the role that the learner chose; 0: of none in particular
  readonly roleAt: number;
  readonly seconds: number;            // of learning, in all sessions
  readonly saved: number;              // last change of progress (writing notes is none)
  readonly finishedAt: number;
  readonly terminal: Terminal;
}

/** Limits that the compact string keeps to; the state keeps to them too, so that a round trip changes nothing. */
const MOST_TRIES = 7;
const MOST_USED = 255;
const MOST_SECONDS = 0xffffff;

export const NO_ATTEMPTS: Attempts =
  { used: 0, best: 0, last: 0, passed: false, open: false, seed: 0, at: 0, answers: new Map(), drawn: [], seen: [] };

export function blank(): State {
  return {
    round: 0, done: new Set(), bookmark: 0, answers: new Map(), results: new Map(), notes: new Map(),
    place: "ask", placeAt: 0, role: 0, roleAt: 0, seconds: 0, saved: 0, finishedAt: 0, terminal: "",
  };
}

/** True when there is progress worth asking the learner about. A bookmark or a note alone is none. */
export const begun = (state: State): boolean =>
  !!(state.done.size || state.answers.size || state.results.size || state.terminal);

/** Times only go forward, whatever this computer's clock says: what is done later must count as later. */
const later = (at: number, than: number): number => Math.max(at, than + 1);
const changed = (state: State, at: number, changes: Partial<State>): State =>
  ({ ...state, ...changes, saved: later(at, state.saved) });

/** What is the learner's own, and belongs to no round of training: notes, the choice of their place, the role. */
export const personal = ({ notes, place, placeAt, role, roleAt }: State): Partial<State> =>
  ({ notes, place, placeAt, role, roleAt });

/** A new round of training: nothing done. */
export const fresh = (state: State, at: number): State =>
  changed(state, at, { ...blank(), ...personal(state), round: later(at, state.round) });

const NOTHING: Response = { chosen: [], pairs: [] };
const set = <V>(map: ReadonlyMap<number, V>, key: number, value: V): Map<number, V> => new Map(map).set(key, value);
/** The state with a module's attempts changed. */
const setAttempts = (state: State, module: number, before: Attempts, changes: Partial<Attempts>, at: number): State =>
  changed(state, at, { results: set(state.results, module, { ...before, ...changes }) });

export const goTo = (state: State, bookmark: number, at: number): State => changed(state, at, { bookmark });

export const markDone = (state: State, page: number, at: number): State =>
  changed(state, at, { done: new Set(state.done).add(page) });

/** Takes "done" back; whether it may be is status.canBeUndone's to say. */
export const undoDone = (state: State, page: number, at: number): State =>
  changed(state, at, { done: new Set([...state.done].filter((each) => each !== page)) });

export const addTime = (state: State, seconds: number): State =>
  ({ ...state, seconds: Math.min(MOST_SECONDS, state.seconds + Math.round(seconds)) });

/** A terminal status was reached (or the LMS says so): kept unless a higher one is there already. */
export const reach = (state: State, terminal: Terminal, at: number): State =>
  TERMINALS.indexOf(terminal) > TERMINALS.indexOf(state.terminal)
    ? changed(state, at, { terminal, finishedAt: at }) : state;

// ------------------------------------------------------------------ roles

/** The learner's choice of a role by its module, or of none (0). What was done stays done. */
export const chooseRole = (state: State, role: number, at: number): State =>
  changed(state, at, { role, roleAt: later(at, state.roleAt) });

/** The module of the learner's role: the one they chose, or else the one of which most is done; 0 when there is none. */
export function roleOf({ role, done }: State, { roles, modules }: CourseData): number {
  const share = (number: number): number => {
    const { pages } = numbered(modules, number)!;
    return pages.filter((page) => done.has(page)).length / pages.length;
  };
  const [most = 0] = [...roles].sort((a, b) => share(b) - share(a));
  return roles.includes(role) ? role : most && share(most) && most;
}

// ------------------------------------------------------------------ answers

/** An answer as it can be kept; unmarked (no tries) counts as wrong. Of the score of one that is partly right it is only
 *  kept that it was (0.5): the marks of a test are in its own. */
export function kept(response: Response, given: Result, revision: number, tries: number): Answer {
  const result = tries ? given : "incorrect";
  const score = result === "partial" ? 0.5 : +(result === "correct");
  return { ...tidy(response), result, score, revision, tries: Math.min(MOST_TRIES, tries) };
}

/** A function that gives the greater of two by a list, compared item by item as words are by letters. */
export const greater = <V>(key: (value: V) => (number | string)[]) => (a: V, b: V): V => {
  const [x, y] = [key(a), key(b)];
  const at = x.findIndex((each, index) => each !== y[index]);
  return at >= 0 && x[at]! < y[at]! ? b : a;
};

/** Which of two answers to one practice question stays. Answers carry no time (there is no room for 250 of them), so:
 *  the newer revision of the question; then a right one (practising again after it is not recorded, and an older wrong
 *  one from elsewhere cannot displace it); then more tries, which is the newer one. A total order: merging in any
 *  order ends the same. */
export const better = greater(({ revision, result, tries, chosen, pairs, text, sure }: Answer) =>
  [revision, +(result === "correct"), tries, JSON.stringify([chosen, pairs, text, sure]), result]);

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
    const given = kept(response, "incorrect", activity.revision, 0);
    const attempts = state.results.get(activity.module);
    if (!attempts?.open) return [state, given];
    const answers = new Map(attempts.answers);
    if (isEmpty(given)) answers.delete(activity.number);
    else answers.set(activity.number, given);
    return [setAttempts(state, activity.module, attempts, { answers, at: later(at, attempts.at) }, at), given];
  }
  const { result, score } = mark(activity, response);
  const again = before && before.revision === activity.revision && before;
  // How sure somebody was is what they said before they knew.
  const sure = again ? again.sure : response.sure;
  const given = kept({ ...response, sure }, result, activity.revision, (again ? again.tries : 0) + +(!again || again.result !== "correct"));
  // Where nothing is right or wrong the last word counts.
  const stays = before && result !== "neutral" ? better(before, given) : given;
  return [changed(state, at, { answers: set(state.answers, activity.number, stays) }), { ...given, score }];
}

// ------------------------------------------------------------------ attempts

/** Attempts left in a module's assessment; Infinity when unlimited, 0 when there is no assessment. */
export function attemptsLeft(state: State, course: CourseData, module: number): number {
  const assessment = testOf(course, module);
  if (!assessment) return 0;
  const used = state.results.get(module)?.used ?? 0;
  return assessment.attempts ? Math.max(0, assessment.attempts - used) : Infinity;
}

/** Opens an attempt and clears the answers of the one before, in one change. Unchanged if one is open or none is left. */
export function startAttempt(state: State, course: CourseData, module: number, seed: number, at: number): State {
  const before = state.results.get(module) ?? NO_ATTEMPTS;
  if (before.open || !attemptsLeft(state, course, module)) return state;
  const own = seed & 0xffff;
  return setAttempts(state, module, before,
    { open: true, seed: own, at, answers: new Map(), ...draw(course, module, before, own, roleOf(state, course)) }, at);
}

/** Marks and closes the open attempt in one change: attempt counted, answers marked, best score raised, passed kept.
 *  The course must hold the module's key. Without an open attempt nothing changes. */
export function submitAttempt(state: State, course: CourseData, module: number, at: number): State {
  const open = state.results.get(module);
  if (!open?.open) return state;
  const used = Math.min(MOST_USED, open.used + 1);
  const answers = new Map<number, Answer>();
  for (const activity of assessedIn(course, module, open.drawn)) {
    const given = known(activity, open.answers.get(activity.number) ?? NOTHING);
    if (!isEmpty(given)) answers.set(activity.number, kept(given, mark(activity, given).result, activity.revision, used));
  }
  const closed = setAttempts(state, module, open, { used, last: 0, open: false, seed: 0, at: 0, answers }, at);
  return regraded(closed, course, module);
}

/** A test by the key and the pass mark of today: a score only rises, a pass stays (PLAYER 45). */
export function regraded(state: State, course: CourseData, module: number): State {
  const before = state.results.get(module);
  const passMark = testOf(course, module)?.passMark;
  if (!before?.used || !passMark) return state;
  const last = before.open ? before.last : Math.max(before.last, assessmentScore(module, before, course));
  const best = Math.max(before.best, last);
  const results = set(state.results, module, { ...before, last, best, passed: before.passed || best >= passMark });
  return { ...state, results };
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
