// The foot of a page -> on, done and undone (PLAYER 16). Where back and on lead is in the page.

import { announce } from "./announce";
import { byId, focus, link, make, one } from "./elements";
import { barred } from "./map";
import { entitle, go, here, shown } from "./navigation";
import { change, course, ofTest, pageOf, placeOf, state } from "./player";
import { markDone, undoDone } from "./state";
import { canBeDone, canBeUndone, missing } from "./status";
import { t } from "./words";

const onward = (): HTMLAnchorElement => one<HTMLAnchorElement>(".next a", shown)!;
const forwards = (): HTMLElement => one("[data-do=forward]", shown)!;
const titleHere = (): { title: string } => ({ title: pageOf(here)!.title });

/** The foot of the page that is shown, after every change. */
export function drawTurn(): void {
  if (!here) return;
  const done = state.done.has(here) || !!state.terminal || ofTest(here);
  forwards().textContent = t(done ? "turn.continue" : "turn.done");
  onward().hidden = !!barred(byId(onward().hash.slice(1))!);
  one("[data-do=undo]", shown)!.hidden = !canBeUndone(here, state, course);
  const box = one(".todo", shown)!;
  if (!box.hidden) list(box, done);
  entitle();
}

/** "Mark as done and continue", or "Continue" once it is. */
export function forward(): void {
  if (here && !ofTest(here) && !state.done.has(here)) {
    if (canBeDone(here, state, course)) change(markDone(state, here, Date.now()));
    // In review nothing stands in the way (PLAYER 14).
    else if (!state.terminal) return complain();
    if (!state.terminal) announce(t("turn.marked", titleHere()));
  }
  go(onward().hash.slice(1));
}

export function undo(): void {
  change(undoDone(state, here, Date.now()));
  announce(t("turn.undone", titleHere()));
  forwards().focus();
}

/** What is still to do on the page. */
function complain(): void {
  const box = one(".todo", shown)!;
  list(box);
  entitle();
  focus(box);
}

function list(box: HTMLElement, done = false): void {
  const open = done ? [] : missing(here, state, course);
  todo(box, "turn.first", open.map(({ title, number }) => [title, placeOf(number)]));
}

/** What is still to do, with a link to each: an error summary (PLAYER 20). With nothing in it it is not shown. */
export function todo(box: HTMLElement, key: string, places: [string, string][], count = places.length): void {
  const lines = places.map(([title, id]) => make("li", link(short(title), id)));
  box.hidden = !count;
  box.replaceChildren(make("p", t(key, { count })), make("ul", ...lines));
}

/** A title short enough for a link in a list: questions are named by their whole prompt. */
export const short = (title: string): string =>
  title.length > 90 ? `${title.slice(0, 80).replace(/\s+\S*$/, "")} …` : title;
