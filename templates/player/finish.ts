// What was done -> the finish page: facts, what is left, and whether it has been sent (PLAYER 38).

import { all, fill, link, make, one } from "./elements";
import { moduleOf, ofTest, testPage } from "./player";
import type { Player } from "./player";
import type { PageData } from "./types";
import { passed } from "./status";
import { day, length } from "./words";

export function drawFinish(player: Player): void {
  const { course, state, status, t } = player;
  const article = one("#course--finish") as HTMLElement;
  const test = moduleOf(course, course.completion.assessment ?? 0);
  const lost = status.outcome === "failed";
  const done = status.complete && !lost;
  (one("h1", article) as HTMLElement).textContent = t(lost ? "finish.failed" : done ? "finish.title" : "finish.open");
  fill("lead", lost ? t("finish.failed.lead") : done ? t("finish.lead", { title: course.title }) : "", article);
  const todo = one('[data-fill="todo"]', article) as HTMLElement;
  todo.replaceChildren(...(status.complete && !lost ? [] : open(player)));
  const words = one(".when-failed", document.getElementById(test ? testPage(test.number) : "") ?? article);
  if (lost && words) {
    const copy = words.cloneNode(true) as HTMLElement;
    copy.hidden = false;
    todo.prepend(copy);
  }
  const count = course.pages.length;
  const pages = course.pages.filter((each) => state.done.has(each.number)).length;
  const rows: [string, string][] = [["finish.pages", t("finish.pages.value", { done: pages, count })]];
  if (test && status.score !== null)
    rows.push(["finish.score", t("finish.score.value", { score: status.score, pass: test.assessment!.passMark })]);
  if (done) {
    rows.push(["finish.date", day(course.language, new Date(state.finishedAt || Date.now()))]);
    // The author's minutes, not the clock's (TRACKING.md).
    rows.push(["finish.time", length(t, course.minutes)]);
  }
  if (player.launch.name) rows.unshift(["finish.learner", player.launch.name]);
  const facts = one('[data-fill="facts"]', article) as HTMLElement;
  facts.replaceChildren(...rows.map(([key, value]) => make("div", {}, make("dt", {}, t(key)), make("dd", {}, value))));
  drawSent(player);
}

/** "Sent" only after the LMS confirmed all there is (PLAYER 11). */
export function drawSent({ session, status, t }: Player): void {
  const { tracked, sent } = session;
  fill("sent", status.complete ? t(!tracked ? "finish.kept" : sent ? "finish.sent" : "finish.unsent") : "");
}

/** The pages that are still to do, by link, and the test that is still to be passed. */
function open({ course, state, t }: Player): HTMLElement[] {
  const parts: HTMLElement[] = [];
  const pages = course.pages.filter((each) => !state.done.has(each.number) && !ofTest(course, moduleOf(course, each.module), each.number));
  if (course.completion.pages && pages.length) {
    // A long list is given by module: where each goes on.
    const long = pages.length > 8 && course.modules.length > 1;
    const shown = long ? pages.filter((each, index) => pages[index - 1]?.module !== each.module) : pages;
    const name = (page: PageData): string => (long ? moduleOf(course, page.module)?.title : "") || page.title;
    const list = make("ul", {}, ...shown.map((each) => make("li", {}, link(name(each), each.id))));
    parts.push(make("div", { class: "todo" }, make("p", {}, t("finish.todo", { count: pages.length })), list));
  }
  const test = moduleOf(course, course.completion.assessment ?? 0);
  if (test && !passed(state, course, test.number)) {
    const first = course.pages.find((each) => each.module === test.number);
    parts.push(make("p", {}, link(t("finish.test", { title: test.title }), first?.id ?? "")));
  }
  return parts;
}

/** An accreditation is claimed only while it lasts (AUTHORING; the bytes do not depend on the day of the build). */
export function drawAccreditation(): void {
  for (const words of all("[data-until]")) words.hidden = Date.now() > Date.parse(`${words.dataset.until}T23:59:59`);
}
