// Changes -> saves: one at a time, again after a failure, the session ended once (TRACKING, "While it runs").

import type { Lms, Snapshot } from "./types";

/** `kept`: nothing to send to, this browser has it. */
export type Saving = "busy" | "saved" | "kept" | "failed";

const AGAIN = [5_000, 15_000, 60_000];
const QUIET = 5 * 60_000; // the learner counts as active for so long after a key or a touch
const SLOW = 4_500; // a call that hangs is told of before 5 s are over (PLAYER 11)

/** What there is to send. `status`: the terminal status as one word, "" while the course is under way. */
export interface Due { now: Snapshot; status: string }

export class Session {
  tracked = false;
  /** Everything is with the LMS: only then is "sent" said. */
  sent = false;
  /** True from a failure until the next success. */
  failing = false;
  seconds = 0;
  private running = false;
  private stopped = false;
  private flight: Promise<boolean> | null = null;
  private again = false;
  private failures = 0;
  private retry = 0;
  private reported = "";
  private active = Date.now();

  constructor(
    private readonly lms: Lms,
    private readonly snapshot: (seconds: number) => Due,
    private readonly heard: (saving: Saving) => void,
    private readonly confirmed: (sent: Snapshot) => void,
  ) {}

  /** From now on changes are sent. `reported` is what the LMS already has as its status. */
  run(tracked: boolean, reported: string): void {
    this.tracked = tracked;
    this.reported = reported;
    this.running = true;
    for (const sign of ["pointerdown", "keydown", "scroll", "touchstart"])
      addEventListener(sign, () => (this.active = Date.now()), { passive: true, capture: true });
    setInterval(() => {
      if (!document.hidden && this.awake()) this.seconds += 1;
    }, 1000);
    setInterval(() => {
      if (this.awake()) void this.send();
    }, QUIET);
    addEventListener("online", () => this.failing && void this.send());
    document.addEventListener("visibilitychange", () => document.hidden && void this.send());
    addEventListener("pagehide", () => this.stop());
    // A page taken back from the browser's memory has ended its session: it begins anew (TRACKING).
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  /** Sends what there is now. While a save is under way the next one waits, and only the newest. */
  send(): Promise<boolean> {
    if (!this.running || this.stopped) return Promise.resolve(false);
    if (!this.tracked) {
      this.heard("kept");
      return Promise.resolve(true);
    }
    this.sent = false;
    if (this.flight) {
      this.again = true;
      return this.flight;
    }
    clearTimeout(this.retry);
    this.heard("busy");
    this.flight = this.attempt().finally(() => (this.flight = null));
    return this.flight;
  }

  /** Saves and ends the session. False: not everything could be sent, and the session goes on trying. */
  async end(): Promise<boolean> {
    await this.send();
    if (this.tracked && !this.sent) return false;
    this.stop();
    return true;
  }

  private async attempt(): Promise<boolean> {
    let good: boolean;
    do {
      this.again = false;
      good = await this.write();
    } while (good && this.again && !this.stopped);
    if (this.stopped) return good;
    this.failures = good ? 0 : this.failures + 1;
    this.sent = good;
    if (good) {
      this.heard("saved");
      this.failing = false;
    } else {
      this.fail();
      const wait = AGAIN[Math.min(this.failures, AGAIN.length) - 1];
      this.retry = window.setTimeout(() => void this.send(), wait);
    }
    return good;
  }

  private async write(): Promise<boolean> {
    const { now, status } = this.snapshot(this.seconds);
    const slow = window.setTimeout(() => this.fail(), SLOW);
    const good = await (status && status !== this.reported ? this.lms.finish(now) : this.lms.save(now)).catch(() => false);
    clearTimeout(slow);
    if (good) {
      this.reported = status;
      this.confirmed(now);
    }
    return good;
  }

  private fail(): void {
    this.failing = true;
    this.heard("failed");
  }

  private stop(): void {
    if (this.stopped || !this.running) return;
    this.stopped = true;
    clearTimeout(this.retry);
    this.lms.stop(this.snapshot(this.seconds).now);
  }

  private awake(): boolean {
    return Date.now() - this.active < QUIET;
  }
}
