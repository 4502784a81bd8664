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

/** The element id of an activity, to link to. */
export const placeOf = (activity: number): string =>
  document.querySelector(`[data-activity="${activity}"]`)?.id ?? "main";
