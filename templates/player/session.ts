// Changes -> saves: one at a time, again after a failure, the session ended once (TRACKING, "While it runs").

import { heard } from "./bar";
import { on } from "./elements";
import { confirm, due, follow, launch, lms } from "./player";
import type { Snapshot } from "./types";

const AGAIN = [5_000, 15_000, 60_000];
const QUIET = 5 * 60_000; // the learner counts as active for so long after a key or a touch
const SLOW = 4_500; // a call that hangs is told of before 5 s are over (PLAYER 11)

/** What there is to send. `status`: the terminal status as one word, "" while the course is under way. */
export interface Due { now: Snapshot; status: string }

/** Everything is with the LMS: only then is "sent" said. */
export let sent = false;
let running = false;
let failing = false;
let again = false;
let failures = 0;
let retry = 0;
let seconds = 0;
let reported = "";
let active = Date.now();
let flight: Promise<boolean> | null = null;

/** From now on changes are sent. */
export function run(): void {
  // What is final in the LMS is not reported to it again; a pass after a failure is news.
  const { status } = due(0);
  if (launch.terminal && (launch.outcome === "failed") === status.startsWith("failed")) reported = status;
  running = true;
  const awake = (): boolean => Date.now() - active < QUIET;
  for (const sign of ["pointerdown", "keydown", "scroll", "touchstart"])
    on(window, sign, () => (active = Date.now()), true);
  setInterval(() => {
    if (!document.hidden && awake()) seconds += 1;
  }, 1000);
  setInterval(() => awake() && void send(), QUIET);
  on(window, "online", () => failing && void send());
  on(window, "storage", follow);
  on(document, "visibilitychange", () => document.hidden && void send());
  on(window, "pagehide", stop);
  // A page taken back from the browser's memory has ended its session: it begins anew (TRACKING).
  on(window, "pageshow", (event) => (event as PageTransitionEvent).persisted && location.reload());
}

/** Sends what there is now. While a save is under way the next one waits, and only the newest. */
export async function send(): Promise<boolean> {
  if (!running) return false;
  if (!launch.tracked) {
    heard("kept");
    return true;
  }
  sent = false;
  again = true;
  clearTimeout(retry);
  if (!flight) heard("busy");
  return (flight ??= deliver().finally(() => (flight = null)));
}

/** Saves and ends the session. False: not everything could be sent, and the session goes on trying. */
export async function end(): Promise<boolean> {
  await send();
  const good = !launch.tracked || sent;
  if (good) stop();
  return good;
}

async function deliver(): Promise<boolean> {
  let good = true;
  while (good && again && running) {
    again = false;
    good = await write();
  }
  if (!running) return good;
  sent = good;
  failures = good ? 0 : failures + 1;
  if (!good) retry = setTimeout(() => void send(), AGAIN[failures - 1] ?? AGAIN[2]);
  say(good);
  return good;
}

async function write(): Promise<boolean> {
  const { now, status } = due(seconds);
  const slow = setTimeout(() => say(false), SLOW);
  const good = await (status && status !== reported ? lms.finish(now) : lms.save(now)).catch(() => false);
  clearTimeout(slow);
  if (good) {
    reported = status;
    confirm();
  }
  return good;
}

function say(good: boolean): void {
  failing = !good;
  heard(good ? "saved" : "failed");
}

function stop(): void {
  if (!running) return;
  running = false;
  clearTimeout(retry);
  lms.stop(launch.tracked ? due(seconds).now : null);
}
