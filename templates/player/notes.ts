// The learner's notes -> their list, and the page "My notes": where they are kept, taken away, deleted (PLAYER 29, 30).

import { announce } from "./announce";
import { all, byId, focus, link, make, one, when } from "./elements";
import { fieldsOf } from "./fields";
import { refresh } from "./host";
import { activityOf, change, choosable, course, crowded, journal, keep, moduleOf, state } from "./player";
import { choosePlace, deleteNotes } from "./state";
import type { Place } from "./state";
import { moduleDone } from "./status";
import type { ChoiceData } from "./types";
import { day, length, t } from "./words";

/** What a checklist keeps of a thing that is ticked; its words are the author's. */
const TICK = "✓";

/** A note with words in it; `from` is the title of its module. */
interface Listed { number: number; title: string; choices: ChoiceData[]; from: string; text: string; at: number }

const page = (): HTMLElement => byId("course--notes")!;

/** Notes with words in them, in the order of the course; then those that are recalled here from another package. */
export function notes(): Listed[] {
  const own = course.activities.filter(({ kind }) => kind === "note")
    .map(({ number, title, choices, module }) => ({ number, title, choices, from: moduleOf(module)!.title }));
  const others = all("[data-from]").filter(({ dataset }) => !activityOf(dataset.note))
    .map((box) => ({ number: +box.dataset.note!, title: one("label[for]", box)!.textContent!, choices: [], from: box.dataset.from! }));
  return [...own, ...others].flatMap((each, index, every) => {
    const { text, at } = state.notes.get(each.number) ?? { text: "", at: 0 };
    const again = every.findIndex(({ number }) => number === each.number) < index;
    return again || !text.trim() ? [] : { ...each, text, at };
  });
}

/** The notes under their prompts, by module. `whole`: with what else there is to say of each module (PLAYER 44). */
export function noteList(level: number, whole = false): HTMLElement[] {
  const found = notes();
  const head = (more: number, text: string): HTMLElement => make(`h${level + more}`, text);
  const titles = [...(whole ? course.modules : []).map(({ title }) => title), ...found.map(({ from }) => from)];
  const list = [...new Set(titles)].flatMap((title) => {
    const own = found.filter(({ from }) => from === title).map((note) => make("section.note",
      head(1, note.title),
      ...parts(note).flatMap(([prompt, words]) => [prompt && head(2, prompt), make("p.written", { dir: "auto" }, words)]),
      make("p.meta", t("notes.at", { date: day(note.at) })),
      make("p.goto", link(t("notes.goto"), one(`[data-activity="${note.number}"], [data-note="${note.number}"]`)!.id))));
    const more = whole ? learnt(title, head) : [];
    return own.length || more.length ? [head(0, title), ...more, ...own] : [];
  });
  return list.length ? list : [make("p.empty", t("notes.empty"))];
}

/** What was written under each prompt, in the form's order; what the form no longer asks comes last. */
function parts({ choices, text }: Listed): [string, string][] {
  const fields = fieldsOf(text);
  const asked = choices.flatMap(({ number, text: prompt }): [string, string][] => {
    const words = fields.get(number);
    fields.delete(number);
    return words === TICK ? [["", `${TICK} ${prompt}`]] : words ? [[prompt, words]] : [];
  });
  return [...asked, ...[...fields.values()].filter((words) => words !== TICK).map((words): [string, string] => [choices.length ? t("notes.earlier") : "", words])];
}

/** How far a module was worked through, in what time (the author's), and its key points. */
function learnt(name: string, head: (more: number, text: string) => HTMLElement): HTMLElement[] {
  const module = course.modules.find(({ title }) => title === name);
  const done = module?.pages.filter((each) => state.done.has(each)).length;
  if (!module || !done) return [];
  const { number, minutes, pages } = module;
  const said = [t("progress", { done, count: pages.length }), moduleDone(number, state, course) && length(minutes)];
  return [
    make("p", said.filter(Boolean).join(" · ")),
    ...all(`[data-module="${number}"] .callout-key-points`).flatMap((box) => {
      const [label, ...points] = (box.cloneNode(true) as HTMLElement).children;
      return [head(1, label!.textContent!.trim()), ...points as Iterable<HTMLElement>];
    }),
  ];
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
