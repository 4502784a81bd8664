// Calls as JSON lines -> the player's own functions -> results as JSON lines: lets pytest drive the TypeScript.

import { createInterface } from "node:readline";
import { decode, encode } from "../../../templates/player/codec";
import { open } from "../../../templates/player/journal";
import type { Entry, Journal } from "../../../templates/player/journal";
import * as marking from "../../../templates/player/marking";
import { merge, reconcile } from "../../../templates/player/merge";
import * as states from "../../../templates/player/state";
import type { Attempts, State } from "../../../templates/player/state";
import * as statuses from "../../../templates/player/status";
import type { Answer, CourseData } from "../../../templates/player/types";

type Plain = Record<string, unknown>;
const byNumber = <V>(map: ReadonlyMap<number, V>): [number, V][] => [...map].sort(([a], [b]) => a - b);

/** Sets and maps as sorted lists, so that equal states are equal JSON. */
const plain = (state: State): Plain => ({
  ...state, done: [...state.done].sort((a, b) => a - b), answers: byNumber(state.answers), notes: byNumber(state.notes),
  results: byNumber(state.results).map(([module, each]) => [module, { ...each, answers: byNumber(each.answers) }]),
});

const answersOf = (list: [number, Answer][]): Map<number, Answer> =>
  new Map(list.map(([number, each]) =>
    [number, states.kept(each, each.result, each.revision, each.tries)]));

function state(from: any): State {
  const results = from.results.map(([module, each]: [number, Attempts]) =>
    [module, { ...each, answers: answersOf(each.answers as unknown as [number, Answer][]) }]);
  return {
    ...from, done: new Set(from.done), answers: answersOf(from.answers), notes: new Map(from.notes),
    results: new Map(results),
  };
}

const decoded = (text: string, course: CourseData): Plain => {
  const found = decode(text, course);
  return { damage: found.damage, state: plain(found.state) };
};

// ------------------------------------------------------------------ pretended storage

class Shelf {
  items = new Map<string, string>();
  full = false;
  getItem(key: string): string | null { return this.items.get(key) ?? null; }
  removeItem(key: string): void { this.items.delete(key); }
  setItem(key: string, value: string): void {
    if (this.full) throw new Error("QuotaExceededError");
    this.items.set(key, value);
  }
}
const shelves = { local: new Shelf(), session: new Shelf() };
let blocked = false;
const storages = {
  local: () => reach("local"),
  session: () => reach("session"),
};
function reach(which: "local" | "session"): Storage {
  if (blocked) throw new Error("SecurityError");
  return shelves[which] as unknown as Storage;
}
const journals = new Map<string, Journal>();
const entry = (from: any): Entry => ({ ...from, state: state(from.state) });
const journal = (name: string): Journal => journals.get(name)!;

// ------------------------------------------------------------------ calls

const calls: Record<string, (...args: any[]) => unknown> = {
  blank: () => plain(states.blank()),
  encode: (from, course, options) => encode(state(from), course, options),
  decode: decoded,
  cuts: (text: string, course, step: number) => {
    const out = [];
    for (let length = 1; length < text.length; length += step) out.push([length, decoded(text.slice(0, length), course)]);
    return out;
  },
  flips: (text: string, course, changes: [number, string][]) =>
    changes.map(([at, other]) => decoded(text.slice(0, at) + other + text.slice(at + 1), course)),
  merge: (a, b) => plain(merge(state(a), state(b))),
  mergeAll: (all: Plain[]) => plain(all.map(state).reduce(merge)),
  reconcile: (sent, local, told, at) => {
    const found = reconcile(sent && state(sent), state(local), told, at);
    return { ...found, state: plain(found.state) };
  },
  status: (from, course) => statuses.status(state(from), course),
  settle: (from, course, at) => plain(statuses.settle(state(from), course, at)),
  answer: (from, activity, response, at) => {
    const [next, given] = states.answer(state(from), activity, response, at);
    return { state: plain(next), given };
  },
  attemptsLeft: (from, course, module) => String(states.attemptsLeft(state(from), course, module)),
  minutesLeft: (from, course) => statuses.minutesLeft(state(from), course),
  mark: marking.mark,
  formOf: marking.formOf,
  known: marking.known,
  assessmentScore: (module, answers, course) => marking.assessmentScore(module, { answers: new Map(answers), drawn: [] }, course),
  shuffle: marking.shuffle,
  /** A test with one attempt after the other: each with its seed and the questions that are answered right. Gives what
   *  each attempt asked, whether a return finds it as it was, and what came of it. */
  sit: (course: CourseData, module: number, attempts: { seed: number; right: number[] }[], role = 0) => {
    let now = states.chooseRole(states.blank(), role, 1);
    return attempts.map(({ seed, right }, at) => {
      now = states.startAttempt(now, course, module, seed, at + 1);
      const open = plain(now).results;
      const returned = plain(decode(encode(now, course).text, course).state).results;
      const { drawn } = now.results.get(module)!;
      for (const each of course.activities)
        if (drawn.includes(each.number))
          now = states.answer(now, each, { chosen: [right.includes(each.number) ? 1 : 2], pairs: [] }, at + 1)[0];
      now = states.submitAttempt(now, course, module, at + 1);
      const { best, last, passed } = now.results.get(module)!;
      const same = JSON.stringify(open) === JSON.stringify(returned);
      return { drawn, same, best, last, passed, ...statuses.status(now, course) };
    });
  },
  // journal
  reset: () => {
    shelves.local = new Shelf();
    shelves.session = new Shelf();
    blocked = false;
    journals.clear();
  },
  storage: (how: { blocked?: boolean; full?: boolean }) => {
    blocked = !!how.blocked;
    shelves.local.full = shelves.session.full = !!how.full;
  },
  stored: () => ({ local: [...shelves.local.items], session: [...shelves.session.items] }),
  store: (which: "local" | "session", key, text) => shelves[which].items.set(key, text),
  open: (name, course, learner) => void journals.set(name, open(course, learner, storages)),
  read: (name) => {
    const found = journal(name).read();
    return { ...found, state: plain(found.state) };
  },
  write: (name, from) => plain(journal(name).write(entry(from))),
  keep: (name, yes) => journal(name).keep(yes),
  purge: (name) => journal(name).purge(),
  works: (name) => journal(name).works,
  lasting: (name) => journal(name).lasting,
};
for (const name of ["goTo", "markDone", "undoDone", "addTime", "reach", "setNote", "deleteNotes", "choosePlace", "chooseRole",
  "startAttempt", "submitAttempt", "regraded", "fresh"] as const) {
  calls[name] = (from, ...rest) => plain((states[name] as any)(state(from), ...rest));
}
for (const name of ["canBeDone", "moduleDone", "canBeUndone", "locked"] as const) {
  calls[name] = (number, from, course) => statuses[name](number, state(from), course);
}
calls.roleOf = (from, course) => states.roleOf(state(from), course);
calls.asked = (from, course) => statuses.asked(state(from), course).map(({ number }) => number);
calls.resumeAt = (from, course) => statuses.resumeAt(state(from), course);
calls.answerTo = (from, activity) => states.answerTo(state(from), activity);
calls.begun = (from) => states.begun(state(from));

createInterface({ input: process.stdin }).on("line", (line) => {
  const { call, args } = JSON.parse(line);
  let reply: Plain;
  try {
    reply = { value: calls[call]!(...args) ?? null };
  } catch (error) {
    reply = { error: String((error as Error).stack) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
});
