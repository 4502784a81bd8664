// Snapshots of the learner's progress -> calls to the SCORM 1.2 run-time API.
//
// Written for the LMSs of lms-and-uk.md: little is read at launch (eight calls until the first commit is through),
// only what changed is written, an optional element that was refused is not tried again, nothing waits for the end.

import type { CourseData, Launch, Lms, Recorded, Snapshot } from "../../../templates/player/types";
import { type Api, find } from "./discovery";
import * as format from "./formats";

const CORE = "cmi.core.";
const STATUS = CORE + "lesson_status";
const STATE = "cmi.suspend_data";
const EXIT = CORE + "exit";
const SCORE = CORE + "score.";
const INTERACTIONS = "cmi.interactions.";

// Invalid argument, not implemented, keyword, read or write only, wrong type (RTE 3.3.5): this LMS will not take this
// element.
const REFUSALS = /^(20[123]|40[1-5])$/;
const RANK = { incomplete: 0, failed: 1, completed: 2, passed: 2 };
const THROWN = "thrown";

/** What became of a value: `refused` is borne, `failed` is tried again with the next save. */
type Fate = "taken" | "refused" | "failed";

const taken = (answer: string): boolean => /^(true|1)$/i.test(answer);

export function connect(target: unknown, course: CourseData): Lms {
  const names = (target as { interactions: Record<string, string> }).interactions;
  let api: Api | null = null;
  let open = false;          // between LMSInitialize and LMSFinish
  let silent = false;        // review and browse: nothing is written (RTE 3.4.4, cmi.core.lesson_mode)
  let next: number | undefined;   // index of the next interaction; below 0: this LMS takes none
  let queue: Recorded[] = [];
  const sent: Record<string, string> = {};
  const known: Record<string, string> = {};
  const refused = new Set<string>();

  /** Strings by the book, booleans and numbers in real life: a string here. */
  function call(name: keyof Api, ...values: string[]): string {
    try {
      return String((api![name] as (...all: string[]) => unknown)(...values) ?? "");
    } catch {
      return THROWN;
    }
  }
  const yes = (name: "LMSInitialize" | "LMSCommit" | "LMSFinish"): boolean => taken(call(name, ""));

  /** A value of the LMS, asked for once. */
  function get(element: string): string {
    if (!open) return "";
    if (!(element in known)) {
      const answer = call("LMSGetValue", element);
      known[element] = answer === THROWN ? "" : answer;
    }
    return known[element]!;
  }

  function put(element: string, value: string): Fate {
    const kind = element.replace(/\.\d+\./, ".n.");
    if (refused.has(kind)) return "refused";
    if (sent[element] === value) return "taken";
    const answer = call("LMSSetValue", element, value);
    if (taken(answer)) {
      sent[element] = value;
      return "taken";
    }
    // Without these two nothing is saved; every other element is optional somewhere.
    if (answer === THROWN || element === STATE || element === STATUS) return "failed";
    const code = call("LMSGetLastError");
    const extra = element.startsWith(INTERACTIONS);
    // One answer of a form that this LMS does not know says nothing of the next: only that one is left out.
    if (REFUSALS.test(code) && !(extra && code === "405")) refused.add(kind);
    // An interaction is an extra: whatever is wrong with one must not hold up the learner's progress.
    else if (code !== "0" && !extra) return "failed";
    return "refused";
  }
  const set = (element: string, value: string): boolean => put(element, value) !== "failed";

  /** At least a second: `0000:00:00.00` counts as no session in the Learning Hub. */
  const time = (seconds: number): boolean => set(CORE + "session_time", format.timespan(Math.max(1, seconds)));

  function best(): number | null {
    const raw = get(SCORE + "raw").trim();
    return raw && !isNaN(+raw) ? +raw : null;
  }

  /** The best score only. min and max where the LMS lists them: Brightspace wants them, ESR refuses them. */
  function score(value: number | null): boolean {
    if (value === null) return true;
    const before = best();
    const text = format.score(value);
    if (before !== null && (value < before || text === format.score(before))) return true;
    if (!set(SCORE + "raw", text)) return false;
    known[SCORE + "raw"] = text;
    const children = get(SCORE + "_children").split(/[ ,]+/);
    const limit = (child: string, of: string): boolean => !children.includes(child) || set(SCORE + child, of);
    const least = limit("min", "0");
    return limit("max", "100") && least;
  }

  /** Answers go where `_count` is a number (ESR and AICCShim return ""), at indexes without a gap (RTE 3.4.4). */
  function interactions(): boolean {
    if (queue.length && next === undefined) {
      const count = get(INTERACTIONS + "_count").trim();
      next = /^\d+$/.test(count) ? +count : -1;
    }
    for (; queue.length && next! >= 0; queue.shift()) {
      const answer = queue[0]!;
      const at = `${INTERACTIONS}${next}.`;
      const id = put(at + "id", names[answer.activity.number] ?? "");
      if (id === "failed") return false;
      if (id === "taken") {
        if (!format.interaction(answer).every(([field, value]) => set(at + field, value))) return false;
        next!++;
      } else if (refused.has(INTERACTIONS + "n.id")) next = -1;
    }
    queue = [];
    return true;
  }

  /** Everything that changed; at the end, in the order of a terminal moment: score, session_time, lesson_status,
   *  exit, commit. The Learning Hub records a status only where the time before it is above zero. */
  function write(snapshot: Snapshot): boolean {
    if (!open || silent) return open;
    const now = format.status(snapshot, course.completion);
    const told = sent[STATUS] as format.Status | undefined;
    const status = told && RANK[told] >= RANK[now] ? told : now;
    const location = snapshot.location.slice(0, format.LOCATION_LIMIT);
    return [
      !location || set(CORE + "lesson_location", location),
      interactions(),
      set(STATE, snapshot.state),
      score(snapshot.score),
      time(snapshot.seconds),
      set(STATUS, status),
      set(EXIT, status === "incomplete" ? "suspend" : ""),
      yes("LMSCommit"),
    ].every(Boolean);
  }

  async function start(): Promise<Launch> {
    api = await find(window);
    open = !!api && yes("LMSInitialize");
    const status = format.terminal(get(STATUS));
    const mode = get(CORE + "lesson_mode").trim().toLowerCase();
    silent = mode === "review" || mode === "browse";
    const state = get(STATE);
    if (state) sent[STATE] = state;
    if (status) {
      sent[STATUS] = status;
      sent[EXIT] = "";   // not set it is "" (RTE 3.4.4), which is what a finished course says
    }
    const learner = get(CORE + "student_id") || null;
    if (open && !status && !silent) {
      set(STATUS, "incomplete");   // Moodle's LMSFinish turns "not attempted" into "completed"
      time(0);
      yes("LMSCommit");
    }
    return {
      tracked: open, state, learner, terminal: !!status, outcome: status ?? "unknown",
      mode: silent ? (mode as "review" | "browse") : "normal", why: open ? "" : api ? "refused" : "no-api",
      // Read when asked for, after the first commit: launch stays below ten calls.
      get name() { return get(CORE + "student_name") || null; },
      get location() { return get(CORE + "lesson_location"); },
      get score() { return best(); },
    };
  }

  return {
    start,
    save: async (snapshot) => write(snapshot),
    finish: async (snapshot) => write(snapshot),
    record: (answer) => void (answer.activity.kind !== "note" && queue.push(answer)),
    seen: () => undefined,   // SCORM 1.2 has no pages
    ended: () => open && call("LMSGetLastError") === "301",   // not initialized, after it was
    stop(snapshot) {
      if (!open) return false;
      const written = !!snapshot && write(snapshot);
      const finished = yes("LMSFinish");
      open = false;
      return written && finished;
    },
  };
}
