// The player -> what each block's script may know and do (BlockHost), and the scripts set to work.

import { announce } from "./announce";
import { all, one } from "./elements";
import { mark } from "./marking";
import { activityOf, change, choosable, course, crowded, journal, lms, state } from "./player";
import { mayKnow, unseal } from "./seal";
import { answer, answerTo, choosePlace, kept, setNote } from "./state";
import type { ActivityData, Answer, BlockHost, BlockScript, Response } from "./types";
import { t } from "./words";

const listeners: [HTMLElement, () => void][] = [];

/** When an activity was first seen in this session, and when it was answered last. */
const sights = new Map<number, number>();
export const answeredAt = new Map<number, number>();

export function firstSeen(activity: number): number {
  const at = sights.get(activity) ?? Date.now();
  sights.set(activity, at);
  return at;
}

/** Starts every block's script. */
export function enhance(blocks: Record<string, BlockScript>): void {
  for (const element of all("[data-block]")) blocks[element.dataset.block!]?.(element, hostOf(element));
}

/** Tells blocks that something changed outside of them: the page shown, an attempt, the place of notes, their
 *  deletion. `writer`: the block in which a note is being written; the note may stand in several places. */
export function refresh(writer?: HTMLElement): void {
  for (const [element, call] of listeners) if (!writer || (element !== writer && !one("form", element))) call();
}

function hostOf(element: HTMLElement): BlockHost {
  const activity = activityOf(element.dataset.activity) ?? null;
  const own = activity?.number ?? 0;
  return {
    activity, course, t, announce,
    answer(number = own) {
      const asked = activityOf(number);
      return asked && answerTo(state, asked);
    },
    respond: (response) => respond(activity!, response),
    key() {
      if (!activity || !mayKnow(activity)) return null;
      unseal(activity.module);
      return { chosen: activity.correct, pairs: activity.pairs };
    },
    keyHtml: () => (activity && mayKnow(activity) && unseal(activity.module)[own]?.html) || "",
    note: (number = own) => state.notes.get(number)?.text ?? "",
    write(text, number = own) {
      change(setNote(state, number, text, Date.now()), true);
      // The box itself is told only what it cannot know: that this browser no longer keeps it.
      refresh(journal.works ? element : undefined);
    },
    onchange: (call) => void listeners.push([element, call]),
    notesPlace: () => choosable() ? state.place : "browser",
    notesChoice: choosable,
    setNotesPlace(place) {
      change(choosePlace(state, place, Date.now()));
      // After the event that chose: letters that are just being typed are not in the state yet.
      queueMicrotask(refresh);
    },
    canKeep: () => journal.works,
    hasRoom: (number = own) => !crowded.includes(number),
  };
}

/** Practice is marked, kept and recorded; once the course is complete it is only marked (PLAYER 14). What is never recorded
 *  is kept then too. */
function respond(activity: ActivityData, response: Response): Answer {
  const { number, assessed, points, revision } = activity;
  const now = Date.now();
  if (!assessed && points && state.terminal) {
    const { result, score } = mark(activity, response);
    return { ...kept(response, result, revision, (answerTo(state, activity)?.tries ?? 0) + 1), score };
  }
  answeredAt.set(number, now);
  const [next, given] = answer(state, activity, response, now);
  const { result, score } = given;
  if (!assessed && points)
    lms.record({ activity, response: activity.kind === "performance" ? response : given, result, score, at: new Date(now), latency: (now - firstSeen(number)) / 1000 });
  change(next);
  return given;
}
