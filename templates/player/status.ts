// The state and the course -> what is complete, passed, locked and left: TRACKING.md's table as pure functions.

import { numbered, testOf } from "./marking";
import { attemptsLeft, reach, roleOf } from "./state";
import type { State } from "./state";
import type { ActivityData, CourseData, PageData } from "./types";

/** `complete`: a terminal status is due (passed, completed or failed). `exhausted`: no attempt left and not passed. */
export interface Status {
  pagesDone: boolean;
  outcome: "unknown" | "passed" | "failed";
  score: number | null;
  progress: number;                    // 0..1, four decimals
  complete: boolean;
  exhausted: boolean;
}

/** Whether a module's assessment is passed: it ever was, or the best score reaches the pass mark of today. */
export function passed(state: State, course: CourseData, module: number): boolean {
  const result = state.results.get(module);
  const passMark = testOf(course, module)?.passMark ?? Infinity;
  return !!result && (result.passed || (result.used > 0 && result.best >= passMark));
}

/** The modules for other roles than the learner's: open to everybody, and not asked for. */
export function optional(state: State, course: CourseData): number[] {
  // As long as there is no role, one of them stands for the one that will be asked for.
  const own = roleOf(state, course) || course.roles[0];
  return course.roles.filter((each) => each !== own);
}

/** The pages that count towards completion. */
export function asked(state: State, course: CourseData): PageData[] {
  const others = optional(state, course);
  return course.pages.filter(({ module }) => !others.includes(module));
}

/** One row of TRACKING.md's table. Nothing that was terminal is ever lowered, whatever a new version asks for. */
export function status(state: State, course: CourseData): Status {
  const { pages, assessment } = course.completion;
  // An assessment that is not in this package can neither be passed nor used up.
  const module = testOf(course, assessment ?? 0) ? assessment! : 0;
  const due = asked(state, course);
  const done = due.filter((page) => state.done.has(page.number)).length;
  const over = state.terminal === "passed" || state.terminal === "completed";
  // Without an assessment "no pages" would complete the course on opening it: then all of them count.
  const pagesDone = over || done * 100 >= (pages || (module ? 0 : 100)) * due.length;
  const result = state.results.get(module);
  const pass = state.terminal === "passed" || (!!module && passed(state, course, module));
  const exhausted = !!module && !pass && !result?.open && !attemptsLeft(state, course, module);
  // A test that was failed and is no longer asked for: the pages decide, and until they do it stays failed.
  const failed = !pass && !over && (exhausted || (state.terminal === "failed" && (!!module || !pagesDone)));
  const complete = over || failed || (pagesDone && (!module || pass));
  return {
    pagesDone, complete, exhausted,
    outcome: pass ? "passed" : failed ? "failed" : "unknown",
    score: result?.used ? result.best : null,
    progress: complete && !failed ? 1 : Math.floor((done / (due.length || 1)) * 1e4) / 1e4,
  };
}

/** The state with its terminal status noted, when one is due; call after every change and after every restore. */
export function settle(state: State, course: CourseData, at: number): State {
  const { complete, outcome } = status(state, course);
  return complete ? reach(state, outcome === "unknown" ? "completed" : outcome, at) : state;
}

/** A page's required activities that are not done: practice not answered, a note without words, a test not submitted. */
export function missing(page: number, state: State, course: CourseData): ActivityData[] {
  const required = course.activities.filter(({ number }) => numbered(course.pages, page)?.required.includes(number));
  return required.filter(({ number, module, assessed }) => assessed ? !state.results.get(module)?.used
    : !state.answers.has(number) && !state.notes.get(number)?.text.trim());
}

export const canBeDone = (page: number, state: State, course: CourseData): boolean => !missing(page, state, course).length;

/** Whether all pages of a module are done. */
export function moduleDone(module: number, state: State, course: CourseData): boolean {
  return course.pages.every((page) => page.module !== module || state.done.has(page.number));
}

/** "Done" can be taken back until the page's module is complete, and not once the course is. */
export function canBeUndone(page: number, state: State, course: CourseData): boolean {
  const module = numbered(course.pages, page)?.module;
  return state.done.has(page) && !state.terminal && module !== undefined && !moduleDone(module, state, course);
}

/** The page that must be done before this one opens, or 0. Worked out each time, never stored. */
export function locked(page: number, state: State, course: CourseData): number {
  if (course.navigation === "free" || state.terminal || state.done.has(page)) return 0;
  // The pages of a test are done together, when it is handed in: they do not wait for each other.
  const own = numbered(course.modules, numbered(course.pages, page)?.module ?? 0);
  // The modules for roles do not wait for each other either: any of them may be the learner's.
  const others = course.roles.includes(own?.number ?? 0) ? course.roles : optional(state, course);
  const first = course.pages.find(({ number, module }) =>
    number === page || !(state.done.has(number) || (module === own?.number ? own.assessment : others.includes(module))));
  return !first || first.number === page ? 0 : first.number;
}

/** Minutes of the pages not done, rounded up. */
export const minutesLeft = (state: State, course: CourseData): number =>
  Math.ceil(asked(state, course).reduce((sum, { number, minutes }) => sum + (state.done.has(number) ? 0 : minutes), 0) - 1e-9);

/** The page to come back to: the bookmark; where that page is gone, the one now in its place; where that is locked by a
 *  page that has come in before it, that one. 0 without a bookmark. */
export function resumeAt(state: State, course: CourseData): number {
  const { pages, heirs } = course;
  const back = numbered(pages, state.bookmark) ?? numbered(pages, heirs[state.bookmark] ?? 0)
    ?? asked(state, course).find(({ number }) => !state.done.has(number)) ?? pages[0];
  return state.bookmark && back ? locked(back.number, state, course) || back.number : 0;
}
