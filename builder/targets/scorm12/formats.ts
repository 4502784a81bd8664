// The player's values -> the strings that SCORM 1.2 allows (Run-Time Environment 3.4.2 to 3.4.4, appendix A).
//
// Where checkers differ the narrowest form is written: it was accepted by every one of them (standards.md 1.5).

import { inOrder, keysOf, toNumber } from "../../../templates/player/marking";
import type { ActivityData, CourseData, Recorded, Response, Snapshot } from "../../../templates/player/types";

export const LOCATION_LIMIT = 255;   // cmi.core.lesson_location, CMIString255
export const OPTION_LIMIT = 36;      // one character an option, 0-9 and a-z
export const FEEDBACK_LIMIT = 255;   // characters of a response or a pattern (CMIFeedback)
export const HOURS_LIMIT = 9999;     // CMITimespan, HHHH:MM:SS.SS

const digits = (value: number, width = 2): string => String(Math.floor(value)).padStart(width, "0");

/** CMITimespan, always with four digits of hours: the Learning Hub reads `12:30:00` as 2 h 30, ESR refuses more
 *  than two decimals. */
export const timespan = (seconds: number): string => {
  const all = Math.min(Math.round(Math.max(0, seconds) * 100), (HOURS_LIMIT + 1) * 360000 - 1);
  return `${digits(all / 360000, 4)}:${digits((all / 6000) % 60)}:${digits((all / 100) % 60)}.${digits(all % 100)}`;
};

/** CMITime: the learner's clock. */
export const time = (at: Date): string => `${digits(at.getHours())}:${digits(at.getMinutes())}:${digits(at.getSeconds())}`;

/** CMIDecimal from 0 to 100 with at most two decimals. */
export const score = (value: number): string => String(Math.round(Math.min(100, Math.max(0, value)) * 100) / 100);

// Where options' characters begin: those of items 1, 2 … 9, a … z, 0; those of others a, b … z, 0 … 9.
const DIGITS = 1;
const LETTERS = 10;

/** An option's character: by its number, which no edit changes; by its place where a number is beyond 36. */
const symbol = (options: { number: number }[], number: number, first: number): string => {
  const place = options.some((each) => each.number > OPTION_LIMIT)
    ? options.findIndex((each) => each.number === number)
    : number - 1;
  return place < 0 || place >= OPTION_LIMIT ? "" : ((place + first) % OPTION_LIMIT).toString(OPTION_LIMIT);
};

/** student_response or a pattern: `t`; `a,c`; `1.c,2.b`; `c,a,b` in order; letters, digits and spaces; a number; the
 *  place on a scale; scene and words, `1a2c`. Without braces, which the Learning Hub refuses. */
export const feedback = ({ kind, choices, targets }: ActivityData, { chosen, pairs, text = "" }: Response): string => {
  const item = (number: number, first: number): string => symbol(choices, number, first);
  const said = (between: string): string[] =>
    pairs.map(([one, other]) => item(one, DIGITS) + between + symbol(targets, other, LETTERS));
  const number = toNumber(text);
  return {
    "true-false": () => ["", "t", "f"][chosen[0]!] ?? "",
    choice: () => chosen.map((each) => item(each, LETTERS)).sort().join(","),
    matching: () => said(".").sort().join(","),
    sequencing: () => inOrder(pairs).map((each) => item(each, LETTERS)).join(","),
    "fill-in": () => text.normalize("NFKD").replace(/[^\w ]|_/g, "").trim(),
    numeric: () => isNaN(number) ? "" : `${number}`,
    likert: () => chosen.map((each) => 1 + choices.findIndex((point) => point.number === each)).join(),
    performance: () => said("").join(""),
    note: () => "",
  }[kind]().slice(0, FEEDBACK_LIMIT);
};

/** The patterns of what is right: of a typed answer one for each form of it. */
const patterns = (activity: ActivityData): [string, string][] =>
  keysOf(activity).map((key, index) => [`correct_responses.${index}.pattern`, feedback(activity, key)]);

/** One interaction's fields after its `id`, in the order in which they must be set (`type` first). `wrong` also
 *  where the answer is partly right: every checker takes the word, and the answer itself stands beside it. */
export const interaction = (answer: Recorded): [string, string][] => {
  const { activity } = answer;
  const fields: [string, string][] = [
    ["type", activity.kind],
    ["time", time(answer.at)],
    ...patterns(activity),
    ["weighting", String(activity.points)],
    ["student_response", feedback(activity, answer.response)],
    ["result", answer.result.replace(/partial|incorrect/, "wrong")],
    ["latency", timespan(answer.latency)],
  ];
  return fields.filter(([, value]) => value !== "");
};

export type Status = "incomplete" | "completed" | "passed" | "failed";

/** The table of TRACKING.md: lesson_status of a snapshot. */
export const status = (snapshot: Snapshot, { assessment, report }: CourseData["completion"]): Status => {
  const outcome = assessment === null ? "passed" : snapshot.outcome;
  if (outcome === "failed") return "failed";
  if (!snapshot.pagesDone || outcome !== "passed") return "incomplete";
  return assessment === null ? "completed" : report;
};

const TERMINAL: Record<string, "passed" | "completed" | "failed"> = { p: "passed", c: "completed", f: "failed" };

/** What an LMS calls a status, by its first letter: AICC systems say `P`, `Completed` or `i` (AICCShim). */
export const terminal = (value: string): "passed" | "completed" | "failed" | null =>
  TERMINAL[value.trim().charAt(0).toLowerCase()] ?? null;
