// A question's form + its key -> checked answers, with reasons, another go and the answer (PLAYER 19-24, 27).
// In a test it only keeps what is chosen, and shows the key once the host hands it over.

import { all, button, icon, make, one, TICK } from "./elements";
import type { Answer, BlockHost, Response, Result } from "./types";

/** A row to mark: in words and with an icon, never by colour alone (PLAYER 22). */
export interface Mark { option: number; row: Element; right: boolean; text: string }

/** What differs between kinds of exercise. */
export interface Form {
  read(): Response;
  show(response: Response | undefined): void;
  /** The first control that still wants an answer, and what to say about it; null when the answer is whole. */
  missing(): [HTMLElement, string] | null;
  /** The rows that have something to say, once the key is known; `all`: the whole answer is shown. */
  marks(given: Response, key: Response, all: boolean): Mark[];
  /** Whether a check leaves nothing to reveal. */
  open: boolean;
}

const CROSS = "M3.5 3.5l9 9M12.5 3.5l-9 9";
const CLASSES: Record<Result, string> = { correct: "right", partial: "partly", incorrect: "not-yet" };

/** Sets a question, true-false or sort to work. */
export function exercise(element: HTMLElement, host: BlockHost, form: Form): void {
  const { activity, t } = host;
  if (!activity) return;
  const fields = one("fieldset", element)!;
  const error = one(".error", element)!;
  const box = one(".feedback", element)!;
  let key = one(".key", element);
  let touched = false;
  let seen = "";

  const part = (selector: string): HTMLElement | null => (key ? one(selector, key) : null);
  /** A part of the key as it may stand a second time: without ids, and without the label if asked. */
  const copy = (from: HTMLElement, bare = false): HTMLElement => {
    const made = from.cloneNode(true) as HTMLElement;
    for (const each of all("[id]", made)) each.removeAttribute("id");
    if (bare) made.firstElementChild?.remove();
    return made;
  };
  const unmark = (): void => all(".exercise-mark", element).forEach((each) => each.remove());

  function complain(message: [HTMLElement, string] | null): void {
    error.hidden = !message;
    error.textContent = message ? message[1] : "";
    const title = t("error.title", { title: "" });
    if (document.title.startsWith(title)) document.title = document.title.slice(title.length);
    if (!message) {
      fields.removeAttribute("aria-invalid");
      fields.removeAttribute("aria-describedby");
      return;
    }
    fields.setAttribute("aria-invalid", "true");
    fields.setAttribute("aria-describedby", error.id);
    document.title = title + document.title;
    message[0].focus();
  }

  function reasons(marks: Mark[]): HTMLElement[] {
    const found = marks
      .map(({ option }) => part(`[data-option="${option}"]`))
      .filter((item): item is HTMLElement => !!item && !!one(".exercise-reason", item));
    if (found.length === 1 && marks.length === 1) return [copy(one(".exercise-reason", found[0]!)!)];
    return found.length ? [make("ul", {}, ...found.map((item) => copy(item)))] : [];
  }

  /** Marks the rows and fills the box; `whole`: with the right answer and the explanation. */
  function show(given: Response, result: Result, asked: boolean): void {
    const known = host.key();
    if (!known) return;
    const right = result === "correct";
    const marks = form.marks(given, known, asked || activity!.assessed);
    unmark();
    for (const mark of marks)
      mark.row.append(make("span", { class: `exercise-mark ${mark.right ? "right" : "wrong"}` }, icon(mark.right ? TICK : CROSS) as Node, mark.text));
    const heading = make("h2", { tabindex: "-1" }, icon(right || asked ? TICK : CROSS) as Node,
      t(right ? "question.correct" : asked ? "question.shown" : result === "partial" ? "question.partly" : "question.not-yet"));
    box.className = `feedback ${asked && !right ? "shown" : CLASSES[result]}`;
    box.replaceChildren(heading);
    if (result === "partial" && !asked && known.chosen.length)
      box.append(make("p", {}, t("question.found", { found: given.chosen.length, count: known.chosen.length })));
    box.append(...reasons(marks));
    const hint = part("[data-hint]");
    const because = part("[data-because]");
    const open = right || asked || form.open || activity!.assessed;
    if (because && open) box.append(copy(because, right));
    else if (hint && !open) box.append(copy(hint));
    if (!activity!.assessed) box.append(steps(given, result, open));
    box.hidden = false;
  }

  function steps(given: Response, result: Result, open: boolean): HTMLElement {
    const again = button(t("question.again"), () => (one("input:checked", fields) ?? one("select, input", fields))?.focus(), open);
    const reveal = button(t("question.show"), () => {
      show(given, result, true);
      toBox();
    }, true);
    const on = button(t("question.continue"), onward);
    const right = result === "correct";
    return make("div", { class: "actions" }, right ? on : again, right ? null : open ? on : reveal);
  }

  const toBox = (): void => one("h2", box)?.focus();

  /** To what follows the question, without a search for it. */
  function onward(): void {
    const next = element.nextElementSibling as HTMLElement | null;
    if (!next) return;
    next.tabIndex = -1;
    next.focus();
  }

  function hint(): void {
    const from = part("[data-hint]");
    if (from) box.before(make("details", { class: "exercise-hint" }, make("summary", {}, t("question.hint.show")), copy(from, true)));
  }

  /** What this card shows depends on nothing else of what may change around it. */
  const now = (): string => JSON.stringify([host.answer(), host.key()]);

  /** As the learner left it (PLAYER 9); what was marked against other words is not marked again. */
  function restore(): void {
    const answer = host.answer();
    seen = now();
    unmark();
    complain(null);
    box.hidden = true;
    form.show(answer);
    if (activity!.assessed) {
      key?.remove();
      const html = host.keyHtml();
      key = html ? make("details", { class: "key" }, make("summary", {}, t("question.key"))) : null;
      if (key) key.insertAdjacentHTML("beforeend", html), element.append(key);
    }
    if (!answer) return;
    if (answer.revision !== activity!.revision) {
      box.className = "feedback";
      box.replaceChildren(make("p", {}, t("question.changed")));
      box.hidden = false;
    } else show(answer, answer.result, false);
  }

  function check(event: Event): void {
    event.preventDefault();
    const missing = form.missing();
    complain(missing);
    if (missing) return;
    touched = true;
    const answer: Answer = host.respond(form.read());
    show(answer, answer.result, false);
    toBox();
  }

  element.addEventListener("submit", activity.assessed ? (event) => event.preventDefault() : check);
  fields.addEventListener("change", () => {
    if (!activity.assessed) {
      touched = true;
      return unmark();
    }
    if (!host.key()) host.respond(form.read());
  });
  host.onchange(() => {
    if (!activity.assessed && touched) return;
    if (now() !== seen) restore();
  });
  if (!activity.assessed) hint();
  restore();
}

/** Radios or checkboxes, one row each. */
export function choices(element: HTMLElement, host: BlockHost): Form {
  const inputs = all("input", element) as HTMLInputElement[];
  const { t } = host;
  return {
    open: false,
    read: () => ({ chosen: inputs.filter((each) => each.checked).map((each) => +each.value), pairs: [] }),
    show: (response) => inputs.forEach((each) => (each.checked = !!response?.chosen.includes(+each.value))),
    missing: () =>
      inputs.some((each) => each.checked)
        ? null
        : [inputs[0]!, t(host.activity?.multiple ? "question.select.several" : "question.select")],
    marks: (given, key, shown) =>
      inputs.flatMap((each) => {
        const option = +each.value;
        const right = key.chosen.includes(option);
        const yours = given.chosen.includes(option);
        if (!yours && !(shown && right)) return [];
        const text = t(yours ? (right ? "question.yours.right" : "question.yours.wrong") : "question.answer");
        return [{ option, row: each.parentElement!.lastElementChild!, right, text }];
      }),
  };
}
