// The foot of a page -> back, on, done and undone (PLAYER 16).

import { announce } from "./announce";
import { all, link, make, one } from "./elements";
import { barrier } from "./map";
import { activityOf, lastAsked, moduleOf, ofTest, pageOf, placeOf, short, testPage } from "./player";
import type { Player } from "./player";
import { markDone, undoDone } from "./state";
import { canBeDone, canBeUndone } from "./status";

interface Goal { id: string; title: string }

/** Where a page leads: the next page, a test's hand-in after its last page, the finish after all. */
export function next(player: Player, article: HTMLElement): Goal {
  const { course, t } = player;
  const module = moduleOf(course, Number(article.dataset.module));
  const asked = lastAsked(course, module);
  const number = Number(article.dataset.page) || asked;
  if (module && article.dataset.page && number === asked)
    return { id: testPage(module.number), title: t("test.submit.page") };
  const index = course.pages.findIndex((each) => each.number === number);
  return course.pages[index + 1] ?? { id: "course--finish", title: t("finish") };
}

/** The foot of every page, after every change. */
export function drawTurns(player: Player): void {
  const { course, state, t } = player;
  for (const article of all("article[data-page], article.test")) {
    const number = Number(article.dataset.page);
    const goal = next(player, article);
    const onward = one('[data-fill="next"]', article) as HTMLAnchorElement;
    onward.href = `#${goal.id}`;
    onward.textContent = t("turn.next", { title: goal.title });
    const forward = one('[data-do="forward"]', article) as HTMLElement;
    if (!number) continue;
    const index = course.pages.findIndex((each) => each.number === number);
    const done = state.done.has(number) || !!state.terminal || ofTest(course, moduleOf(course, Number(article.dataset.module)), number);
    onward.hidden = !!(course.pages[index + 1] && goal.id === course.pages[index + 1]?.id &&
      barrier(player, course.pages[index + 1]!.number));
    const back = course.pages[index - 1];
    const test = moduleOf(course, back?.module ?? 0);
    const handIn = back && lastAsked(course, test) === back.number ? testPage(back.module) : back?.id;
    if (handIn) (one('[data-fill="back"]', article) as HTMLAnchorElement).href = `#${handIn}`;
    forward.textContent = t(done ? "turn.continue" : "turn.done");
    (one('[data-do="undo"]', article) as HTMLElement).hidden = !canBeUndone(number, state, course);
    const todo = one(".todo", article) as HTMLElement;
    if (!todo.hidden && (done || canBeDone(number, state, course))) todo.hidden = true;
  }
}

/** "Mark as done and continue", or "Continue" once it is. */
export function forward(player: Player): void {
  const { course, state, t } = player;
  const visit = player.navigation.current;
  if (!visit) return;
  const goal = next(player, visit.article);
  const test = ofTest(course, moduleOf(course, Number(visit.article.dataset.module)), visit.page);
  if (visit.page && !test && !state.done.has(visit.page)) {
    const can = canBeDone(visit.page, state, course);
    // In review nothing stands in the way (PLAYER 14).
    if (!can && !state.terminal) return missing(player, visit.article, visit.page);
    if (can) player.change(markDone(state, visit.page, Date.now()));
    if (!state.terminal) announce(t("turn.marked", { title: pageOf(course, visit.page)?.title ?? "" }));
  }
  player.navigation.go(goal.id);
}

export function undo(player: Player): void {
  const { course, state, t } = player;
  const visit = player.navigation.current;
  if (!visit || !canBeUndone(visit.page, state, course)) return;
  player.change(undoDone(state, visit.page, Date.now()));
  announce(t("turn.undone", { title: pageOf(course, visit.page)?.title ?? "" }));
  one('[data-do="forward"]', visit.article)?.focus();
}

/** What is still to do on the page, with a link to each: an error summary (PLAYER 20). */
function missing({ course, state, t }: Player, article: HTMLElement, page: number): void {
  const open = (pageOf(course, page)?.required ?? []).filter(
    (each) => !state.answers.has(each) && !state.notes.get(each)?.text.trim());
  const todo = one(".todo", article) as HTMLElement;
  const list = make("ul", {}, ...open.map((each) => make("li", {}, link(short(activityOf(course, each)?.title ?? ""), placeOf(each)))));
  todo.replaceChildren(make("p", {}, t("turn.first", { count: open.length })), list);
  todo.hidden = false;
  todo.tabIndex = -1;
  todo.focus();
}
