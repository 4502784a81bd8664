// What the learner has done -> the map, the cover's contents, the circle and the tally, in words and marks.

import { all, fill, make, one } from "./elements";
import { moduleOf, pageOf, testPage } from "./player";
import type { Player } from "./player";
import { locked, minutesLeft, moduleDone, passed, resumeAt } from "./status";
import { length } from "./words";

/** The map's marks after every change. `visited`: pages seen in this session. */
export function drawMap(player: Player, visited: ReadonlySet<number>): void {
  const { course, state } = player;
  const here = player.navigation.current;
  for (const anchor of all("[data-to]")) {
    const number = Number(anchor.dataset.to);
    const page = pageOf(course, number);
    const started = visited.has(number) || course.activities.some(
      (each) => each.page === number && (state.answers.has(each.number) || !!state.notes.get(each.number)?.text));
    const done = state.done.has(number);
    const shut = page && (barrier(player, number) ? "locked" : "");
    mark(anchor, player, done ? "done" : shut || (started ? "started" : "new"), here?.page === number);
  }
  for (const anchor of all(".path [data-test]")) {
    const module = Number(anchor.dataset.test);
    const used = state.results.get(module);
    const word = passed(state, course, module) ? "done" : used ? "started" : "new";
    mark(anchor, player, word, here?.article.id === testPage(module));
  }
  const end = one(".map .end a");
  if (end) current(end, here?.article.id === "course--finish");
  end?.parentElement?.classList.toggle("done-step", player.status.complete && !player.status.exhausted);
  // Where the map is longer than the window, the place where one is stays in view.
  const [map, now] = [one(".map"), one(".map [aria-current]")];
  if (map && now && now.offsetParent && map.scrollHeight > map.clientHeight) {
    const offset = now.getBoundingClientRect().top - map.getBoundingClientRect().top;
    if (offset < 0 || offset > map.clientHeight - 60) map.scrollTop += offset - map.clientHeight / 2;
  }
  tally(player);
  circle(player);
  contents(player);
}

/** Opens the branch of the module that is shown, and closes the others. */
export function unfold(player: Player): void {
  const page = player.navigation.current?.article.dataset.module;
  for (const branch of all("details.branch")) (branch as HTMLDetailsElement).open = branch.dataset.branch === page;
}

/** Why a page may not be opened yet, as a sentence; null when it may. */
export function barrier(player: Player, number: number): string | null {
  const first = locked(number, player.state, player.course);
  return first ? player.t("lock", { title: pageOf(player.course, first)?.title ?? "" }) : null;
}

function current(anchor: HTMLElement, here: boolean): void {
  if (here) anchor.setAttribute("aria-current", "page");
  else anchor.removeAttribute("aria-current");
}

function mark(anchor: HTMLElement, { t }: Player, word: string, here: boolean): void {
  current(anchor, here);
  // A locked page stays in the tab order and says why it is locked when it is pressed (PLAYER 15).
  if (word === "locked") anchor.setAttribute("aria-disabled", "true");
  else anchor.removeAttribute("aria-disabled");
  anchor.classList.toggle("started", word === "started");
  anchor.parentElement?.classList.toggle("done-step", word === "done");
  const small = one("small", anchor) as HTMLElement;
  const said = t(`state.${word}`);
  small.textContent = here ? t("state.here", { state: said }) : said;
}

function tally({ course, state, t }: Player): void {
  const count = course.pages.length;
  const done = course.pages.filter((each) => state.done.has(each.number)).length;
  const bar = one(".tally progress") as HTMLProgressElement;
  bar.value = done;
  const left = minutesLeft(state, course);
  const rest = done === count ? t("progress.all") : t("progress.left", { time: length(t, left) });
  fill("progress", `${t("progress", { done, count })} · ${rest}`);
}

/** The motif: one part of the ring a module (a page, where there is one module); it closes as they are done. */
function circle({ course, state, status, t }: Player): void {
  const single = course.modules.length === 1;
  const parts = single ? course.pages : course.modules;
  const isDone = (number: number): boolean => (single ? state.done.has(number) : moduleDone(number, state, course));
  for (const part of all("[data-part]")) part.classList.toggle("done", isDone(Number(part.dataset.part)));
  for (const ring of all(".ring")) ring.classList.toggle("closed", status.complete && !status.exhausted);
  const done = parts.filter((each) => isDone(each.number)).length;
  for (const text of all('[data-fill="circle"]'))
    text.replaceChildren(make("b", {}, String(done)), t(single ? "circle.pages" : "circle.modules", { count: parts.length }));
}

function contents(player: Player): void {
  const { course, state, t } = player;
  const single = course.modules.length === 1;
  for (const row of all("[data-row]")) {
    const number = Number(row.dataset.row);
    const done = single ? state.done.has(number) : moduleDone(number, state, course);
    const begun = single ? false : course.pages.some((each) => each.module === number && state.done.has(each.number));
    const small = one("small", row) as HTMLElement;
    small.dataset.said ??= small.textContent as string;
    small.textContent = small.dataset.said + (done ? ` · ${t("state.done")}` : begun ? ` · ${t("state.started")}` : "");
    row.classList.toggle("finished", done);
  }
  const start = one('[data-fill="start"]') as HTMLAnchorElement;
  const back = pageOf(course, resumeAt(state, course));
  if (back) start.href = `#${back.id}`;
  start.textContent = t(back ? "cover.continue" : "cover.start");
}

/** The name of a module as a page's title gives it. */
export const moduleTitle = ({ course }: Player, number: number): string => moduleOf(course, number)?.title ?? course.title;
