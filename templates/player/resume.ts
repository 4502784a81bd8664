// How a session begins -> a panel above the first content: welcome back, for review, or a question only the learner
// can answer (PLAYER 9; TRACKING.md, "Who wins").

import { button, make, one } from "./elements";
import { pageOf } from "./player";
import type { Player } from "./player";
import type { State } from "./state";
import { resumeAt } from "./status";
import { day } from "./words";

const panel = (): HTMLElement => one("#course--panel") as HTMLElement;

export function closePanel(): void {
  panel().hidden = true;
}

function show(title: string, level: "h1" | "h2", ...parts: (HTMLElement | null)[]): void {
  const box = panel();
  box.replaceChildren(make(level, { id: "course--panel-title" }, title), ...parts.filter((each) => each !== null));
  box.hidden = false;
}

/** "Welcome back": nothing jumps by itself. */
export function welcome(player: Player): void {
  const { course, state, status, t } = player;
  const back = pageOf(course, resumeAt(state, course));
  const first = course.pages[0];
  if (!back || !first) return;
  const said = status.outcome === "failed" ? "review.failed" : "review.text";
  const onward = make("a", { class: "button", href: `#${back.id}` }, t("resume.continue"));
  const again = make("a", { class: "button quiet", href: `#${first.id}` }, t("resume.start"));
  show(t("resume.title"), "h2",
    make("p", {}, t("resume.where", { title: back.title })),
    state.terminal ? make("p", {}, status.outcome === "failed" ? "" : t("review.title"), " ", t(said)) : null,
    make("p", { class: "actions" }, onward, again));
}

/** The LMS is blank and this browser is not: nothing is sent before the learner has answered. */
export function ask(player: Player, local: State, answered: (carryOn: boolean) => void): void {
  const { course, t } = player;
  const root = document.documentElement;
  const date = day(course.language, new Date(local.saved));
  const choose = (carryOn: boolean) => () => {
    root.classList.remove("asking");
    closePanel();
    answered(carryOn);
  };
  const pages = course.pages.filter((each) => local.done.has(each.number)).length;
  root.classList.add("asking");
  show(t("ask.title"), "h1",
    make("p", {}, t("ask.text", { date, pages, count: course.pages.length })),
    make("p", {}, t("ask.afresh.hint")),
    [...local.notes.values()].some((each) => each.text) ? make("p", {}, t("ask.notes")) : null,
    make("p", { class: "actions" }, button(t("ask.carry", { date }), choose(true)), button(t("ask.afresh"), choose(false), true)));
}
