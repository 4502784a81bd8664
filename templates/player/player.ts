// The course, what the learner has done and the session -> the one object that the parts of the shell share.

import type { Navigation } from "./navigation";
import type { Session } from "./session";
import type { Status } from "./status";
import type { ActivityData, CourseData, Launch, ModuleData, PageData, Recorded } from "./types";
import type { State } from "./state";
import type { Words } from "./words";

/** `quiet`: a note's letters; kept in this browser, sent when the learner rests. */
export type Change = "now" | "quiet";

export interface Player {
  readonly course: CourseData;
  readonly t: Words;
  readonly state: State;
  readonly status: Status;
  readonly launch: Launch;
  readonly session: Session;
  readonly navigation: Navigation;
  /** Browser storage works and keeps what is written. */
  readonly keeps: boolean;
  /** What is kept outlasts this visit; `keep` makes it so where nobody is known by name. */
  readonly lasting: boolean;
  keep(): void;
  /** Removes what the journal put aside as unreadable: part of deleting notes. */
  purge(): void;
  /** The numbers of the notes that found no room in the learning system. */
  readonly crowded: readonly number[];
  /** Takes the next state: the only way in which anything changes. */
  change(next: State, how?: Change): void;
  record(answer: Recorded): void;
  /** Tells blocks that something changed outside of them: an attempt, the place of notes, their deletion. */
  refresh(which?: (element: HTMLElement) => boolean): void;
  /** When an activity was first seen, for the time an answer took. */
  firstSeen(activity: number): number;
}

export const pageOf = (course: CourseData, number: number): PageData | undefined =>
  course.pages.find((each) => each.number === number);
export const moduleOf = (course: CourseData, number: number): ModuleData | undefined =>
  course.modules.find((each) => each.number === number);
export const activityOf = (course: CourseData, number: number): ActivityData | undefined =>
  course.activities.find((each) => each.number === number);
export const testPage = (module: number): string => `course--test-${module}`;

/** The last page of a test that asks something: after it the test is handed in. 0 for a module that is none. */
export function lastAsked(course: CourseData, module: ModuleData | undefined): number {
  if (!module?.assessment) return 0;
  const asks = (page: number): boolean => course.activities.some((each) => each.assessed && each.page === page);
  return [...module.pages].reverse().find(asks) ?? module.pages[module.pages.length - 1] ?? 0;
}

/** Pages that are done by handing in the test: those up to its last question. */
export const ofTest = (course: CourseData, module: ModuleData | undefined, page: number): boolean =>
  !!module?.assessment && module.pages.indexOf(page) <= module.pages.indexOf(lastAsked(course, module));

/** A title short enough for a link in a list: questions are named by their whole prompt. */
export function short(title: string): string {
  return title.length > 90 ? `${title.slice(0, 80).replace(/\s+\S*$/, "")} …` : title;
}

/** The element id of an activity, to link to. */
export const placeOf = (activity: number): string =>
  document.querySelector(`[data-activity="${activity}"]`)?.id ?? "main";
