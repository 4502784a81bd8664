// Snapshots of the learner's progress -> calls to the SCORM 1.2 run-time API.
//
// Written for the LMSs of lms-and-uk.md: little is read at launch (eight calls until the first commit is through),
// only what changed is written, an optional element that was refused is not tried again, nothing waits for the end.

import type { CourseData, Launch, Lms, Recorded, Snapshot } from "../../../templates/player/types";
import { type Api, find } from "./discovery";
import * as format from "./formats";

const STATUS = "cmi.core.lesson_status";
const STATE = "cmi.suspend_data";
const EXIT = "cmi.core.exit";
const SCORE = "cmi.core.score";
const INTERACTIONS = "cmi.interactions";

// Without these two nothing is saved; every other element is optional somewhere.
const NEEDED = [STATE, STATUS];
// Not implemented, keyword, read only, wrong type (RTE 3.3.5): this LMS will not take this element.
const REFUSALS = ["401", "402", "403", "405"];
const RANK = { incomplete: 0, failed: 1, completed: 2, passed: 2 };
const THROWN = "thrown";

/** What became of a value: `refused` is borne, `failed` is tried again with the next save. */
type Fate = "taken" | "refused" | "failed";

class Scorm12 implements Lms {
  private api: Api | null = null;
  private open = false;      // between LMSInitialize and LMSFinish
  private silent = false;    // review and browse: nothing is written (RTE 3.4.4, cmi.core.lesson_mode)
  private sent: Record<string, string> = {};
  private known: Record<string, string> = {};
  private refused = new Set<string>();
  private queue: Recorded[] = [];
  private next = -1;         // index of the next interaction; below 0: this LMS takes none
  private counted = false;

  constructor(private names: Record<string, string>, private course: CourseData) {}

  async start(): Promise<Launch> {
    this.api = await find(window);
    this.open = !!this.api && this.yes("LMSInitialize", "");
    if (!this.open) return this.launch(this.api ? "refused" : "no-api");
    const status = format.terminal(this.get(STATUS));
    const mode = this.get("cmi.core.lesson_mode").trim().toLowerCase();
    this.silent = mode === "review" || mode === "browse";
    const state = this.get(STATE);
    if (state) this.sent[STATE] = state;
    // An exit that was not set is "" (RTE 3.4.4), which is what a finished course says.
    if (status) Object.assign(this.sent, { [STATUS]: status, [EXIT]: "" });
    const launch = this.launch("", {
      state, learner: this.get("cmi.core.student_id") || null,
      terminal: !!status, outcome: status ?? "unknown",
      mode: this.silent ? (mode as "review" | "browse") : "normal",
    });
    if (!status && !this.silent) {
      this.set(STATUS, "incomplete");   // Moodle's LMSFinish turns "not attempted" into "completed"
      this.time(0);
      this.yes("LMSCommit", "");
    }
    return launch;
  }

  async save(snapshot: Snapshot): Promise<boolean> {
    return this.write(snapshot);
  }

  async finish(snapshot: Snapshot): Promise<boolean> {
    return this.write(snapshot);
  }

  record(answer: Recorded): void {
    if (answer.activity.kind !== "note") this.queue.push(answer);
  }

  seen(): void { /* SCORM 1.2 has no pages */ }

  stop(snapshot: Snapshot): boolean {
    if (!this.open) return false;
    const written = this.write(snapshot);
    const finished = this.yes("LMSFinish", "");
    this.open = false;
    return written && finished;
  }

  /** Everything that changed; at the end, in the order of a terminal moment: score, session_time, lesson_status,
   *  exit, commit. The Learning Hub records a status only where the time before it is above zero. */
  private write(snapshot: Snapshot): boolean {
    if (!this.open || this.silent) return this.open;
    const { assessment, report } = this.course.completion;
    const now = format.status(snapshot, assessment !== null, report);
    const told = this.sent[STATUS] as format.Status | undefined;
    const status = told && RANK[told] >= RANK[now] ? told : now;
    const location = snapshot.location.slice(0, format.LOCATION_LIMIT);
    return [
      !location || this.set("cmi.core.lesson_location", location),
      this.interactions(),
      this.set(STATE, snapshot.state),
      this.score(snapshot.score),
      this.time(snapshot.seconds),
      this.set(STATUS, status),
      this.set(EXIT, format.terminal(status) ? "" : "suspend"),
      this.yes("LMSCommit", ""),
    ].every(Boolean);
  }

