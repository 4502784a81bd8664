// What was done -> the finish page: facts, what is left, and whether it has been sent (PLAYER 38).

import { all, fill, link, make, one, when } from "./elements";
import { shown } from "./navigation";
import { owner } from "./journal";
import { course, journal, launch, moduleOf, ofTest, placeOf, reported, standing, state, tally } from "./player";
import { sent } from "./session";
import { answerTo, roleOf } from "./state";
import { asked, moduleDone, passed } from "./status";
import { tried } from "./tried";
import { short, todo } from "./turn";
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
  one(".surprises", shown)!.replaceChildren(...surprises(2));
  if (how === "done") certificate(one("input", shown)!);
  const open = how === "done" || !course.completion.pages ? []
    : asked(state, course).filter((each) => !state.done.has(each.number) && !ofTest(each.number));
  // A long list is given by module: where each goes on. So is the module of a role that is not chosen yet.
  const long = open.length > 8 && course.modules.length > 1;
  const unchosen = (module: number): boolean => course.roles.includes(module) && !roleOf(state, course);
  const listed = open.filter(({ module }, index) => !(long || unchosen(module)) || open[index - 1]?.module !== module);
  todo(one(".todo", shown)!, "finish.todo", listed.map(({ id, module, title }) =>
    unchosen(module) ? [t("role.title"), "course--role"] : [long ? moduleOf(module)!.title : title, id]), open.length);
  drawSent();
}

/** "Sent" only after the LMS confirmed all there is (PLAYER 11). */
export function drawSent(): void {
  const held = launch.tracked ? sent : reported();
  when("sent", standing.complete && (held ? "sent" : launch.tracked ? "unsent" : "kept"));
  when("held", held);
}

/** The learner's name: as they wrote it, else as the LMS has it ("Last, First" in SCORM 1.2, RTE 3.4.4). */
let name: string | undefined;
const learner = (): string =>
  (name ??= named((key) => localStorage.getItem(key)) || (launch.name ?? "").replace(/^([^,]+), *([^,]+)$/, "$2 $1"));

/** Asks or changes what this browser keeps as the name. Kept only where progress is kept for longer; never sent. */
const named = (act: (key: string) => string | null | void): string =>
  (journal.lasting && tried(() => act(`coursewright-name/${owner(course, launch.learner)}`))) || "";

function certificate(field: HTMLInputElement): void {
  if (document.activeElement !== field) field.value = learner();
  field.oninput = () => {
    name = field.value.trim();
    named((key) => name ? localStorage.setItem(key, name) : localStorage.removeItem(key));
    fill("name", name);
  };
  fill("name", learner());
  fill("finished", day(state.finishedAt));
  fill("spent", length(spent()));
  // A certificate names the modules that were taken: of those for roles, the ones that are done.
  for (const line of all("[data-taken]")) line.hidden = !taken(+line.dataset.taken!);
}

/** What the learner was very sure of, and wrong in: the most worth reading again. */
export function surprises(level: number): HTMLElement[] {
  const found = course.activities.filter((activity) => {
    const { sure, tries = 0, result } = answerTo(state, activity) ?? {};
    return sure === 3 && tries > 0 && (result !== "correct" || (!activity.assessed && tries > 1));
  });
  return found.length ? [make(`h${level}`, t("sure.title")), make("p", t("sure.wrong")),
    make("ul", ...found.map(({ title, number }) => make("li", link(short(title), placeOf(number)))))] : [];
}

/** Every module, but of those for roles only what is done, and the one that is furthest: a later version may have more
 *  pages in it. */
const taken = (module: number): boolean =>
  !course.roles.includes(module) || moduleDone(module, state, course) || module === roleOf({ ...state, role: 0 }, course);
const spent = (): number => course.modules.reduce((sum, { number, minutes }) => sum + (taken(number) ? minutes : 0), 0);

/** What was done, in figures. The minutes are the author's, not the clock's (TRACKING.md). */
export function facts(): HTMLElement {
  const { title, version, completion, participatory } = course;
  const { score, complete, outcome } = standing;
  const pass = moduleOf(completion.assessment ?? 0)?.assessment?.passMark;
  const over = complete && outcome !== "failed";
  const rows = {
    learner: learner(),
    course: t("finish.course.value", { title, version }),
    pages: t("finish.pages.value", tally()),
    score: score !== null && t("finish.score.value", { score, pass: pass ?? 0 }),
    date: day(state.finishedAt || Date.now()),
    time: over && length(spent()),
    participatory: over && participatory > 0 && length(participatory),
  };
  return make("dl.facts", ...Object.entries(rows).map(([name, text]) =>
    text && make("div", make("dt", t(`finish.${name}`)), make("dd", text))));
}
