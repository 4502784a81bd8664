// A launch and this browser's journal -> the course, the learner's state and its one writer.
//
// A page holds one course. Its parts import what they share from here and see it as it is now.

import { announce } from "./announce";
import { decode, encode } from "./codec";
import { byId, one } from "./elements";
import { open } from "./journal";
import type { Journal, Told } from "./journal";
import { numbered } from "./marking";
import { reconcile } from "./merge";
import { send } from "./session";
import type { Due } from "./session";
import { draw } from "./shell";
import { addTime, begun, blank, fresh, goTo, reach } from "./state";
import type { State } from "./state";
import { settle, status } from "./status";
import type { Status } from "./status";
import type { ActivityData, CourseData, Launch, Lms, ModuleData, PageData, Snapshot } from "./types";
import { t } from "./words";

export type Connect = (target: unknown, course: CourseData) => Lms;

const REST = 10_000; // a note is sent when the learner has not typed for so long

export let course: CourseData;
export let lms: Lms;
export let launch: Launch = {
  tracked: false, learner: null, name: null, state: "", location: "", terminal: false, outcome: "unknown",
  score: null, mode: "normal", why: "refused",
};
export let journal: Journal;
export let state: State = blank();
/** Where the learner stands: the state's own status. */
export let standing: Status;
/** The numbers of the notes that found no room in the learning system. */
export let crowded: readonly number[] = [];
let told: Told | null;
let counted = 0;
let resting = 0;

// ------------------------------------------------------------------ the beginning

/** Reads the course in the page. */
export function adopt(connect: Connect): void {
  course = JSON.parse(byId("course-data")!.textContent!) as CourseData;
  lms = connect(course.target, course);
}

/** Opens the session and works out what the learner has done. True: the learner must be asked first. */
export async function begin(): Promise<boolean> {
  launch = await lms.start().catch(() => launch);
  journal = open(course, launch.learner);
  ({ state, told } = journal.read());
  if (!launch.tracked) return false;
  const now = Date.now();
  const { state: sent, damage } = decode(launch.state, course);
  // A newer player wrote it: this one must not write over what it cannot read.
  if (damage === "newer") launch = { ...launch, tracked: false };
  let ask = false;
  if (damage === "none" || damage === "tail")
    ({ state, ask } = reconcile(launch.state ? sent : null, state, !!told, now));
  // Asked for only where it is needed: every question to the LMS counts at launch (PAINS 21).
  const last = !state.bookmark && !ask && course.pages.find((each) => each.id === launch.location);
  if (last) state = goTo(state, last.number, now);
  // What the LMS holds as final is the least that will ever be told it again (TRACKING.md).
  if (launch.terminal) state = reach(state, launch.outcome === "unknown" ? "completed" : launch.outcome, now);
  return ask && !launch.terminal && begun(state);
}

/** The learner began a new round of training. */
export function afresh(): void {
  state = fresh(state, Date.now());
}

// ------------------------------------------------------------------ the one writer

/** Takes the next state: the only way in which anything changes. `quiet`: a note's letters; kept in this browser at
 *  once, sent when the learner rests. */
export function change(next: State, quiet = false): void {
  state = settle(next, course, Date.now());
  write(true);
  standing = status(state, course);
  draw();
  clearTimeout(resting);
  if (!quiet) void send();
  else if (state.place === "lms") resting = window.setTimeout(() => void send(), REST);
}

/** Nobody is known by name, but this computer is the learner's own. */
export function keep(): void {
  journal.keep(true);
  write(launch.tracked);
}

function write(pending: boolean): void {
  state = journal.write({ state, told, pending });
}

/** What there is to send now, after so many seconds of this session. */
export function due(seconds: number): Due {
  state = addTime(state, seconds - counted);
  counted = seconds;
  const { text, droppedNotes } = encode(state, course);
  // Told once, when it begins to be so (PLAYER 30).
  if (droppedNotes.length && !crowded.length) announce(t("notes.room"));
  crowded = droppedNotes;
  const { pagesDone, outcome, score, progress, complete } = status(state, course);
  const now = {
    state: text, location: pageOf(state.bookmark)?.id ?? "", pagesDone, outcome, progress, seconds,
    score: launch.score === null ? score : Math.max(score ?? 0, launch.score),
  };
  return { now, status: complete ? `${outcome} ${pagesDone}` : "" };
}

/** The LMS has taken it. */
export function confirm({ state: text, pagesDone, outcome, score }: Snapshot): void {
  told = { state: text, pagesDone, outcome, score, at: Date.now() };
  write(false);
}

// ------------------------------------------------------------------ what is where

export const pageOf = (number: number | string | undefined): PageData | undefined => numbered(course.pages, Number(number));
export const moduleOf = (number: number | string | undefined): ModuleData | undefined => numbered(course.modules, Number(number));
export const activityOf = (number: number | string | undefined): ActivityData | undefined => numbered(course.activities, Number(number));
export const testPage = (module: number): string => `course--test-${module}`;

export const countDone = (): number => course.pages.filter((each) => state.done.has(each.number)).length;

/** Pages that are done by handing in the test: those up to its last question. */
export function ofTest(page: number): boolean {
  const module = moduleOf(pageOf(page)?.module);
  const asks = (each: number): boolean => course.activities.some((other) => other.assessed && other.page === each);
  const rest = module?.pages.slice(module.pages.indexOf(page)) ?? [];
  return !!module?.assessment && (rest.some(asks) || !module.pages.some(asks));
}

/** Who keeps the notes. Where the author or the target leaves no choice, it is this browser. */
export const choosable = (): boolean => course.reflections === "learner" && launch.tracked;

/** The element id of an activity, to link to. */
export const placeOf = (activity: number): string => one(`[data-activity="${activity}"]`)?.id ?? "main";
