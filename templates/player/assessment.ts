// A module that is a test: its terms, its attempt, handing in and the result (PLAYER 25; TRACKING.md).

import { announce } from "./announce";
import { all, bring, button, byId, fill, icon, link, make, NOTICE, one, TICK, when } from "./elements";
import { answeredAt, firstSeen, refresh } from "./host";
import { assessedIn, isEmpty, known, mark, shuffle } from "./marking";
import { go, shown } from "./navigation";
import { activityOf, change, course, lms, moduleOf, ofTest, state, testPage } from "./player";
import { mayKnow, unseal } from "./seal";
import { attemptsLeft, markDone, NO_ATTEMPTS, startAttempt, submitAttempt } from "./state";
import type { Attempts } from "./state";
import { passed } from "./status";
import { short, todo } from "./turn";
import type { ActivityData, Answer, ModuleData } from "./types";
import { t } from "./words";

type Test = ModuleData & { assessment: object };

/** The test that is shown. */
function here(): Test | undefined {
  const module = moduleOf(shown.dataset.module);
  return module?.assessment ? (module as Test) : undefined;
}
const attemptsOf = ({ number }: Test): Attempts => state.results.get(number) ?? NO_ATTEMPTS;
const leftOf = ({ number }: Test): number => attemptsLeft(state, course, number);
const isOver = (test: Test): boolean => passed(state, course, test.number) || !leftOf(test);

/** The attempt's questions as they stand in the document, of a test that draws some only those. */
function questions(test: Test): [HTMLElement, ActivityData][] {
  const asked = assessedIn(course, test.number, attemptsOf(test).drawn);
  return all(`[data-module="${test.number}"] [data-activity]`).flatMap((element) => {
    const activity = activityOf(element.dataset.activity)!;
    return asked.includes(activity) ? [[element, activity]] : [];
  });
}

/** The shown test as its attempt stands. */
export function drawTest(): void {
  const test = here();
  if (!test) return;
  const attempts = attemptsOf(test);
  const how = attempts.open ? "open" : attempts.used ? "used" : "unused";
  const left = leftOf(test);
  const over = isOver(test) && !attempts.open;
  if (test.assessment.shuffle) test.pages.forEach((page) => arrange(page, attempts.open ? attempts.seed + 1 : 0));
  number(test, how);
  fill(`tries-${test.number}`, passed(state, course, test.number) ? "" : tries(left));
  for (const start of all(`[data-module="${test.number}"] .terms [data-do]`)) {
    start.hidden = over;
    start.textContent = t(`test.start.${how}`);
  }
  const page = byId(testPage(test.number))!;
  one("h1", page)!.textContent = t(how === "used" ? "test.result" : "test.submit.title");
  when("attempt", how, page);
  when("spent", over && !passed(state, course, test.number), page);
  if (how === "open") check(test, page, attempts);
  if (how === "used") one(".verdict", page)!.replaceChildren(...result(test, attempts));
}

// ------------------------------------------------------------------ the questions on their pages

/** What the author's order was, and the seed by which it stands now. */
const orders = new Map<Element, { written: HTMLElement[]; seed: number }>();

function reorder(within: Element, items: HTMLElement[], seed: number): void {
  const { written, seed: before } = orders.get(within) ?? { written: items, seed: 0 };
  orders.set(within, { written, seed });
  if (seed === before) return;
  const places = [...written.keys()];
  const slots = items.map((each) => {
    const slot = new Comment();
    each.replaceWith(slot);
    return slot;
  });
  (seed ? shuffle(places, seed) : places).forEach((place, index) => slots[index]!.replaceWith(written[place]!));
}

/** Questions within their page, and a choice's options within it: the seed of the attempt decides. */
function arrange(page: number, seed: number): void {
  const article = one(`[data-page="${page}"]`)!;
  reorder(article, all("form", article).map((form) => form.closest<HTMLElement>("[data-activity]")!), seed);
  for (const set of all("form fieldset", article)) reorder(set, all(".option", set), seed && seed + page);
}

/** "Question 3 of 9"; open to answer only while an attempt is; before the first one they are not shown. */
function number(test: Test, how: string): void {
  for (const { number } of assessedIn(course, test.number)) one(`[data-activity="${number}"]`)!.hidden = true;
  questions(test).forEach(([element], index, { length: count }) => {
    element.hidden = how === "unused";
    one(".label > span", element)!.textContent = t("test.question", { number: index + 1, count });
    for (const set of all<HTMLFieldSetElement>("fieldset", element)) set.disabled = how !== "open";
  });
}

