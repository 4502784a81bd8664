// What the learner has done -> the map, the cover's contents, the circle and the tally, in words and marks.

import { all, attribute, byId, fill, one, root } from "./elements";
import { here, shown } from "./navigation";
import { course, moduleOf, pageOf, state, standing, tally } from "./player";
import { ready } from "./shell";
import { roleOf } from "./state";
import { locked, minutesLeft, moduleDone, optional, passed, resumeAt } from "./status";
import { length, t } from "./words";

/** Pages seen in this session. */
const visited = new Set<number>();

/** The map's marks after every change. */
export function drawMap(): void {
  const { modules, pages, activities, roles } = course;
  visited.add(here);
  for (const each of activities) if (state.answers.has(each.number) || state.notes.get(each.number)?.text) visited.add(each.page);
  const finished = standing.complete && !standing.exhausted;
  const others = optional(state, course);
  const doneIn = (module: number): boolean => moduleDone(module, state, course);
  for (const anchor of all("[data-to]")) {
    const page = +anchor.dataset.to!;
    mark(anchor, state.done.has(page) ? "done" : barrier(page) ? "locked" : visited.has(page) ? "started" : "new");
  }
  for (const anchor of all("[data-hand-in]")) {
    const module = +anchor.dataset.handIn!;
    mark(anchor, passed(state, course, module) ? "done" : state.results.has(module) ? "started" : "new");
  }
  for (const anchor of all("[data-all-of]")) {
    const module = +anchor.dataset.allOf!;
    const begun = pages.some((each) => each.module === module && state.done.has(each.number));
    mark(anchor, doneIn(module) ? "done" : begun ? "started" : "new");
  }
  mark(one(".end a")!, finished ? "done" : "new");
  inView();

  const { done, count } = tally();
  Object.assign(one(".tally progress")!, { max: count, value: done });
  const rest = done === count ? t("progress.all") : t("progress.left", { time: length(minutesLeft(state, course)) });
  fill("progress", `${t("progress", { done, count })} · ${rest}`);

  // The motif: one part of the ring a module (a page, where there is one module); it closes as they are done.
  const single = modules.length === 1;
  for (const part of all("[data-part]")) {
    const stands = +part.dataset.part!;
    // The modules for roles share one part: it is the learner's own.
    const number = (roles.includes(stands) && roleOf(state, course)) || stands;
    part.classList.toggle("done", finished || (single ? state.done.has(number) : doneIn(number)));
  }
  root.classList.toggle("finished", finished);
  fill("circle", single ? done : modules.filter((each) => doneIn(each.number) && !others.includes(each.number)).length);

  const back = pageOf(resumeAt(state, course));
  if (!back) return;
  for (const anchor of all<HTMLAnchorElement>("[data-resume]")) anchor.href = `#${back.id}`;
  fill("start", t("cover.continue"));
}

/** Opens the branch of the module that is shown, and closes the others. */
export function unfold(): void {
  for (const branch of all<HTMLDetailsElement>("details.branch")) branch.open = branch.dataset.branch === shown.dataset.module;
}

/** Why a page may not be opened yet, as a sentence; "" when it may. */
export function barrier(page: number): string {
  const first = page && locked(page, state, course);
  return first ? t("lock", { title: pageOf(first)!.title }) : "";
}

/** The same for any page of the document. */
export function barred(article: HTMLElement): string {
  if (!ready) return "";
  if (root.classList.contains("over")) return article.id === "course--left" ? "" : t("exit.reopen");
  const module = moduleOf(article.dataset.module);
  const page = Number(article.dataset.page ?? 0);
  // A test's later questions open with its attempt.
  const shut = module?.assessment && page !== module.pages[0] && !state.results.has(module.number);
  return shut && course.activities.some((each) => each.assessed && each.page === page) ? t("lock.test") : barrier(page);
}

/** A locked page stays in the tab order and says why it is locked when it is pressed (PLAYER 15). */
function mark(anchor: HTMLElement, word: string): void {
  const current = anchor.getAttribute("href") === `#${shown.id}`;
  attribute(anchor, "aria-current", current && "page");
  attribute(anchor, "aria-disabled", word === "locked" && "true");
  anchor.parentElement!.dataset.state = word;
  const text = t(`state.${word}`);
  const said = one(".said", anchor);
  if (said) said.textContent = current ? t("state.here", { state: text }) : text;
}

/** Where the map is longer than the window, the place where one is stays in view. */
function inView(): void {
  const map = byId("course--map")!;
  const now = one("[aria-current]", map);
  if (!now?.offsetParent || map.scrollHeight <= map.clientHeight) return;
  const offset = now.getBoundingClientRect().top - map.getBoundingClientRect().top;
  if (offset < 0 || offset > map.clientHeight - 60) map.scrollTop += offset - map.clientHeight / 2;
}
