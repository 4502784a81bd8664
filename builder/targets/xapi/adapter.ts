// Snapshots of the learner's progress -> statements and one state document in a Learning Record Store.
//
// Statements wait in an outbox until the LRS has them; what may be said only once (passed, failed, completed) has
// an id made of attempt and event, so that saying it again changes nothing.

import { tried } from "../../../templates/player/tried";
import type { CourseData, Launch, Lms, Snapshot } from "../../../templates/player/types";
import { untracked } from "../../../templates/player/untracked";
import { nobody } from "../nobody";
import { identity, parse } from "./launch";
import { type Lrs, lrsAt } from "./lrs";
import { type Outbox, outboxOf } from "./outbox";
import { type Parts, type Verb, type Writer, writerOf } from "./statements";
import { named, random } from "./uuid";

const TRIES = 3;       // to read the state at launch
const PAUSE = 1000;    // ms between them

/** The state document. `told`: what was said once and for all, and arrived. `attempt` stands for a registration
 *  where the launch had none; it lives as long as the document. */
interface Kept { state: string; location: string; told: Verb[]; score: number | null; percent: number; attempt: string }

/** The document as far as it can be understood. */
function keptIn(text: string): Kept {
  // Blank or spoilt: from nothing.
  const { state, location, told, score, percent, attempt } = Object(tried(() => JSON.parse(text))) as Partial<Kept>;
  return {
    state: String(state ?? ""), location: String(location ?? ""), told: Array.isArray(told) ? told : [],
    score: typeof score === "number" ? score : null, percent: Number(percent) || 0, attempt: attempt || random(),
  };
}

/** The state document: "" where there is none yet, null where it cannot be known. */
async function read(lrs: Lrs): Promise<string | null> {
  const begun = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    const { status, text } = await lrs.read();
    if (status === 200) return text;
    if (status === 404 || status === 204) return "";
    // Where nothing answers at all, the learner has waited long enough.
    const late = Date.now() - begun > TRIES * PAUSE;
    if (attempt === TRIES || late || [400, 401, 403].includes(status)) return null;
    await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
  }
}

/** What earlier sessions came to. */
function before({ told, state, location, score }: Kept): Partial<Launch> {
  const passed = told.includes("passed");
  const outcome = told.includes("failed") && !passed ? "failed"
    : !told.includes("completed") ? "unknown" : passed ? "passed" : "completed";
  return { state, location, score, outcome, terminal: outcome !== "unknown" };
}

/** What an open session needs. `stored`: the document as the LRS has it. `who`: one string for the learner. */
interface Line { kept: Kept; stored: string; outbox: Outbox; lrs: Lrs; writer: Writer; root: string; who: string }

/** A session that an LRS answers to. */
function session({ kept, stored, outbox, lrs, writer, root, who }: Line, course: CourseData): Omit<Lms, "start"> {
  const assessed = course.completion.assessment !== null;
  const saying = new Set<Verb>();       // said in this session, not known to have arrived
  const viewed = new Set<number>();
  let stopped = false;
  outbox.add(writer.course("initialized"));
  let work: Promise<unknown> = lrs.deliver();

  const said = (verb: Verb): boolean => saying.has(verb) || kept.told.includes(verb);

  function once(verb: Verb, snapshot: Snapshot): void {
    if (said(verb)) return;
    saying.add(verb);
    outbox.add(writer.outcome(verb, snapshot, assessed, named(kept.attempt, [root, verb, who].join(" "))));
  }

  /** What is to be said now: the table of TRACKING.md. */
  function due(snapshot: Snapshot): void {
    const outcome = assessed ? snapshot.outcome : "unknown";
    if (outcome === "passed") once("passed", snapshot);
    if (outcome === "failed" && !said("passed")) once("failed", snapshot);
    if (snapshot.pagesDone && (!assessed || outcome !== "unknown")) once("completed", snapshot);
    const percent = Math.floor(Math.min(1, Math.max(0, snapshot.progress)) * 100);
    if (!said("completed") && percent > kept.percent) {
      kept.percent = percent;
      outbox.add(writer.progressed(percent));
    }
  }

  function document({ state, location, score }: Snapshot): string {
    if (score !== null) kept.score = Math.max(score, kept.score ?? 0);
    return JSON.stringify(Object.assign(kept, { state, location }));
  }

  async function keep(snapshot: Snapshot): Promise<boolean> {
    const text = document(snapshot);
    if (text !== stored && (await lrs.keep(text))) stored = text;
    return text === stored;
  }

  /** The document first says what arrived after it arrived: a lost outbox is then said again. */
  async function send(snapshot: Snapshot): Promise<boolean> {
    const now = [...saying];
    const [delivered, good] = await Promise.all([lrs.deliver(), keep(snapshot)]);
    if (!delivered || !now.length) return delivered && good;
    kept.told = [...new Set([...kept.told, ...now])];
    now.forEach((verb) => saying.delete(verb));
    return keep(snapshot);
  }

  function save(snapshot: Snapshot): Promise<boolean> {
    stopped = false;   // back from the browser's page cache
    due(snapshot);
    const saved = work.then(() => send(snapshot));
    work = saved;
    return saved;
  }

  return {
    save, finish: save,
    record(answer) {
      const statement = answer.activity.kind === "note" ? null : writer.answered(answer);
      if (statement) outbox.add(statement);
    },
    // Once a session: reading a page again is no news.
    seen(page) {
      const statement = viewed.has(page.number) ? null : writer.experienced(page);
      viewed.add(page.number);
      if (statement) outbox.add(statement);
    },
    // True if all but the closing statement was with the LRS already: of that one nothing can be known here.
    stop(snapshot) {
      if (stopped || !snapshot) return false;
      stopped = true;
      due(snapshot);
      const text = document(snapshot);
      const clean = !outbox.all().length && text === stored;
      const over = said("completed") || said("failed");
      outbox.add(writer.outcome(over ? "terminated" : "suspended", snapshot, false));
      lrs.depart(text);
      return clean;
    },
  };
}

export function connect(target: unknown, course: CourseData): Lms {
  const parts = target as Parts;
  const lms = nobody("refused");

  lms.start = async () => {
    const address = parse(window.location.search);
    if (!address) return untracked("no-endpoint");
    const { actor, endpoint, registration, activity } = address;
    const who = identity(actor);
    const learner = { learner: who, name: actor.name ?? null };
    const root = activity ?? parts.root.id;
    const outbox = outboxOf(["coursewright:outbox", endpoint, who, registration ?? ""].join(" "));
    const lrs = lrsAt(address, root, outbox);
    const stored = await read(lrs);
    const kept = keptIn(stored ?? "");
    if (registration) kept.attempt = registration;
    const writer = writerOf(parts, address, kept.attempt);
    const open = session({ kept, stored: stored ?? "", outbox, lrs, writer, root, who }, course);
    // Not to know what the LRS has is no reason to write over it. What is answered and read waits for the next launch.
    if (stored === null) {
      Object.assign(lms, { record: open.record, seen: open.seen });
      return { ...untracked("refused"), ...learner };
    }
    Object.assign(lms, open);
    return { ...untracked(""), ...learner, ...before(kept), tracked: true };
  };
  return lms;
}