/** Opens an attempt (or goes on with the open one) and goes to its first question. */
export function attempt(): void {
  const test = here()!;
  change(startAttempt(state, course, test.number, Math.floor(Math.random() * 0x10000), Date.now()));
  refresh();
  const [first] = questions(test)[0] ?? [];
  const article = first?.closest("article");
  if (article === shown) bring(first!);
  else if (article) go(article.id);
}

// ------------------------------------------------------------------ handing in, and the result

const named = (element: HTMLElement): string => one(".label", element)!.textContent!.trim();

/** What has no answer yet, with links. */
function check(test: Test, page: HTMLElement, attempts: Attempts): void {
  const open = questions(test).filter(([, activity]) => {
    const answer = attempts.answers.get(activity.number);
    return !answer || isEmpty(known(activity, answer));
  });
  todo(one(".todo", page)!, "test.submit.some",
    open.map(([element, { title }]) => [`${named(element)}: ${short(title)}`, element.id]));
  when("all", !open.length, page);
}

export function submit(): void {
  const test = here()!;
  const now = Date.now();
  unseal(test.number);
  const next = submitAttempt(state, course, test.number, now);
  if (next === state) return;
  for (const [, activity] of questions(test)) {
    const response = next.results.get(test.number)!.answers.get(activity.number);
    if (!response) continue;
    const at = answeredAt.get(activity.number) ?? now;
    const latency = Math.max(0, (at - firstSeen(activity.number)) / 1000);
    lms.record({ activity, response, ...mark(activity, response), at: new Date(at), latency });
  }
  // The pages of a test are done when it is handed in: there is nothing on them to mark as read (TRACKING.md).
  change(test.pages.reduce((last, page) => (ofTest(page) ? markDone(last, page, now) : last), next));
  refresh();
  go(testPage(test.number));
  announce(t("test.submitted", { result: verdict(test).slice(2).join(" ") }));
}

/** Passed or not, in a word, and the score in a sentence: the last attempt's, as it was then. */
function verdict(test: Test): [good: boolean, score: number, word: string, said: string] {
  const { best, last } = attemptsOf(test);
  const good = passed(state, course, test.number);
  const score = good ? best : last;
  const word = good ? "passed" : leftOf(test) ? "failed" : "spent";
  return [good, score, t(`test.${word}`), t("test.score", { score, pass: test.assessment.passMark })];
}

/** The attempts that are left, where they are counted. */
const tries = (left: number): string => left === Infinity ? "" : left ? t("test.left", { count: left }) : t("finish.failed.lead");

function result(test: Test, { best, answers }: Attempts): HTMLElement[] {
  const keys = unseal(test.number);
  const left = leftOf(test);
  const [good, score, word, said] = verdict(test);
  return [
    make(`div.feedback ${good ? "right" : "not-yet"}`, make("h2", icon(good ? TICK : NOTICE), word), make("p", said),
      best > score && make("p", t("test.best", { score: best })),
      !good && make("p", tries(left)),
      !good && left > 0 && make("p.actions", button(t("test.start.used"), attempt))),
    make("h2", t("test.list")),
    make("ol.questions", ...questions(test).map(([element, activity]) =>
      line(element, activity, answers.get(activity.number), keys[activity.number]?.html ?? ""))),
  ];
}

/** One question of the result: right or not in words, where it is taught, and its reasons where they may be known. */
function line(element: HTMLElement, activity: ActivityData, answer: Answer | undefined, html: string): HTMLElement {
  const how = answer?.result ?? "blank";
  const right = how === "correct";
  const page = byId(element.dataset.teaches ?? "");
  const words = make("div");
  // The seal holds HTML that the builder rendered, as the page itself does.
  words.innerHTML = html;
  return make("li",
    make(`p.mark ${right ? "right" : "wrong"}`, icon(right ? TICK : NOTICE), t(`test.${how}`)),
    make("p", link(named(element), element.id), `: ${short(activity.title)}`),
    !right && answer?.sure === 3 && make("p", t("sure.wrong")),
    page && make("p", link(t("test.teaches", { title: one("h1", page)!.textContent! }), page.id)),
    html && mayKnow(activity) && make("details", make("summary", t("test.key")), words));
}
