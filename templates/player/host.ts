// The player -> what each block's script may know and do (BlockHost), and the scripts set to work.

import { announce } from "./announce";
import { noteAnswer } from "./assessment";
import { mayKnow, unseal } from "./seal";
import { all, one } from "./elements";
import { mark } from "./marking";
import { activityOf } from "./player";
import type { Player } from "./player";
import { answer, answerTo, choosePlace, kept, setNote } from "./state";
import type { ActivityData, Answer, BlockHost, BlockScript, Response } from "./types";

interface Listener { element: HTMLElement; call: () => void }
export type Refresh = (which?: (element: HTMLElement) => boolean) => void;

/** Starts every block's script; what it returns tells blocks that something changed outside of them. */
export function enhance(player: Player, blocks: Record<string, BlockScript>): Refresh {
  const listeners: Listener[] = [];
  for (const element of all("[data-block]")) {
    const script = blocks[element.dataset.block ?? ""];
    if (script) script(element, hostOf(player, element, listeners));
  }
  return (which = () => true) => listeners.filter((each) => which(each.element)).forEach((each) => each.call());
}

function hostOf(player: Player, element: HTMLElement, listeners: Listener[]): BlockHost {
  const { course, t } = player;
  const activity = activityOf(course, Number(element.dataset.activity)) ?? null;
  return {
    activity, course, t, announce,
    answer: () => (activity ? answerTo(player.state, activity) : undefined),
    respond: (response) => respond(player, activity as ActivityData, response),
    key: () => {
      if (!activity || !mayKnow(player, activity)) return null;
      if (activity.assessed) unseal(course, activity.module);
      return { chosen: activity.correct, pairs: activity.pairs };
    },
    keyHtml: () => {
      if (!activity?.assessed || !mayKnow(player, activity)) return "";
      return unseal(course, activity.module)[activity.number]?.html ?? "";
    },
    progress: () => {
      const done = course.pages.filter((each) => player.state.done.has(each.number)).length;
      const { score, outcome } = player.status;
      return { done, pages: course.pages.length, score, outcome };
    },
    note: (number = activity?.number ?? 0) => player.state.notes.get(number)?.text ?? "",
    write: (text, number = activity?.number ?? 0) => {
      player.change(setNote(player.state, number, text, Date.now()), "quiet");
      // A note may stand in several places.
      player.refresh((other) => other !== element && !one("form", other));
    },
    onchange: (call) => void listeners.push({ element, call }),
    notesPlace: () => (course.reflections === "browser" || !player.launch.tracked ? "browser" : player.state.place),
    notesChoice: () => course.reflections === "learner" && player.launch.tracked,
    setNotesPlace: (place) => {
      player.change(choosePlace(player.state, place, Date.now()));
      // After the event that chose: letters that are just being typed are not in the state yet.
      void Promise.resolve().then(() => player.refresh());
    },
    canKeep: () => player.keeps,
  };
}

/** Practice is marked, kept and recorded; once the course is complete it is only marked (PLAYER 14). */
function respond(player: Player, activity: ActivityData, response: Response): Answer {
  const at = Date.now();
  if (!activity.assessed && player.state.terminal) {
    const { result, score } = mark(activity, response);
    return kept(response, result, score, activity.revision, (answerTo(player.state, activity)?.tries ?? 0) + 1);
  }
  noteAnswer(activity);
  const [next, given] = answer(player.state, activity, response, at);
  if (!activity.assessed && activity.points) {
    const latency = (at - player.firstSeen(activity.number)) / 1000;
    player.record({ activity, response, result: given.result, score: given.score, at: new Date(at), latency });
  }
  player.change(next);
  return given;
}
