// The page or a record in it -> paper, a file, the clipboard; nothing is sent to anyone (PLAYER 36, 39, 44).

import { announce } from "./announce";
import { all, make, on, one } from "./elements";
import { course } from "./player";
import { t } from "./words";

const LOOK = "body{font:16px/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}" +
  ".written{white-space:pre-wrap}dt{font-weight:bold}dd{margin:0 0 .5rem}h3,h4{margin-bottom:0}";

/** Every details is open while the page is printed, and as it was again afterwards. */
export function preparePaper(): void {
  let shut: HTMLDetailsElement[] = [];
  on(window, "beforeprint", () => {
    shut = all("main details:not([open])");
    for (const each of shut) each.open = true;
  });
  on(window, "afterprint", () => {
    for (const each of shut) each.open = false;
  });
}

/** The record beside a button. */
const recordOf = (button: HTMLElement): HTMLElement => one(".record", button.closest(".card, .page")!)!;

/** The record as a document of its own; it opens everywhere and prints well. Links would lead nowhere there. */
function sheet(record: HTMLElement): string {
  const { title } = record.dataset;
  const copy = record.cloneNode(true) as HTMLElement;
  for (const anchor of all("a", copy)) anchor.parentElement!.remove();
  return `<!doctype html><html lang="${course.language}"><meta charset="utf-8">` +
    `${make("title", title).outerHTML}<style>${LOOK}</style>${make("h1", title).outerHTML}${copy.innerHTML}`;
}

/** What the buttons beside a record do, by their `data-do`. */
export const actions = {
  download(button: HTMLElement): void {
    const record = recordOf(button);
    const own = course.root.replace(/\/+$/, "").split(/[/:]/).pop()!.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
    const download = `${record.dataset.file}-${own}-${new Date().toISOString().slice(0, 10)}.html`;
    const href = URL.createObjectURL(new Blob([sheet(record)], { type: "text/html" }));
    make("a", { href, download }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    announce(t("record.downloaded", { name: download }));
  },
  /** Prints the record alone, out of a frame, so that the course stays as it is. */
  paper(button: HTMLElement): void {
    const record = recordOf(button);
    const frame = make("iframe", { hidden: true, title: record.dataset.title, srcdoc: sheet(record) }) as HTMLIFrameElement;
    frame.onload = () => {
      const view = frame.contentWindow!;
      view.onafterprint = () => frame.remove();
      view.print();
    };
    document.body.append(frame);
  },
  async copy(button: HTMLElement): Promise<void> {
    const record = recordOf(button);
    let done = true;
    try {
      await navigator.clipboard.writeText(record.innerText);
    } catch {
      // refused in many frames of learning systems: the older way still works there
      getSelection()!.selectAllChildren(record);
      done = document.execCommand("copy");
      getSelection()!.removeAllRanges();
    }
    announce(t(done ? "record.copied" : "record.not-copied"));
  },
};