  /** The best score only. min and max where the LMS lists them: Brightspace wants them, ESR refuses them. */
  private score(value: number | null): boolean {
    const best = value === null ? null : this.best();
    if (value === null || (best !== null && value < best)) return true;
    const text = format.score(value);
    if (best !== null && text === format.score(best)) return true;
    if (!this.set(`${SCORE}.raw`, text)) return false;
    this.known[`${SCORE}.raw`] = text;
    const children = this.get(`${SCORE}._children`).split(",").map((each) => each.trim());
    return [["min", "0"], ["max", "100"]]
      .map(([child, limit]) => !children.includes(child!) || this.set(`${SCORE}.${child}`, limit!))
      .every(Boolean);
  }

  private best(): number | null {
    const raw = this.get(`${SCORE}.raw`).trim();
    return raw === "" || Number.isNaN(Number(raw)) ? null : Number(raw);
  }

  /** At least a second: `0000:00:00.00` counts as no session in the Learning Hub. */
  private time(seconds: number): boolean {
    return this.set("cmi.core.session_time", format.timespan(Math.max(1, seconds)));
  }

  /** Answers go where `_count` is a number (ESR and AICCShim return ""), at indexes without a gap (RTE 3.4.4). */
  private interactions(): boolean {
    if (this.queue.length && !this.counted) {
      const count = this.get(`${INTERACTIONS}._count`).trim();
      this.next = /^\d+$/.test(count) ? Number(count) : -1;
      this.counted = true;
    }
    while (this.queue.length && this.next >= 0) {
      const answer = this.queue[0]!;
      const at = `${INTERACTIONS}.${this.next}.`;
      const id = this.put(`${at}id`, this.names[answer.activity.number] ?? "");
      const set = ([field, value]: [string, string]): boolean => this.set(at + field, value);
      if (id === "failed" || (id === "taken" && !format.interaction(answer).every(set))) return false;
      if (id === "taken") this.next += 1;
      else if (this.refused.has(`${INTERACTIONS}.n.id`)) this.next = -1;
      this.queue.shift();
    }
    this.queue.length = 0;
    return true;
  }

  private launch(why: Launch["why"], values: Partial<Launch> = {}): Launch {
    const read = (element: string): string => this.get(element);
    const best = (): number | null => this.best();
    return {
      tracked: why === "", learner: null, state: "", terminal: false, outcome: "unknown", mode: "normal", why,
      ...values,
      // Read when asked for, after the first commit: launch stays below ten calls.
      get name() { return read("cmi.core.student_name") || null; },
      get location() { return read("cmi.core.lesson_location"); },
      get score() { return best(); },
    };
  }

  private set(element: string, value: string): boolean {
    return this.put(element, value) !== "failed";
  }

  private put(element: string, value: string): Fate {
    const kind = element.replace(/\.\d+\./, ".n.");
    if (this.refused.has(kind)) return "refused";
    if (this.sent[element] === value) return "taken";
    const answer = this.call("LMSSetValue", element, value);
    if (taken(answer)) {
      this.sent[element] = value;
      return "taken";
    }
    if (answer === THROWN || NEEDED.includes(element)) return "failed";
    const code = this.call("LMSGetLastError");
    if (REFUSALS.includes(code)) this.refused.add(kind);
    // An interaction is an extra: whatever is wrong with one must not hold up the learner's progress.
    else if (code !== "0" && !element.startsWith(INTERACTIONS)) return "failed";
    return "refused";
  }

  /** A value of the LMS, asked for once. */
  private get(element: string): string {
    if (!this.open) return "";
    const known = this.known[element];
    if (known !== undefined) return known;
    const answer = this.call("LMSGetValue", element);
    return (this.known[element] = answer === THROWN ? "" : answer);
  }

  private yes(name: "LMSInitialize" | "LMSCommit" | "LMSFinish", empty: ""): boolean {
    return taken(this.call(name, empty));
  }

  /** Strings by the book, booleans and numbers in real life: a string here. */
  private call(name: keyof Api, ...values: string[]): string {
    try {
      const answer = (this.api as unknown as Record<string, (...all: string[]) => unknown>)[name]!(...values);
      return answer === null || answer === undefined ? "" : String(answer);
    } catch {
      return THROWN;
    }
  }
}

const taken = (answer: string): boolean => /^(true|1)$/i.test(answer);

export function connect(target: unknown, course: CourseData): Lms {
  return new Scorm12((target as { interactions: Record<string, string> }).interactions, course);
}
