// How a session begins -> a panel above the first content: welcome back, for review, or a question only the learner
// can answer (PLAYER 9; TRACKING.md, "Who wins"). The panels are in the page; a class on the root shows one.

import { fill, one, root, when } from "./elements";
import { course, pageOf, standing, state, tally } from "./player";
import { resumeAt } from "./status";
import { day, t } from "./words";

/** "Welcome back": nothing jumps by itself. */
export function welcome(): void {
  const back = pageOf(resumeAt(state, course));
  if (!back) return;
  fill("where", t("resume.where", { title: back.title }));
  when("review", state.terminal && (standing.outcome === "failed" ? "failed" : "done"));
  root.classList.add("welcome");
}

/** The LMS is blank and this browser is not: nothing is sent before the learner has answered. True: carry on. */
export function ask(): Promise<boolean> {
  const date = day(state.saved);
  const { done, count } = tally();
  fill("ask", t("ask.text", { date, pages: done, count }));
  fill("carry", t("ask.carry", { date }));
  when("kept", [...state.notes.values()].some((each) => each.text));
  root.classList.add("asking");
  return new Promise((resolve) => {
    const answer = (name: string, carryOn: boolean): void => {
      one(name)!.onclick = () => {
        root.classList.remove("asking");
        resolve(carryOn);
      };
    };
    answer("[data-fill=carry]", true);
    answer(".afresh", false);
  });
}
