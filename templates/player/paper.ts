// The page or a record in it -> paper, a Word file, the clipboard; nothing is sent to anyone (PLAYER 36, 39, 44).

import { announce } from "./announce";
import { all, copy, make, on, one, root } from "./elements";
import { activityOf, course } from "./player";
import { day, t } from "./words";
import { paragraphs, plain, word } from "./word";

/** What stands in the page only while it is printed. */
let extra: HTMLElement | undefined;

/** While the page is printed every details is open, and the answers stand at the end (PLAYER 39). */
export function preparePaper(): void {
  let shut: HTMLDetailsElement[] = [];
  on(window, "beforeprint", () => {
    shut = all("main details:not([open])");
    for (const each of shut) each.open = true;
    const keys = all(".near [data-activity] > .key");
    if (extra || !keys.length) return;
    extra = make("div.page near", make("h1", t("print.answers")), ...keys.flatMap((key) => [
      make("h2", activityOf(key.parentElement!.dataset.activity)!.title), ...[...copy(key).children].slice(1)]));
    one("main")!.append(extra);
  });
  on(window, "afterprint", () => {
    for (const each of shut) each.open = false;
    extra?.remove();
    extra = undefined;
    root.classList.remove("alone");
  });
}

/** The record beside a button, its title, and what it comes from. */
function taken(button: HTMLElement): { record: HTMLElement; title: string; from: string } {
  const record = one(".record", button.closest(".card, .page")!)!;
  const { title, version } = course;
  return { record, title: record.dataset.title ?? "", from: t("take.from", { title, version, date: day(Date.now()) }) };
}

/** What the buttons beside a record do, by their `data-do`. */
export const actions = {
  word(button: HTMLElement): void {
    const { record, title, from } = taken(button);
    const own = course.root.replace(/\/+$/, "").split(/[/:]/).pop()!.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
    // Swedes write dates as ISO 8601 does: the learner's day, not that of Greenwich.
    const download = `${record.dataset.file}-${own}-${new Date().toLocaleDateString("sv")}.docx`;
    const href = URL.createObjectURL(word(title, from, paragraphs(record)));
    make("a", { href, download }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    announce(t("take.word.done", { name: download }));
  },
  /** Prints the record alone; one without a title says by itself what it is. */
  paper(button: HTMLElement): void {
    const { record, title, from } = taken(button);
    extra?.remove();
    extra = make("div.page near", title && make("h1", title), title && make("p.kicker", from), copy(record));
    document.body.append(extra);
    root.classList.add("alone");
    print();
  },
  /** The clipboard's newer interface is refused in many frames of learning systems; this way works there too. */
  copy(button: HTMLElement): void {
    const { record, title, from } = taken(button);
    const give = (event: Event): void => {
      const { clipboardData } = event as ClipboardEvent;
      clipboardData!.setData("text/plain", `${title}\n${from}\n\n${plain(paragraphs(record))}`);
      event.preventDefault();
    };
    on(document, "copy", give);
    getSelection()!.selectAllChildren(button.closest("article")!);
    const done = document.execCommand("copy");
    getSelection()!.removeAllRanges();
    document.removeEventListener("copy", give);
    announce(t(done ? "take.copied" : "take.not-copied"));
  },
};
