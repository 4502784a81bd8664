// A module that is a test: its terms, its attempt, handing in and the result (PLAYER 25; TRACKING.md).

import { announce } from "./announce";
import { all, button, fill, icon, CIRCLE, link, make, one, TICK } from "./elements";
import { assessedIn, assessmentScore, isEmpty, shuffle } from "./marking";
import { moduleOf, ofTest, pageOf, placeOf, short, testPage } from "./player";
import type { Player } from "./player";
import { mayKnow, unseal } from "./seal";
import { attemptsLeft, markDone, NO_ATTEMPTS, startAttempt, submitAttempt } from "./state";
import type { Attempts } from "./state";
import { passed } from "./status";
import type { ActivityData, Answer, AssessmentData, ModuleData } from "./types";

/** When each answer of this session was given; after a return the moment of handing in stands for it. */
const given = new Map<number, number>();

export const noteAnswer = (activity: ActivityData): void => void given.set(activity.number, Date.now());

/** Every test of the course as its attempt stands. */
export function drawTests(player: Player): void {
  for (const module of player.course.modules) if (module.assessment) drawTest(player, module, module.assessment);
}

function drawTest(player: Player, module: ModuleData, settings: AssessmentData): void {
  const attempts = player.state.results.get(module.number) ?? NO_ATTEMPTS;
  for (const page of module.pages) arrange(page, module, attempts, settings.shuffle);
  number(player, module, attempts);
  terms(player, module, attempts);
  handIn(player, module, attempts);
}

// ------------------------------------------------------------------ the questions on their pages

/** The order in the document as the author wrote it; a shuffled one goes back to it. */
const written = new Map<Element, HTMLElement[]>();

function reorder(key: Element, now: HTMLElement[], seed: number): void {
  const original = written.get(key) ?? now;
  written.set(key, original);
  const order = seed ? shuffle(original.map((_, index) => index), seed).map((index) => original[index]!) : original;
  const slots = now.map((each) => {
    const slot = document.createComment("");
    each.replaceWith(slot);
    return slot;
  });
  slots.forEach((slot, index) => slot.replaceWith(order[index]!));
}

/** Questions within their page, and a choice's options within it: the seed of the attempt decides. */
function arrange(page: number, module: ModuleData, attempts: Attempts, shuffled: boolean): void {
  const article = one(`article[data-page="${page}"]`);
  if (!article || !shuffled) return;
  const seed = attempts.open ? attempts.seed + 1 : 0;
  const before = document.activeElement;
  reorder(article, all("form", article).map((form) => form.closest("[data-activity]") as HTMLElement), seed);
  for (const set of all("fieldset", article)) {
    const options = all(".option", set);
    if (all("select", set).length === 0 && module.assessment) reorder(set, options, seed && seed + page);
  }
  if (before instanceof HTMLElement && before !== document.activeElement) before.focus({ preventScroll: true });
}

const sections = (module: ModuleData, activities: ActivityData[]): [HTMLElement, ActivityData][] =>
  all(`article[data-module="${module.number}"] [data-activity]`).flatMap((element) => {
    const activity = activities.find((each) => each.number === Number(element.dataset.activity));
    return activity ? [[element, activity] as [HTMLElement, ActivityData]] : [];
  });

/** "Question 3 of 9"; open to answer only while an attempt is; before the first one they are not shown. */
function number({ course, t }: Player, module: ModuleData, attempts: Attempts): void {
  const questions = sections(module, assessedIn(course, module.number).filter((each) => each.kind !== "note"));
  questions.forEach(([element], index) => {
    element.hidden = !attempts.open && !attempts.used;
    const label = one(".label > span", element);
    if (label) label.textContent = t("test.question", { number: index + 1, count: questions.length });
    for (const set of all("fieldset", element)) (set as HTMLFieldSetElement).disabled = !attempts.open;
    for (const submit of all('[type="submit"]', element)) submit.hidden = !attempts.open;
  });
}

function terms(player: Player, module: ModuleData, attempts: Attempts): void {
  const { course, state, t } = player;
  const left = attemptsLeft(state, course, module.number);
  const over = passed(state, course, module.number) || (!left && !attempts.open);
  fill(`tries-${module.number}`, over || left === Infinity ? "" : t("test.left", { count: left }));
  const start = one(`[data-do="attempt"][data-test="${module.number}"]`);
  if (!start) return;
  start.hidden = over;
  start.textContent = t(attempts.open ? "test.goto" : attempts.used ? "test.again" : "test.start");
}

/** Opens an attempt (or goes on with the open one) and goes to its first question. */
export function attempt(player: Player, number: number): void {
  const module = moduleOf(player.course, number);
  if (!module) return;
  const seed = Math.floor(Math.random() * 0x10000);
  player.change(startAttempt(player.state, player.course, number, seed, Date.now()));
  player.refresh();
  const [first] = sections(module, assessedIn(player.course, number));
  if (!first) return;
  const article = first[0].closest("article") as HTMLElement;
  if (article === player.navigation.current?.article) {
    first[0].tabIndex = -1;
    first[0].focus();
  } else player.navigation.go(article.id);
}

// ------------------------------------------------------------------ handing in, and the result

