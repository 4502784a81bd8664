// The parts made at build time (statements.py) and what just happened -> statements of xAPI 1.0.3.
//
// What is undefined in them is nothing in JSON, as they are kept and sent.

import { inOrder, keysOf, toNumber } from "../../../templates/player/marking";
import type { ActivityData, PageData, Recorded, Response, Snapshot } from "../../../templates/player/types";
import type { Address } from "./launch";
import type { Statement } from "./outbox";
import { random } from "./uuid";

export type Verb =
  "initialized" | "experienced" | "answered" | "progressed" | "passed" | "failed" | "completed" | "suspended" | "terminated";

export interface Thing { id: string; objectType: string; definition: Record<string, unknown> }

/** What `data(site)` gives: see statements.py. */
export interface Parts {
  verbs: Record<Verb, unknown>; course: string; root: Thing;
  pages: Record<string, Thing>; activities: Record<string, Thing>;
  language: string; revision: string;
}

export interface Writer {
  /** Something about the course as a whole. */
  course(verb: Verb): Statement;
  progressed(percent: number): Statement;
  /** passed, failed, completed and the end of a session: what came of it, and the time it took. */
  outcome(verb: Verb, snapshot: Snapshot, assessed: boolean, id?: string): Statement;
  experienced(page: PageData): Statement | null;
  /** An answer, at the time when it was given. */
  answered(answer: Recorded): Statement | null;
}

const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";

/** ISO 8601, hundredths of a second at most (Data 4.4). */
const duration = (seconds: number): string => `PT${Math.round(Math.max(0, seconds) * 100) / 100}S`;
/** A share of 1, four decimals. */
const scaled = (share: number): number => Math.round(share * 10000) / 10000;

/** `a[,]c`, `true`, `x[.]1[,]y[.]2`, the text or the number (Data, appendix C). */
const response = ({ kind, choices, targets }: ActivityData, { chosen, pairs, text }: Response): string => {
  if (kind === "true-false") return String(chosen[0] === 1);
  if (text) return kind === "numeric" ? `${toNumber(text)}` : text;
  const name = (options: { number: number; id: string }[], number: number): string =>
    options.find((each) => each.number === number)?.id ?? String(number);
  const words: [number, string][] = kind === "sequencing" ? inOrder(pairs).map((each, place) => [place, name(choices, each)])
    : pairs.length ? pairs.map(([item, group], step) => [kind === "performance" ? step : item, `${name(choices, item)}[.]${name(targets, group)}`])
      : chosen.map((each) => [each, name(choices, each)]);
  return words.sort(([a], [b]) => a - b).map(([, word]) => word).join("[,]");
};

/** The patterns of what is right. Of a number a range: two of the same where only one is right. */
const patterns = (activity: ActivityData): string[] => keysOf(activity).map((key) => {
  const { kind, margin = 0 } = activity;
  const number = toNumber(key.text ?? "");
  const end = (sign: number): number => +(number + sign * margin).toPrecision(12);
  return kind === "numeric" ? `${end(-1)}[:]${end(1)}` : response(activity, key);
});

export function writerOf(parts: Parts, { actor, activity, grouping, platform }: Address, registration: string): Writer {
  const root = { ...parts.root, id: activity ?? parts.root.id };

  function make(
    verb: Verb, object: Thing, parent: (string | undefined)[], result?: object, at = new Date(), id = random(),
  ): Statement {
    const things = (ids: (string | null | undefined)[]): object[] | undefined => {
      const found = [...new Set(ids)].filter((each) => each && each !== object.id);
      return found.length ? found.map((each) => ({ objectType: "Activity", id: each })) : undefined;
    };
    return {
      id, actor, verb: parts.verbs[verb], object, result,
      context: {
        registration, language: parts.language, revision: parts.revision, platform: platform || undefined,
        contextActivities: { parent: things(parent), grouping: things([root.id, parts.course, grouping]) },
      },
      timestamp: at.toISOString(),
    };
  }

  return {
    course: (verb) => make(verb, root, []),
    progressed: (percent) => make("progressed", root, [], { extensions: { [PROGRESS]: percent } }),
    outcome(verb, { outcome, score, seconds }, assessed, id) {
      const decided = assessed && outcome !== "unknown";
      return make(verb, root, [], {
        completion: verb === "completed" || undefined,
        success: decided ? outcome === "passed" : undefined,
        // Points out of 100, with the fraction that xAPI wants (Data 2.4.5.1).
        score: decided && score !== null ? { scaled: scaled(score / 100), raw: score, min: 0, max: 100 } : undefined,
        duration: duration(seconds),
      }, undefined, id);
    },
    experienced({ number }) {
      const thing = parts.pages[number];
      return thing ? make("experienced", thing, [root.id]) : null;
    },
    answered(answer) {
      const { activity } = answer;
      const thing = parts.activities[activity.number];
      if (!thing) return null;
      const key = patterns(activity);
      const definition = { ...thing.definition, correctResponsesPattern: key.length ? key : undefined };
      const judged = answer.result !== "neutral";
      return make("answered", { ...thing, definition }, [parts.pages[activity.page]?.id], {
        response: response(activity, answer.response),
        success: judged ? answer.result === "correct" : undefined,
        score: judged ? { scaled: scaled(answer.score) } : undefined,
        duration: duration(answer.latency),
      }, answer.at);
    },
  };
}
