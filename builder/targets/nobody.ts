// An LMS that is not there: what an adapter is as long as nobody can be told anything.

import type { Launch, Lms } from "../../templates/player/types";
import { untracked } from "../../templates/player/untracked";

export const nobody = (why: Launch["why"]): Lms => ({
  start: async () => untracked(why),
  save: async () => false,
  finish: async () => false,
  stop: () => false,
  record: () => undefined,
  seen: () => undefined,
});
