// An LMS that is not there: what an adapter is as long as nobody can be told anything.

import type { Launch, Lms } from "../../templates/player/types";

export const untracked = (why: Launch["why"]): Launch => ({
  tracked: false, learner: null, name: null, state: "", location: "", terminal: false, outcome: "unknown",
  score: null, mode: "normal", why,
});

export const nobody = (why: Launch["why"]): Lms => ({
  start: async () => untracked(why),
  save: async () => false,
  finish: async () => false,
  stop: () => false,
  record: () => undefined,
  seen: () => undefined,
});
