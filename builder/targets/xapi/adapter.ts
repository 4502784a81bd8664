// Snapshots of the learner's progress -> statements and one state document in a Learning Record Store.
//
// Statements wait in an outbox until the LRS has them; what may be said only once (passed, failed, completed) has
// an id made of attempt and event, so that saying it again changes nothing.

import type { CourseData, Launch, Lms, PageData, Recorded, Snapshot } from "../../../templates/player/types";
import { type Address, identity, parse } from "./launch";
import { Lrs } from "./lrs";
import { Outbox, type Statement } from "./outbox";
import { type Parts, type Verb, Writer } from "./statements";
import { digest, named, random } from "./uuid";

const TRIES = 3;       // to read the state at launch
const PAUSE = 1000;    // ms between them

/** The state document. `told`: what was said once and for all, and arrived. `attempt` stands for a registration
 *  where the launch had none; it lives as long as the document. */
interface Kept { state: string; location: string; told: Verb[]; score: number | null; percent: number; attempt: string }

const nothing: Launch = {
  tracked: false, learner: null, name: null, state: "", location: "", terminal: false, outcome: "unknown",
  score: null, mode: "normal", why: "",
};

const understood = (text: string): Partial<Kept> => {
  try {
    return Object(JSON.parse(text)) as Partial<Kept>;
  } catch {
    return {};
  }
};

class Xapi implements Lms {
  private address!: Address;
  private outbox!: Outbox;
  private lrs: Lrs | null = null;
  private writer!: Writer;
  private kept: Kept = { state: "", location: "", told: [], score: null, percent: 0, attempt: "" };
  private stored = "";                  // the document as the LRS has it
  private saying = new Set<Verb>();     // said in this session, not known to have arrived
  private viewed = new Set<number>();
  private work: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(private parts: Parts, private course: CourseData) {}

  async start(): Promise<Launch> {
    const address = parse(window.location.search);
    if (!address) return { ...nothing, why: "no-endpoint" };
    const who = { learner: identity(address.actor), name: address.actor.name ?? null };
    const key = [address.endpoint, who.learner, address.registration ?? ""].join(" ");
    const outbox = new Outbox(`coursewright:outbox:${digest(key)}`);
    const lrs = new Lrs(address, address.activity ?? this.parts.root.id, outbox);
    const text = await this.read(lrs);
    // Not to know what the LRS has is no reason to write over it.
    if (text === null) return { ...nothing, ...who, why: "refused" };
    Object.assign(this, { address, outbox, lrs });
    const found = understood(text);
    this.stored = text;
    this.kept = {
      state: String(found.state ?? ""), location: String(found.location ?? ""),
      told: Array.isArray(found.told) ? found.told : [], score: typeof found.score === "number" ? found.score : null,
      percent: Number(found.percent) || 0,
      attempt: address.registration ?? (found.attempt || random()),
    };
    this.writer = new Writer(this.parts, address, this.kept.attempt);
    outbox.add(this.writer.course(random(), "initialized"));
    this.work = lrs.deliver();
    return { ...nothing, ...who, ...this.before(), tracked: true };
  }

  save(snapshot: Snapshot): Promise<boolean> {
    if (!this.lrs) return Promise.resolve(false);
    this.stopped = false;   // back from the browser's page cache
    this.due(snapshot);
    const saved = this.work.then(() => this.send(snapshot));
    this.work = saved;
    return saved;
  }

  finish(snapshot: Snapshot): Promise<boolean> {
    return this.save(snapshot);
  }

  record(answer: Recorded): void {
    if (this.lrs && answer.activity.kind !== "note") this.put(this.writer.answered(random(), answer));
  }

  /** Once a session: reading a page again is no news. */
  seen(page: PageData): void {
    if (!this.lrs || this.viewed.has(page.number)) return;
    this.viewed.add(page.number);
    this.put(this.writer.experienced(random(), page));
  }

  /** True if all but the closing statement was with the LRS already: of that one nothing can be known here. */
  stop(snapshot: Snapshot): boolean {
    if (!this.lrs || this.stopped) return false;
    this.stopped = true;
    this.due(snapshot);
    const document = this.document(snapshot);
    const clean = !this.outbox.all().length && document === this.stored;
    const over = [...this.kept.told, ...this.saying].some((verb) => verb === "completed" || verb === "failed");
    this.put(this.writer.outcome(random(), over ? "terminated" : "suspended", snapshot, false));
    this.lrs.depart(document);
    return clean;
  }

  private async read(lrs: Lrs): Promise<string | null> {
    for (let attempt = 1; ; attempt += 1) {
      const { status, text } = await lrs.read();
      if (status === 200) return text;
      if (status === 404 || status === 204) return "";
      if (attempt === TRIES || status === 400 || status === 401 || status === 403) return null;
      await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
    }
  }

  /** What earlier sessions came to. */
  private before(): Partial<Launch> {
    const { told, state, location, score } = this.kept;
    const completed = told.includes("completed");
    const passed = told.includes("passed");
    const outcome = !passed && told.includes("failed") ? "failed"
      : !completed ? "unknown" : passed ? "passed" : "completed";
    return { state, location, score, outcome, terminal: outcome !== "unknown" };
  }

  /** What is to be said now: the table of TRACKING.md. */
  private due(snapshot: Snapshot): void {
    const assessed = this.course.completion.assessment !== null;
    const outcome = assessed ? snapshot.outcome : "unknown";
    const over = snapshot.pagesDone && (!assessed || outcome !== "unknown");
    if (outcome === "passed") this.once("passed", snapshot);
    if (outcome === "failed" && !this.said("passed")) this.once("failed", snapshot);
    if (over) this.once("completed", snapshot);
    const percent = Math.floor(Math.min(1, Math.max(0, snapshot.progress)) * 100);
    if (!this.said("completed") && percent > this.kept.percent) {
      this.kept.percent = percent;
      this.put(this.writer.progressed(random(), percent));
    }
  }

  private once(verb: Verb, snapshot: Snapshot): void {
    if (this.said(verb)) return;
    this.saying.add(verb);
    const event = [this.writer.root.id, verb, identity(this.address.actor)].join(" ");
    this.put(this.writer.outcome(named(this.kept.attempt, event), verb, snapshot, this.course.completion.assessment !== null));
  }

  private said(verb: Verb): boolean {
    return this.saying.has(verb) || this.kept.told.includes(verb);
  }

  private put(statement: Statement | null): void {
    if (statement) this.outbox.add(statement);
  }

  /** The document first says what arrived after it arrived: a lost outbox is then said again. */
  private async send(snapshot: Snapshot): Promise<boolean> {
    const saying = [...this.saying];
    const [delivered, kept] = await Promise.all([this.lrs!.deliver(), this.keep(snapshot)]);
    if (!delivered || !saying.length) return delivered && kept;
    this.kept.told = [...new Set([...this.kept.told, ...saying])];
    saying.forEach((verb) => this.saying.delete(verb));
    return this.keep(snapshot);
  }

  private async keep(snapshot: Snapshot): Promise<boolean> {
    const document = this.document(snapshot);
    if (document !== this.stored && (await this.lrs!.keep(document))) this.stored = document;
    return document === this.stored;
  }

  private document(snapshot: Snapshot): string {
    const { score } = snapshot;
    if (score !== null) this.kept.score = Math.max(score, this.kept.score ?? 0);
    Object.assign(this.kept, { state: snapshot.state, location: snapshot.location });
    return JSON.stringify(this.kept);
  }
}

export function connect(target: unknown, course: CourseData): Lms {
  return new Xapi(target as Parts, course);
}
