// The parts made at build time (statements.py) and what just happened -> statements of xAPI 1.0.3.

import type { PageData, Recorded, Response, ActivityData, Snapshot } from "../../../templates/player/types";
import type { Address } from "./launch";
import type { Statement } from "./outbox";

export type Verb =
  "initialized" | "experienced" | "answered" | "progressed" | "passed" | "failed" | "completed" | "suspended" | "terminated";

export interface Thing { id: string; objectType: string; definition: Record<string, unknown> }

/** What `data(site)` gives: see statements.py. */
export interface Parts {
  verbs: Record<Verb, unknown>; course: string; root: Thing;
  pages: Record<string, Thing>; activities: Record<string, Thing>;
  language: string; revision: string;
}

const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";

/** ISO 8601, hundredths of a second at most (Data 4.4). */
export const duration = (seconds: number): string => `PT${Math.round(Math.max(0, seconds) * 100) / 100}S`;

/** `a[,]c`, `true`, `x[.]1[,]y[.]2` (Data, appendix C). */
export const response = (activity: ActivityData, { chosen, pairs }: Response): string => {
  if (activity.kind === "true-false") return String(chosen[0] === 1);
  const name = (options: { number: number; id: string }[], number: number): string =>
    options.find((each) => each.number === number)?.id ?? String(number);
  return activity.kind === "choice"
    ? [...chosen].sort((a, b) => a - b).map((each) => name(activity.choices, each)).join("[,]")
    : [...pairs].sort(([a], [b]) => a - b)
      .map(([item, group]) => `${name(activity.choices, item)}[.]${name(activity.targets, group)}`).join("[,]");
};

/** Points out of 100, with the fraction that xAPI wants (Data 2.4.5.1). */
const score = (value: number | null): object => (value === null ? {}
  : { score: { scaled: Math.round(value * 100) / 10000, raw: value, min: 0, max: 100 } });

export class Writer {
  readonly root: Thing;

  constructor(private parts: Parts, private address: Address, private attempt: string) {
    this.root = { ...parts.root, id: address.activity ?? parts.root.id };
  }

  /** Something about the course as a whole. */
  course(id: string, verb: Verb, result?: object): Statement {
    return this.make(id, verb, this.root, [], result);
  }

  progressed(id: string, percent: number): Statement {
    return this.course(id, "progressed", { extensions: { [PROGRESS]: percent } });
  }

  /** passed, failed, completed and the end of a session: what came of it, and the time it took. */
  outcome(id: string, verb: Verb, snapshot: Snapshot, assessed: boolean): Statement {
    const decided = assessed && snapshot.outcome !== "unknown";
    return this.course(id, verb, {
      ...(verb === "completed" ? { completion: true } : {}),
      ...(decided ? { success: snapshot.outcome === "passed", ...score(snapshot.score) } : {}),
      duration: duration(snapshot.seconds),
    });
  }

  experienced(id: string, page: PageData): Statement | null {
    const thing = this.parts.pages[page.number];
    return thing ? this.make(id, "experienced", thing, [this.root.id]) : null;
  }

  /** An answer, at the time when it was given. An assessed one brings its key: the page does not show it before. */
  answered(id: string, answer: Recorded): Statement | null {
    const { activity } = answer;
    const thing = this.parts.activities[activity.number];
    if (!thing) return null;
    const key = response(activity, { chosen: activity.correct, pairs: activity.pairs });
    const known = activity.correct.length || activity.pairs.length ? { correctResponsesPattern: [key] } : {};
    const page = this.parts.pages[activity.page];
    return {
      ...this.make(id, "answered", { ...thing, definition: { ...thing.definition, ...known } }, page ? [page.id] : [], {
        response: response(activity, answer.response),
        success: answer.result === "correct",
        score: { scaled: Math.round(answer.score * 10000) / 10000 },
        duration: duration(answer.latency),
      }),
      timestamp: answer.at.toISOString(),
    };
  }

  private make(id: string, verb: Verb, object: Thing, parents: string[], result?: object): Statement {
    const { actor, grouping, platform } = this.address;
    const groups = [this.root.id, this.parts.course, grouping].filter((each) => each && each !== object.id);
    const activities = (ids: (string | null)[]): object[] =>
      [...new Set(ids)].map((each) => ({ objectType: "Activity", id: each }));
    return {
      id, actor, verb: this.parts.verbs[verb], object,
      ...(result ? { result } : {}),
      context: {
        registration: this.attempt,
        language: this.parts.language,
        revision: this.parts.revision,
        ...(platform ? { platform } : {}),
        contextActivities: {
          ...(parents.length ? { parent: activities(parents) } : {}),
          ...(groups.length ? { grouping: activities(groups) } : {}),
        },
      },
      timestamp: new Date().toISOString(),
    };
  }
}
