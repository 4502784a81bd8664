// A launch and this browser's journal -> the course, the learner's state and its one writer.
//
// A page holds one course. Its parts import what they share from here and see it as it is now.

import { announce } from "./announce";
import { decode, encode } from "./codec";
import { all, byId, one } from "./elements";
import { refresh } from "./host";
import { open } from "./journal";
import type { Journal } from "./journal";
import { numbered } from "./marking";
import { reconcile } from "./merge";
import { send } from "./session";
import type { Due } from "./session";
import { draw } from "./shell";
import { addTime, begun, blank, fresh, goTo, reach } from "./state";
import type { State } from "./state";
import { asked, settle, status } from "./status";
import type { Status } from "./status";
import { tried } from "./tried";
import type { ActivityData, CourseData, Launch, Lms, ModuleData, PageData } from "./types";
import { untracked } from "./untracked";
import { t } from "./words";

export type Connect = (target: unknown, course: CourseData) => Lms;

const REST = 10_000; // a note is sent when the learner has not typed for so long

export let course: CourseData;
export let lms: Lms;
export let launch: Launch = untracked("refused");
export let journal: Journal;
export let state: State = blank();
/** Where the learner stands: the state's own status. */
export let standing: Status;
/** The numbers of the notes that found no room in the learning system. */
export let crowded: readonly number[] = [];
let told = 0;
let counted = 0;
let resting = 0;

// ------------------------------------------------------------------ the beginning

/** Reads the course in the page. */
export function adopt(connect: Connect): void {
  course = JSON.parse(byId("course-data")!.textContent!) as CourseData;
  // Of an exercise the page says it all: the case and the question.
  for (const each of course.activities)
    each.title ??= all(".label ~ :not([class], form), :not(.sure) > legend", one(`[data-activity="${each.number}"]`)!)
      .map(({ textContent }) => textContent).join(" ");
  lms = connect(course.target, course);
}

/** Opens the session and works out what the learner has done. True: the learner must be asked first. */
export async function begin(): Promise<boolean> {
  launch = await lms.start().catch(() => launch);
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  // A reload has ended the session, and this LMS does not open another: what is done now still belongs to the learner.
  const ended = launch.why === "refused" && entry && entry.type !== "navigate";
  const learner = sitter(launch.learner, ended);
  if (ended) launch = { ...launch, learner, why: "ended" };
  journal = open(course, learner);
  ({ state, told } = journal.read());
  if (!launch.tracked) return false;
  const now = Date.now();
  const { state: sent, damage } = decode(launch.state, course);
  let ask = false;
  if (damage === "none" || damage === "tail")
    ({ state, ask } = reconcile(launch.state ? sent : null, state, !!told, now));
  // Asked for only where it is needed: every question to the LMS counts at launch (PAINS 21).
  const last = !state.bookmark && !ask && course.pages.find((each) => each.id === launch.location);
  if (last) state = goTo(state, last.number, now);
  // What the LMS holds as final is the least that will ever be told it again (TRACKING.md).
  if (launch.terminal) state = reach(state, launch.outcome === "unknown" ? "completed" : launch.outcome, now);
  // A newer player wrote it: this one must not write over what it cannot read. And what is opened for review or to
  // browse is not written at all (RTE 3.4.4, cmi.core.lesson_mode): then nothing is said to be sent either.
  const why = damage === "newer" ? damage : launch.mode === "normal" ? "" : "review";
  if (why) launch = { ...launch, tracked: false, why };
  return ask && launch.tracked && !launch.terminal && begun(state);
}

/** Whose session it is, known to this tab for as long as it is open. `again`: the LMS does not say. */
function sitter(learner: string | null, again: boolean | undefined): string | null {
  const key = `coursewright-tab/${course.id}`;
  // Blocked: nobody is known.
  return tried(() => again ? sessionStorage.getItem(key) : learner !== null && sessionStorage.setItem(key, learner)) || learner;
}

/** The learner has said whether to carry on in an LMS that knows nothing, or to begin a new round of training. After the
 *  last attempt failed, a blank LMS has granted another: the pages stay done, the test begins anew. */
export function answered(carryOn: boolean): void {
  const { done, answers, bookmark, terminal } = state;
  if (!carryOn || terminal === "failed")
    state = { ...fresh(state, Date.now()), ...(carryOn && { done, answers, bookmark }) };
}

// ------------------------------------------------------------------ the one writer

/** Takes the next state: the only way in which anything changes. `quiet`: a note's letters; kept in this browser at
 *  once, sent when the learner rests. */
export function change(next: State, quiet = false): void {
  state = settle(next, course, Date.now());
  write();
  standing = status(state, course);
  draw();
  clearTimeout(resting);
  // Where this browser alone keeps it, the bar must say at once that it no longer does.
  if (!quiet || !(journal.works || launch.tracked)) void send();
  else if (state.place === "lms") resting = setTimeout(() => void send(), REST);
}

/** Another tab of this browser wrote: what was done there is done here too, and nothing here goes over it. */
export function follow(): void {
  if (!journal.works) return;
  ({ state, told } = journal.read());
  standing = status(state, course);
  draw();
  refresh();
}

/** Nobody is known by name, but this computer is the learner's own. */
export function keep(): void {
  journal.keep(true);
  write();
}

function write(): void {
  state = journal.write({ state, told });
}

/** What there is to send now, after so many seconds of this session. */
export function due(seconds: number): Due {
  // With what another tab has done: an older state must not go over a newer one as this tab is closed.
  write();
  state = addTime(settle(state, course, Date.now()), seconds - counted);
  counted = seconds;
  const { text, droppedNotes } = encode(state, course);
  // Told once, when it begins to be so (PLAYER 30), and after what is said of the change that sent it.
  if (droppedNotes.length && !crowded.length) setTimeout(announce, 1000, t("notes.room"));
  if (`${crowded}` !== `${droppedNotes}`) queueMicrotask(refresh); // every box says what is true now
  crowded = droppedNotes;
  const { pagesDone, outcome, score, progress, complete } = status(state, course);
  const now = {
    state: text, location: pageOf(state.bookmark)?.id ?? "", pagesDone, outcome, progress, seconds,
    score: launch.score === null ? score : Math.max(score ?? 0, launch.score),
  };
  return { now, status: complete ? `${outcome} ${pagesDone}` : "" };
}

/** The LMS has what the learner came to: it said so itself, or took it since. */
export const reported = (): boolean => launch.terminal || told >= state.finishedAt;

/** The LMS has taken it. */
export function confirm(): void {
  told = Date.now();
  write();
}

// ------------------------------------------------------------------ what is where

type Named = number | string | undefined; // in `data-…` a number is text
export const pageOf = (number: Named): PageData | undefined => numbered(course.pages, number);
export const moduleOf = (number: Named): ModuleData | undefined => numbered(course.modules, number);
export const activityOf = (number: Named): ActivityData | undefined => numbered(course.activities, number);
export const testPage = (module: number): string => `course--test-${module}`;

/** How many pages of those that count are done, and how many they are. */
export function tally(): { done: number; count: number } {
  const pages = asked(state, course);
  return { done: pages.filter((each) => state.done.has(each.number)).length, count: pages.length };
}

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
