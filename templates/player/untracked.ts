// A reason -> what an LMS says that nobody can be told anything through.

import type { Launch } from "./types";

export const untracked = (why: Launch["why"]): Launch => ({
  tracked: false, learner: null, name: null, state: "", location: "", terminal: false, outcome: "unknown",
  score: null, mode: "normal", why,
});
