// index.html + an adapter + the blocks' scripts -> the course at work. Everything is in the page already.

import { announce } from "./announce";
import { attempt } from "./assessment";
import { banner, hide, room } from "./bar";
import { one } from "./elements";
import { leave } from "./exit";
import { preparePaper } from "./paper";
import { ask, welcome } from "./resume";
import { Shell } from "./shell";
import { forward, undo } from "./turn";
import type { BlockScript, CourseData, Lms } from "./types";

type Connect = (target: unknown, course: CourseData) => Lms;

/** Called by the script in the head: the class at once, so that nothing is shown twice, the rest with the page. */
export function boot(connect: Connect, blocks: Record<string, BlockScript>): void {
  document.documentElement.classList.add("js");
  // No form of a course ever leaves the page, not even before its script is there.
  document.addEventListener("submit", (event) => event.preventDefault());
  const go = (): void => void open(connect, blocks);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", go);
  else go();
}

async function open(connect: Connect, blocks: Record<string, BlockScript>): Promise<void> {
  const course = JSON.parse(one("#course-data")?.textContent ?? "") as CourseData;
  const shell = new Shell(course, connect(course.target, course));
  const returned = shell.navigation.open();
  const unsure = await shell.begin();
  const start = (afresh: boolean): void => {
    shell.start(blocks, afresh);
    shell.navigation.check();
    if (!shell.launch.tracked) untracked(shell);
    if (!unsure && !returned) welcome(shell);
    listen(shell);
    room();
  };
  if (unsure) ask(shell, shell.state, (carryOn) => start(!carryOn));
  else start(false);
  room();
}

/** Every control of the shell, by its `data-do`. */
function listen(shell: Shell): void {
  const { navigation } = shell;
  const act: Record<string, (element: HTMLElement) => void> = {
    pages: (element) => navigation.list(element.getAttribute("aria-expanded") !== "true"),
    exit: () => void leave(shell),
    forward: () => forward(shell),
    undo: () => undo(shell),
    attempt: (element) => attempt(shell, Number(element.dataset.test)),
    print: () => print(),
  };
  document.addEventListener("click", (event) => {
    const element = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (element) act[element.dataset.do ?? ""]?.(element);
  });
  addEventListener("resize", room);
  preparePaper();
}

/** Nothing is recorded: said once, in the words of the target (TRACKING.md, PLAYER 12). */
function untracked(shell: Shell): void {
  const { t, launch, keeps, lasting } = shell;
  const entry = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  // A reload has ended the session, and this LMS does not open another.
  const ended = launch.why === "refused" && entry && entry.type !== "navigate";
  const text = t(!keeps ? "untracked.blocked" : ended ? "untracked.ended" : `untracked.${launch.why || "refused"}`);
  if (keeps && !lasting) {
    banner(`${text} ${t("untracked.visit")}`, t("untracked.mine"), () => {
      shell.keep();
      hide();
      announce(t("notes.mine.done"));
    });
  } else banner(text, t("banner.close"), hide);
  announce(text);
}