function handIn(player: Player, module: ModuleData, attempts: Attempts): void {
  const { t } = player;
  const article = one(`#${testPage(module.number)}`) as HTMLElement;
  const verdict = one(".verdict", article) as HTMLElement;
  const failed = one(".when-failed", article);
  const spent = !attempts.open && !attemptsLeft(player.state, player.course, module.number);
  if (failed) failed.hidden = !spent || passed(player.state, player.course, module.number);
  (one("h1", article) as HTMLElement).textContent = t(attempts.used && !attempts.open ? "test.result" : "test.submit.title");
  (one(".turn .next", article) as HTMLElement).hidden = attempts.open || !attempts.used;
  const parts = attempts.open ? check(player, module, attempts)
    : attempts.used ? result(player, module, attempts)
    : [make("p", {}, t("test.idle")), make("p", {}, link(t("test.idle.link"), pageOf(player.course, module.pages[0]!)!.id))];
  verdict.replaceChildren(...parts);
}

/** What has no answer yet, with links, and the one button. */
function check(player: Player, module: ModuleData, attempts: Attempts): HTMLElement[] {
  const { course, t } = player;
  const questions = sections(module, assessedIn(course, module.number));
  const open = questions.filter(([, { number }]) => {
    const answer = attempts.answers.get(number);
    return !answer || isEmpty(answer);
  });
  const items = open.map(([element, activity]) => {
    const label = one(".label", element)?.textContent ?? "";
    return make("li", {}, link(`${label}: ${short(activity.title)}`, element.id));
  });
  const said = open.length ? t("test.submit.some", { count: open.length }) : t("test.submit.all", { count: questions.length });
  return [
    make("div", { class: open.length ? "todo" : "" }, make("p", {}, said), open.length ? make("ul", {}, ...items) : null),
    make("p", {}, t("test.submit.change")),
    make("p", { class: "actions" }, button(t("test.submit.button"), () => submit(player, module))),
  ];
}

function submit(player: Player, module: ModuleData): void {
  const { course, t } = player;
  const now = Date.now();
  unseal(course, module.number);
  const { state, score } = submitAttempt(player.state, course, module.number, now);
  if (score === null) return;
  const answers = state.results.get(module.number)?.answers ?? new Map<number, Answer>();
  for (const activity of assessedIn(course, module.number)) {
    const answer = answers.get(activity.number);
    if (!answer) continue;
    const at = given.get(activity.number) ?? now;
    const { result, score: share } = answer;
    const latency = Math.max(0, (at - player.firstSeen(activity.number)) / 1000);
    player.record({ activity, response: answer, result, score: share, at: new Date(at), latency });
  }
  // The pages of a test are done when it is handed in: there is nothing on them to mark as read (TRACKING.md).
  player.change(module.pages.reduce((next, page) => (ofTest(course, module, page) ? markDone(next, page, now) : next), state));
  player.refresh();
  player.navigation.go(testPage(module.number));
  announce(t("test.submitted", { result: verdictOf(player, module, score) }));
}

function verdictOf({ course, state, t }: Player, module: ModuleData, score: number): string {
  const pass = module.assessment!.passMark;
  const word = score >= pass ? "test.passed" : attemptsLeft(state, course, module.number) ? "test.failed" : "test.spent";
  return `${t(word)}. ${t("test.score", { score, pass })}`;
}

function result(player: Player, module: ModuleData, attempts: Attempts): HTMLElement[] {
  const { course, state, t } = player;
  const keys = unseal(course, module.number);
  const score = assessmentScore(module.number, attempts.answers, course);
  const left = attemptsLeft(state, course, module.number);
  const good = score >= module.assessment!.passMark;
  const [word] = verdictOf(player, module, score).split(".");
  const head = make("div", { class: `feedback ${good ? "right" : "not-yet"}` });
  const title = make("h2", {}, word ?? "");
  title.prepend(icon(good ? TICK : CIRCLE));
  head.append(title, make("p", {}, t("test.score", { score, pass: module.assessment!.passMark })));
  if (attempts.best !== null && attempts.best > score) head.append(make("p", {}, t("test.best", { score: attempts.best })));
  const over = passed(state, course, module.number) || !left;
  if (!over) {
    if (left !== Infinity) head.append(make("p", {}, t("test.left", { count: left })));
    head.append(make("p", { class: "actions" }, button(t("test.again"), () => attempt(player, module.number))));
  }
  const list = make("ol", { class: "questions" });
  for (const [element, activity] of sections(module, assessedIn(course, module.number)))
    list.append(line(player, element, activity, attempts.answers.get(activity.number), keys[activity.number]?.html ?? ""));
  return [head, make("h2", {}, t("test.list")), list];
}

/** One question of the result: right or not in words, where it is taught, and its reasons where they may be known. */
function line(player: Player, element: HTMLElement, activity: ActivityData, answer: Answer | undefined, html: string): HTMLElement {
  const { t } = player;
  const right = answer?.result === "correct";
  const word = !answer ? "blank" : right ? "right" : answer.result === "partial" ? "partly" : "wrong";
  const mark = make("p", { class: `mark ${right ? "right" : "wrong"}` }, t(`test.${word}`));
  mark.prepend(icon(right ? TICK : CIRCLE));
  const label = one(".label", element)?.textContent ?? "";
  const item = make("li", {}, mark, make("p", {}, link(label, placeOf(activity.number)), `: ${short(activity.title)}`));
  const page = document.getElementById(element.dataset.teaches ?? "");
  if (page) item.append(make("p", {}, link(t("test.teaches", { title: one("h1", page)?.textContent ?? "" }), page.id)));
  if (html && mayKnow(player, activity)) {
    // The seal holds HTML that the builder rendered, as the page itself does.
    const key = make("details", {}, make("summary", {}, t("test.key")), make("div"));
    (key.lastElementChild as HTMLElement).innerHTML = html;
    item.append(key);
  }
  return item;
}
