// Two states of one learner in one SCO -> one state in which nothing done is lost.

import { begun, better, blank, fresh, greater, personal, TERMINALS } from "./state";
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

const newerNote = greater(({ at, text }: Note) => [at, text]);
const newer = greater((each: Attempts) =>
  [each.used, +each.open, each.at, each.seed, each.last, JSON.stringify([[...each.answers].sort(([x], [y]) => x - y), each.drawn, each.seen])]);

/** The newer attempt with its answers as a whole (more submitted; then an open one; then the one changed last), the
 *  best score and a pass from either. */
const newerAttempts = (a: Attempts, b: Attempts): Attempts =>
  ({ ...newer(a, b), best: Math.max(a.best, b.best), passed: a.passed || b.passed });

const placed = greater((each: State) => [each.placeAt, each.place]);
const chosen = greater((each: State) => [each.roleAt, each.role]);
const further = greater((each: State) => [TERMINALS.indexOf(each.terminal), -each.finishedAt]);
const later = greater((each: State) => [each.saved, each.bookmark]);

/** Done stays done, the best score stays, the newer text stays. The order of the arguments, repeating and grouping
 *  make no difference. A later round of training replaces the progress of an earlier one; notes and role are in no round. */
export function merge(a: State, b: State): State {
  const notes = union(a.notes, b.notes, newerNote);
  const { place, placeAt } = placed(a, b);
  const { role, roleAt } = chosen(a, b);
  const own = { notes, place, placeAt, role, roleAt };
  if (a.round !== b.round) return { ...(a.round > b.round ? a : b), ...own };
  const { terminal, finishedAt } = further(a, b);
  const { bookmark, saved } = later(a, b);
  return {
    round: a.round, ...own, bookmark, saved, terminal, finishedAt,
    done: new Set([...a.done, ...b.done]),
    answers: union(a.answers, b.answers, better),
    results: union(a.results, b.results, newerAttempts),
    seconds: Math.max(a.seconds, b.seconds),
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
  const mine = !told || local.round === sent.round ? local : { ...blank(), ...personal(local) };
  return { state: merge(sent, { ...mine, round: sent.round }), ask: false };
}
