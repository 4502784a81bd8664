// Two states of one learner in one SCO -> one state in which nothing done is lost.

import { begun, better, blank, compare, fresh, TERMINALS } from "./state";
import type { Attempts, Note, State } from "./state";

/** Both maps' entries; where both have one, the one that `pick` makes of them. */
function union<V>(a: ReadonlyMap<number, V>, b: ReadonlyMap<number, V>, pick: (x: V, y: V) => V): Map<number, V> {
  const out = new Map(a);
  for (const [key, value] of b) {
    const mine = out.get(key);
    out.set(key, mine === undefined ? value : pick(mine, value));
  }
  return out;
}

const newerNote = (a: Note, b: Note): Note => (compare([a.at, a.text], [b.at, b.text]) < 0 ? b : a);

const age = (each: Attempts): (number | string)[] =>
  [each.used, +each.open, each.at, each.seed, JSON.stringify([...each.answers].sort(([x], [y]) => x - y))];

/** The newer attempt with its answers as a whole (more submitted; then an open one; then the one changed last), the
 *  best score and a pass from either. */
function newerAttempts(a: Attempts, b: Attempts): Attempts {
  const newer = compare(age(a), age(b)) < 0 ? b : a;
  const best = a.best === null ? b.best : b.best === null ? a.best : Math.max(a.best, b.best);
  return { ...newer, best, passed: a.passed || b.passed };
}

const bigger = (a: State, b: State, key: (state: State) => (number | string)[]): State =>
  compare(key(a), key(b)) < 0 ? b : a;

/** Done stays done, the best score stays, the newer text stays. The order of the arguments, repeating and grouping
 *  make no difference. A later round of training replaces the progress of an earlier one; notes are in no round. */
export function merge(a: State, b: State): State {
  const notes = union(a.notes, b.notes, newerNote);
  const { place, placeAt } = bigger(a, b, (each) => [each.placeAt, each.place]);
  if (a.round !== b.round) return { ...(a.round > b.round ? a : b), notes, place, placeAt };
  const finish = bigger(a, b, (each) => [TERMINALS.indexOf(each.terminal), -each.finishedAt]);
  const last = bigger(a, b, (each) => [each.saved, each.bookmark]);
  return {
    round: a.round, notes, place, placeAt,
    done: new Set([...a.done, ...b.done]),
    answers: union(a.answers, b.answers, better),
    results: union(a.results, b.results, newerAttempts),
    bookmark: last.bookmark, saved: last.saved,
    seconds: Math.max(a.seconds, b.seconds),
    terminal: finish.terminal, finishedAt: finish.finishedAt,
  };
}

/** What a tracked session starts from (TRACKING.md, "Who wins"). `sent`: the LMS's state, null when it is blank (for
 *  one with a damaged head start from `local` instead). `told`: whether an LMS was ever told `local`.
 *  - blank LMS, this browser remembers progress: `ask` the learner; carry on = `state`, start afresh = fresh(state).
 *  - blank LMS, nothing here: a new round, so that a copy of an earlier round in another browser, met later, cannot
 *    complete this one.
 *  - LMS has state: merged item by item. If this browser's copy is of another round, the LMS's stands: its record
 *    is of its own attempt. Progress no LMS was told of belongs to no other round and is merged. */
export function reconcile(sent: State | null, local: State, told: boolean, at: number): { state: State; ask: boolean } {
  if (!sent) return begun(local) ? { state: local, ask: true } : { state: fresh(local, at), ask: false };
  const { notes, place, placeAt } = local;
  const mine = !told || local.round === sent.round ? local : { ...blank(), notes, place, placeAt };
  return { state: merge(sent, { ...mine, round: sent.round }), ask: false };
}
