// TypeScript of the targets -> modules that run in Node, and the pieces that an adapter meets in a browser.

import { buildSync } from "esbuild";
import { fileURLToPath } from "node:url";

const TARGETS = fileURLToPath(new URL("../../../builder/targets/", import.meta.url));

/** A module of builder/targets, bundled as the player's build does it. */
export const load = async (path) => {
  const { outputFiles } = buildSync({
    entryPoints: [TARGETS + path], bundle: true, write: false, format: "esm", target: "es2019", charset: "utf8",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
};

/** A clock that nobody waits for: `timers` says what was asked for; those of `passing` ms fire at once. */
export class Clock {
  timers = [];
  constructor(passing = []) { this.passing = passing; }
  setTimeout = (run, after) => {
    this.timers.push({ run, after });
    if (this.passing.includes(after)) queueMicrotask(run);
    return this.timers.length;
  };
  clearTimeout = (number) => { if (number) this.timers[number - 1].cleared = true; };
}

/** A window with its parent (itself when it is the top) and opener. */
export const makeWindow = ({ parent, opener = null, clock = new Clock([100]), ...more } = {}) => {
  const made = { opener, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout, ...more };
  made.parent = parent ?? made;
  return made;
};

/** A frame of another origin: its parent and opener can be reached, everything else throws. */
export const foreign = (about = {}) => {
  const made = new Proxy({}, {
    get(_, name) {
      if (name === "parent") return about.parent ?? made;
      if (name === "opener") return about.opener ?? null;
      throw new DOMException("Blocked a frame", "SecurityError");
    },
  });
  return made;
};

export const snapshot = (changes = {}) => ({
  state: "AAAA", location: "relational-window--start", pagesDone: false, outcome: "unknown", score: null,
  progress: 0, seconds: 61, ...changes,
});

const choice = (number, id) => ({ number, id, text: id });

export const activities = {
  choice: {
    number: 1, revision: 1, id: "relational-window/q-rota", kind: "choice", title: "Which?", page: 1, module: 3,
    points: 2, multiple: true, choices: [choice(1, "ask"), choice(2, "mail"), choice(3, "meet")], targets: [],
    correct: [1, 3], pairs: [], assessed: false, required: true,
  },
  truth: {
    number: 2, revision: 1, id: "relational-window/q-true", kind: "true-false", title: "True?", page: 1, module: 3,
    points: 1, multiple: false, choices: [choice(1, "true"), choice(2, "false")], targets: [], correct: [2],
    pairs: [], assessed: false, required: true,
  },
  matching: {
    number: 3, revision: 1, id: "relational-window/panes", kind: "matching", title: "Where?", page: 2, module: 3,
    points: 1, multiple: false, choices: [choice(1, "rota"), choice(2, "how")],
    targets: [choice(1, "to"), choice(2, "with")], correct: [], pairs: [[1, 1], [2, 2]], assessed: false,
    required: true,
  },
  assessed: {
    number: 5, revision: 1, id: "final-check/q-end", kind: "choice", title: "Right?", page: 3, module: 4, points: 1,
    multiple: false, choices: [choice(1, "a"), choice(2, "b")], targets: [], correct: [2], pairs: [],
    assessed: true, required: true,
  },
  sequence: {
    number: 6, revision: 1, id: "relational-window/o-circle", kind: "sequencing", title: "In order?", page: 2, module: 3,
    points: 1, multiple: false, choices: [choice(1, "open"), choice(2, "ask"), choice(3, "close")],
    targets: [choice(1, "1"), choice(2, "2"), choice(3, "3")], correct: [], pairs: [[1, 1], [2, 2], [3, 3]],
    assessed: false, required: true,
  },
  typed: {
    number: 7, revision: 1, id: "relational-window/a-with", kind: "fill-in", title: "What is it called?", page: 2, module: 3,
    points: 1, multiple: false, choices: [choice(1, "relational"), choice(2, "à deux, really"), choice(3, "punitive")], targets: [],
    correct: [1, 2], pairs: [], assessed: false, required: true,
  },
  count: {
    number: 8, revision: 1, id: "relational-window/a-count", kind: "numeric", title: "How many?", page: 2, module: 3,
    points: 1, multiple: false, choices: [choice(1, "0.3")], targets: [], correct: [1], pairs: [], margin: 0.1,
    assessed: false, required: true,
  },
  scale: {
    number: 9, revision: 1, id: "relational-window/sc-safe", kind: "likert", title: "How safe?", page: 2, module: 3,
    points: 1, multiple: false, choices: [choice(4, "never"), choice(2, "often"), choice(7, "always")], targets: [],
    correct: [], pairs: [], assessed: false, required: false,
  },
  talk: {
    number: 10, revision: 1, id: "relational-window/s-desk", kind: "performance", title: "At the desk", page: 2, module: 3,
    points: 1, multiple: false, choices: [choice(1, "desk"), choice(2, "wall")],
    targets: [choice(1, "ask"), choice(2, "tell"), choice(3, "leave")], correct: [], pairs: [], assessed: false, required: false,
  },
  note: {
    number: 4, revision: 1, id: "relational-window/private", kind: "note", title: "Think.", page: 2, module: 3,
    points: 0, multiple: false, choices: [], targets: [], correct: [], pairs: [], assessed: false, required: false,
  },
};

export const answer = (activity, response, changes = {}) => ({
  activity, response: { chosen: [], pairs: [], ...response }, result: "correct", score: 1,
  at: new Date(2026, 10, 21, 9, 5, 7), latency: 12.345, ...changes,
});

export const course = (completion = {}) => ({
  id: "https://example.org/courses/relationships-for-change", root: "https://example.org/courses/relationships-for-change",
  title: "Course", version: "1.2.0", language: "en-GB",
  completion: { pages: 100, assessment: null, report: "passed", ...completion },
});
