// The player's values -> the strings that SCORM 1.2 allows (Run-Time Environment 3.4.2 to 3.4.4, appendix A).
//
// Where checkers differ the narrowest form is written: it was accepted by every one of them (standards.md 1.5).

import type { ActivityData, Recorded, Response, Snapshot } from "../../../templates/player/types";

export const LOCATION_LIMIT = 255;   // cmi.core.lesson_location, CMIString255
export const OPTION_LIMIT = 36;      // one character an option, 0-9 and a-z
export const HOURS_LIMIT = 9999;     // CMITimespan, HHHH:MM:SS.SS

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const DIGITS = "123456789abcdefghijklmnopqrstuvwxyz0";

const two = (value: number): string => String(value).padStart(2, "0");

/** CMITimespan, always with four digits of hours: the Learning Hub reads `12:30:00` as 2 h 30, ESR refuses more
 *  than two decimals. */
export const timespan = (seconds: number): string => {
  const hundredths = Math.min(Math.round(Math.max(0, seconds) * 100), (HOURS_LIMIT + 1) * 360000 - 1);
  const whole = Math.floor(hundredths / 100);
  return `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${two(Math.floor(whole / 60) % 60)}:${
    two(whole % 60)}.${two(hundredths % 100)}`;
};

/** CMITime: the learner's clock. */
export const time = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

/** CMIDecimal from 0 to 100 with at most two decimals. */
export const score = (value: number): string => String(Math.round(Math.min(100, Math.max(0, value)) * 100) / 100);

/** An option's character: by its number, which no edit changes; by its place where a number is beyond 36. */
const symbol = (options: { number: number }[], number: number, alphabet: string): string => {
  const place = options.some((each) => each.number > OPTION_LIMIT)
    ? options.findIndex((each) => each.number === number)
    : number - 1;
  return alphabet[place] ?? "";
};

/** student_response or a pattern: `t`, `a,c`, `1.c,2.b`; without braces, which the Learning Hub refuses. */
export const feedback = (activity: ActivityData, { chosen, pairs }: Response): string => {
  if (activity.kind === "true-false") return chosen[0] === 1 ? "t" : chosen[0] === 2 ? "f" : "";
  const parts = activity.kind === "choice"
    ? chosen.map((each) => symbol(activity.choices, each, LETTERS))
    : pairs.map(([item, group]) =>
      `${symbol(activity.choices, item, DIGITS)}.${symbol(activity.targets, group, LETTERS)}`);
  return parts.sort().join(",");
};

/** One interaction's fields after its `id`, in the order in which they must be set (`type` first). `wrong` also
 *  where the answer is partly right: every checker takes the word, and the answer itself stands beside it. */
export const interaction = (answer: Recorded): [string, string][] => {
  const { activity } = answer;
  const pattern = feedback(activity, { chosen: activity.correct, pairs: activity.pairs });
  const fields: [string, string][] = [
    ["type", activity.kind],
    ["time", time(answer.at)],
    ["correct_responses.0.pattern", pattern],
    ["weighting", String(activity.points)],
    ["student_response", feedback(activity, answer.response)],
    ["result", answer.result === "correct" ? "correct" : "wrong"],
    ["latency", timespan(answer.latency)],
  ];
  return fields.filter(([, value]) => value !== "");
};

export type Status = "incomplete" | "completed" | "passed" | "failed";

/** The table of TRACKING.md: lesson_status of a snapshot. */
export const status = (snapshot: Snapshot, assessed: boolean, report: "passed" | "completed"): Status => {
  if (assessed && snapshot.outcome === "failed") return "failed";
  if (!snapshot.pagesDone || (assessed && snapshot.outcome !== "passed")) return "incomplete";
  return assessed ? report : "completed";
};

/** What an LMS calls a status, by its first letter: AICC systems say `P`, `Completed` or `i` (AICCShim). */
export const terminal = (value: string): "passed" | "completed" | "failed" | null => {
  const letter = value.trim().charAt(0).toLowerCase();
  return letter === "p" ? "passed" : letter === "c" ? "completed" : letter === "f" ? "failed" : null;
};
