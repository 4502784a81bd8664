// The learner's notes -> their list, and the page "My notes": where they are kept, taken away, deleted (PLAYER 29, 30).

import { announce } from "./announce";
import { byId, focus, link, make, one, when } from "./elements";
import { refresh } from "./host";
import { change, choosable, course, crowded, journal, keep, placeOf, state } from "./player";
import { choosePlace, deleteNotes } from "./state";
import type { Place } from "./state";
import type { ActivityData } from "./types";
import { t } from "./words";

const page = (): HTMLElement => byId("course--notes")!;
const textOf = ({ number }: ActivityData): string => state.notes.get(number)?.text ?? "";

/** Notes with words in them, in the order of the course. */
export const notes = (): ActivityData[] => course.activities.filter((each) => each.kind === "note" && textOf(each).trim());

/** The notes under their prompts, by module. */
export function noteList(level: number): HTMLElement[] {
  const list = course.modules.flatMap(({ number, title }) => {
    const own = notes().filter((each) => each.module === number);
    return own.map((each, index) => make("section.note",
      !index && make(`h${level}`, title), make(`h${level + 1}`, each.title), make("p.written", textOf(each)),
      make("p", link(t("notes.goto"), placeOf(each.number)))));
  });
  return list.length ? list : [make("p.empty", t("notes.empty"))];
}

export function drawNotes(): void {
  const { works, lasting } = journal;
  const { place } = state;
  when("notes", !works ? "nowhere" : choosable() ? place : "browser");
  when("move", choosable() && place);
  when("visit", works && !lasting);
  when("crowded", crowded.length > 0);
  when("written", notes().length > 0);
  when("sure", "no");
  one(".record", page())!.replaceChildren(...noteList(2));
}

function said(key: string): void {
  refresh();
  drawNotes();
  focus(one("h1", page())!);
  if (key) announce(t(key));
}

const move = (place: Place) => (): void => {
  change(choosePlace(state, place, Date.now()));
  said(`notes.moved.${place}`);
};

/** The page's controls, by their `data-do`. */
export const actions = {
  lms: move("lms"),
  browser: move("browser"),
  mine(): void {
    keep();
    said("notes.mine.done");
  },
  /** Asks on the page, not in a dialogue of the browser (PLAYER 8). */
  delete(): void {
    when("sure", "yes");
    focus(one(".sure", page())!);
  },
  spare: () => said(""),
  erase(): void {
    change(deleteNotes(state, Date.now()));
    journal.purge();
    said("notes.deleted");
  },
};
