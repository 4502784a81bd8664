// What the learner has done and written -> a record to read, copy, print and download; nothing is sent (PLAYER 36, 44).
import { button, make, one } from "../../../templates/player/elements";
import type { BlockHost, BlockScript } from "../../../templates/player/types";
import { day } from "../../../templates/player/words";

const LOOK = "body{font:16px/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}" +
  ".written{white-space:pre-wrap}dt{font-weight:bold}dd{margin:0 0 .5rem}h4{margin-bottom:0}";

function facts({ course, t, progress }: BlockHost): HTMLElement {
  const { done, pages, score, outcome } = progress();
  const rows: [string, string][] = [
    ["course", t("summary.version", { title: course.title, version: course.version })],
    ["pages", t("summary.pages.value", { done, count: pages })],
    ["date", day(course.language, new Date())],
  ];
  if (score !== null)
    rows.splice(2, 0, ["result", t(`summary.result.${outcome === "passed" ? "passed" : "other"}`, { score })]);
  return make("dl", { class: "facts" },
    ...rows.map(([name, text]) => make("div", {}, make("dt", {}, t(`summary.${name}`)), make("dd", {}, text))));
}

function notes({ course, note, t }: BlockHost): HTMLElement[] {
  const made = course.modules.flatMap((module) => {
    const own = course.activities.filter(
      (each) => each.kind === "note" && each.module === module.number && note(each.number).trim());
    return own.length
      ? [make("h3", {}, module.title), ...own.flatMap((each) =>
        [make("h4", {}, each.title), make("p", { class: "written" }, note(each.number))])]
      : [];
  });
  return made.length ? made : [make("p", {}, t("summary.none"))];
}

/** The record as a document of its own: what is printed and what is downloaded. */
function page(host: BlockHost): string {
  const { course, t } = host;
  const made = document.implementation.createHTMLDocument(`${t("summary.title")}: ${course.title}`);
  made.documentElement.lang = course.language;
  made.head.append(make("style", {}, LOOK));
  made.head.prepend(make("meta", { charset: "utf-8" }));
  made.body.append(make("h1", {}, t("summary.title")), facts(host), make("h2", {}, t("summary.notes")), ...notes(host));
  return `<!doctype html>${made.documentElement.outerHTML}`;
}

function download(host: BlockHost): void {
  const own = host.course.root.replace(/\/+$/, "").split(/[/:]/).pop()!.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const name = `reflection-${own}-${new Date().toISOString().slice(0, 10)}.html`;
  const url = URL.createObjectURL(new Blob([page(host)], { type: "text/html" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  host.announce(host.t("summary.downloaded", { name }));
}

/** Prints the record alone, out of a frame, so that the course stays as it is. */
function print(host: BlockHost): void {
  const frame = make("iframe", { hidden: true, title: host.t("summary.title") }) as HTMLIFrameElement;
  frame.srcdoc = page(host);
  frame.onload = () => {
    const view = frame.contentWindow!;
    view.onafterprint = () => frame.remove();
    view.print();
  };
  document.body.append(frame);
}

async function copy(record: HTMLElement, host: BlockHost): Promise<void> {
  let done = false;
  try {
    await navigator.clipboard.writeText(record.innerText);
    done = true;
  } catch {
    // refused in many frames of learning systems: the older way still works there
    getSelection()?.selectAllChildren(record);
    done = document.execCommand("copy");
    getSelection()?.removeAllRanges();
  }
  host.announce(host.t(done ? "summary.copied" : "summary.not-copied"));
}

const summary: BlockScript = (element, host) => {
  const { t } = host;
  const record = one(".summary-record", element)!;
  const refresh = (): void => record.replaceChildren(facts(host), ...notes(host));
  record.after(
    make("div", { class: "actions" },
      button(t("summary.download"), () => download(host)),
      button(t("summary.print"), () => print(host), true),
      button(t("summary.copy"), () => void copy(record, host), true)),
    make("p", { class: "meta" }, t("summary.private")));
  host.onchange(refresh);
  // a page marked as done on the way here must be counted when it is shown
  const article = element.closest(".page");
  if (article) new MutationObserver(refresh).observe(article, { attributes: true, attributeFilter: ["class"] });
  refresh();
};
export default summary;
