// index.html + an adapter + the blocks' scripts -> the course at work. Everything is in the page already.

import { announce } from "./announce";
import { attempt, submit } from "./assessment";
import { banner, hide, room } from "./bar";
import { on, root } from "./elements";
import { comeBack, leave } from "./exit";
import * as navigation from "./navigation";
import * as notes from "./notes";
import * as paper from "./paper";
import { adopt, answered, begin, journal, keep, launch } from "./player";
import type { Connect } from "./player";
import { ask, welcome } from "./resume";
import * as role from "./role";
import { send } from "./session";
import { start } from "./shell";
import { forward, undo } from "./turn";
import type { BlockScript } from "./types";
import { t } from "./words";

/** Called by the script in the head: the class at once, so that nothing is shown twice, the rest with the page. */
export function boot(connect: Connect, blocks: Record<string, BlockScript>): void {
  root.classList.add("js");
  // No form of a course ever leaves the page, not even before its script is there.
  on(document, "submit", (event) => event.preventDefault());
  const go = (): void => void open(connect, blocks);
  if (document.readyState === "loading") on(window, "DOMContentLoaded", go);
  else go();
}

async function open(connect: Connect, blocks: Record<string, BlockScript>): Promise<void> {
  adopt(connect);
  const returned = navigation.begin();
  root.classList.add("shown");
  room();
  const unsure = await begin();
  if (unsure) answered(await ask());
  start(blocks);
  navigation.check();
  if (!launch.tracked && journal.works) untracked();
  if (!unsure && !returned) welcome();
  listen();
  room();
}

/** Every control of the shell, by its `data-do`. */
const ACTIONS: Record<string, (element: HTMLElement) => unknown> = {
  ...notes.actions, ...paper.actions, ...role.actions, forward, undo, attempt, submit,
  pages: (element) => navigation.list(element.getAttribute("aria-expanded") !== "true"),
  exit: leave,
  return: comeBack,
  print: () => print(),
  send,
  hide,
  keep() {
    keep();
    hide();
    announce(t("notes.mine.done"));
  },
};

function listen(): void {
  on(document, "click", (event) => {
    const element = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (element) ACTIONS[element.dataset.do!]!(element);
  });
  on(window, "resize", room);
  paper.preparePaper();
}

/** Nothing is recorded: said once, in the words of the target (TRACKING.md, PLAYER 12). */
function untracked(): void {
  const text = t(`untracked.${launch.why}`);
  if (journal.lasting) banner(text, "plain", true);
  else banner(`${text} ${t("untracked.visit")}`, "visit", true);
  announce(text);
}
