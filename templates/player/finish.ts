// What was done -> the finish page: facts, what is left, and whether it has been sent (PLAYER 38).

import { make, one, when } from "./elements";
import { shown } from "./navigation";
import { countDone, course, launch, moduleOf, ofTest, standing, state } from "./player";
import { sent } from "./session";
import { passed } from "./status";
import { todo } from "./turn";
import { day, length, t } from "./words";

export function drawFinish(): void {
  if (shown.id !== "course--finish") return;
  const { outcome, complete } = standing;
  const how = outcome === "failed" ? "failed" : complete ? "done" : "open";
  const test = course.completion.assessment;
  one("h1", shown)!.textContent = t(`finish.title.${how}`);
  when("finish", how);
  when("unpassed", how !== "done" && test !== null && !passed(state, course, test));
  one(".facts", shown)!.replaceWith(facts());
  const open = how === "done" || !course.completion.pages ? []
    : course.pages.filter((each) => !state.done.has(each.number) && !ofTest(each.number));
  // A long list is given by module: where each goes on.
  const long = open.length > 8 && course.modules.length > 1;
  const listed = open.filter((each, index) => !long || open[index - 1]?.module !== each.module);
  todo(one(".todo", shown)!, "finish.todo",
    listed.map(({ id, module, title }) => [long ? moduleOf(module)!.title : title, id]), open.length);
  drawSent();
}

/** "Sent" only after the LMS confirmed all there is (PLAYER 11). */
export const drawSent = (): void =>
  when("sent", standing.complete && (!launch.tracked ? "kept" : sent ? "sent" : "unsent"));

/** What was done, in figures. The minutes are the author's, not the clock's (TRACKING.md). */
export function facts(): HTMLElement {
  const { title, version, minutes, pages, completion } = course;
  const { score, complete, outcome } = standing;
  const pass = moduleOf(completion.assessment ?? 0)?.assessment?.passMark;
  const rows = {
    learner: launch.name,
    course: t("finish.course.value", { title, version }),
    pages: t("finish.pages.value", { done: countDone(), count: pages.length }),
    score: score !== null && t("finish.score.value", { score, pass: pass ?? 0 }),
    date: day(state.finishedAt || Date.now()),
    time: complete && outcome !== "failed" && length(minutes),
  };
  return make("dl.facts", ...Object.entries(rows).map(([name, text]) =>
    text && make("div", make("dt", t(`finish.${name}`)), make("dd", text))));
}
