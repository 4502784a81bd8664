// A question's form + its key -> checked answers, with reasons, another go and the answer (PLAYER 19-24, 27).
// In a test it only keeps what is chosen, and shows the key once the host hands it over.

import { all, attribute, bring, button, copy, CROSS, icon, make, on, one, TICK } from "./elements";
import { entitle } from "./navigation";
import type { BlockHost, Response, Result } from "./types";

/** A row to mark: in words and with an icon, never by colour alone (PLAYER 22). */
export interface Mark { option: number; row: Element; right: boolean; text: string }

/** What differs between kinds of exercise. */
export interface Form {
  read(): Response;
  show(response: Response | undefined): void;
  /** The first control that still wants an answer; nothing when the answer is whole. */
  missing(): HTMLElement | false | null | undefined;
  /** The rows that have something to say, once the key is known; `all`: the whole answer is shown. */
  marks(given: Response, key: Response, all: boolean): Mark[];
  /** Whether a check leaves nothing to reveal. */
  open: boolean;
}

const REST = 500; // ms
const LOOKS = { correct: "right", partial: "partly", incorrect: "not-yet", shown: "shown", changed: "" };

/** Sets an exercise to work. */
export function exercise(element: HTMLElement, host: BlockHost, form: Form): void {
  if (!host.activity) return;
  const { activity: { assessed, revision }, t } = host;
  const fields = one("fieldset", element)!;
  const error = one(".error", element)!;
  const box = one(".feedback", element)!;
  const sure = all<HTMLInputElement>(".sure input", element);
  let key = one(".key", element);
  let touched = false;
  let seen = "";

  const part = (selector: string): HTMLElement | null => key && one(selector, key);
  const unmark = (): void => all(".exercise-mark", element).forEach((each) => each.remove());
  const focusBox = (): void => one("h2", box)!.focus();

  /** A part of the key without its label. */
  function bare(from: HTMLElement): HTMLElement {
    const made = copy(from);
    made.firstElementChild!.remove();
    return made;
  }

  /** Says what is missing, in the words that stand in the page for it, and where. */
  function complain(missing?: ReturnType<Form["missing"]>): boolean {
    error.hidden = !missing;
    error.textContent = missing ? error.dataset.missing! : "";
    attribute(fields, "aria-invalid", !!missing && "true");
    entitle();
    if (missing) missing.focus();
    return !!missing;
  }

  function reasons(marks: Mark[]): HTMLElement | false {
    const found = marks.map(({ option }) => part(`[data-option="${option}"]:has(.exercise-reason)`)).filter((each) => each !== null);
    return marks.length === 1 && found[0] ? copy(one(".exercise-reason", found[0])!)
      : found.length > 0 && make("ul", ...found.map(copy));
  }

  /** Marks the rows and fills the box; `asked`: with the right answer and the explanation. */
  function show(given: Response, result: Result, asked = false): void {
    const known = host.key();
    if (!known) return;
    const right = result === "correct";
    const how = asked && !right ? "shown" : result as keyof typeof LOOKS;
    const open = right || asked || form.open || assessed;
    const marks = form.marks(given, known, asked || assessed);
    const because = part("[data-because]");
    const hint = part("[data-hint]");
    unmark();
    for (const mark of marks)
      mark.row.append(make(`span.exercise-mark ${mark.right ? "right" : "wrong"}`, icon(mark.right ? TICK : CROSS), mark.text));
    fill(how,
      make("h2", { tabIndex: -1 }, icon(right || asked ? TICK : CROSS), t(`question.is.${how}`)),
      !right && given.sure === 3 && make("p", t("sure.wrong")),
      how === "partial" && known.chosen.length > 0 &&
        make("p", t("question.found", { found: given.chosen.length, count: known.chosen.length })),
      reasons(marks),
      open ? because && (right ? bare : copy)(because) : hint && copy(hint),
      !assessed && make("div.actions",
        right ? button(t("question.continue"), onward) : button(t("question.again"), again, open ? "quiet" : ""),
        !right && (open ? button(t("question.continue"), onward) : button(t("question.show"), reveal, "quiet"))));

    function reveal(): void {
      show(given, result, true);
      focusBox();
    }
  }

  function fill(how: keyof typeof LOOKS, ...parts: Parameters<typeof make>[1][]): void {
    box.hidden = false;
    box.className = `feedback ${LOOKS[how]}`;
    box.replaceChildren(...make("div", ...parts).childNodes);
  }

  /** At what was chosen, or does not fit; where all of it has been taken away, at the beginning. */
  const again = (): void => (one(":has(> .wrong) > :is(select, button:not([aria-disabled])), :checked:not(option)", fields) ?? one("input, select, button", fields)!).focus();

  /** To what follows the question, without a search for it. */
  function onward(): void {
    const next = element.nextElementSibling as HTMLElement | null;
    if (next) bring(next);
  }

  /** What this card shows depends on nothing else of what may change around it. */
  const now = (): string => JSON.stringify([host.answer(), host.key()]);

  /** As the learner left it (PLAYER 9); what was marked against other words is not marked again. */
  function restore(): void {
    const answer = host.answer();
    seen = now();
    unmark();
    complain();
    box.hidden = true;
    form.show(answer);
    for (const each of sure) each.checked = +each.value === answer?.sure;
    if (assessed) {
      key?.remove();
      key = null;
      const html = host.keyHtml();
      if (html) {
        key = make("details.key", make("summary", t("question.key")));
        key.insertAdjacentHTML("beforeend", html);
        element.append(key);
      }
    }
    if (!answer) return;
    if (answer.revision === revision) show(answer, answer.result);
    else fill("changed", make("p", t(assessed ? "question.changed.test" : "question.changed")));
  }

  let typing = 0;
  const keep = (): unknown => assessed && !host.key() && host.respond(given());
  const given = (): Response => ({ ...form.read(), sure: +(sure.find((each) => each.checked)?.value ?? 0) });

  function check(): void {
    if (complain(form.missing())) return;
    touched = true;
    const answer = host.respond(given());
    show(answer, answer.result);
    focusBox();
  }

  // With the first letter, not when the field is left: the way to a button must not change what is below the pointer.
  on(element, "input", (event) => {
    touched = true;
    unmark();
    clearTimeout(typing);
    // What is typed in a test is kept as soon as the learner rests: nobody has to leave the field for it (PLAYER 10).
    if ((event.target as HTMLInputElement).type === "text") typing = setTimeout(keep, REST);
  });
  on(element, "change", () => {
    clearTimeout(typing);
    keep();
  });
  host.onchange(() => {
    if ((assessed || !touched) && now() !== seen) restore();
  });
  if (!assessed) {
    on(element, "submit", check);
    const hint = part("[data-hint]");
    if (hint) box.before(make("details.exercise-hint", make("summary", t("question.hint.show")), bare(hint)));
  }
  restore();
}

/** What there is to say of an option or a form: that it was chosen, or where the whole answer is shown that it is right. */
export const judged = (t: BlockHost["t"], option: number, key: Response, row: Element, yours: boolean, shown: boolean, words = ""): Mark[] => {
  const right = key.chosen.includes(option);
  return yours || (shown && right)
    ? [{ option, row, right, text: yours ? t(`question.yours.${right ? "right" : "wrong"}`) : t("question.answer") + words }] : [];
};

/** Radios or checkboxes, one row each. */
export function choices(element: HTMLElement, host: BlockHost): Form {
  const inputs = all<HTMLInputElement>(".option input", element);
  return {
    open: false,
    read: () => ({ chosen: inputs.filter((each) => each.checked).map((each) => +each.value), pairs: [] }),
    show: (response) => inputs.forEach((each) => (each.checked = !!response?.chosen.includes(+each.value))),
    missing: () => !inputs.some((each) => each.checked) && inputs[0],
    marks: (given, key, shown) => inputs.flatMap((each) =>
      judged(host.t, +each.value, key, each.parentElement!.lastElementChild!, given.chosen.includes(+each.value), shown)),
  };
}
