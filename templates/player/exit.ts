// "Save and exit" -> everything saved, the session ended once, and a word on where to go (PLAYER 18).

import { fill, one, root, when } from "./elements";
import { go, shown } from "./navigation";
import { noteList, notes } from "./notes";
import { crowded, journal, launch, state } from "./player";
import { end } from "./session";
import { tried } from "./tried";
import { t } from "./words";

const LEFT = "course--left";
let back = "";

export async function leave(): Promise<void> {
  if (shown.id !== LEFT) back = shown.id;
  const ended = await end();
  const { works } = journal;
  const sent = launch.tracked && ended;
  when("left", sent ? "sent" : launch.tracked ? (works ? "unsent" : "lost") : works ? "browser" : "nowhere");
  fill("close", ended && ownWindow() ? t("exit.close") : "");
  const alone = notes().length && (!sent || state.place !== "lms" || crowded.length);
  when("notes-only", alone ? (works ? "browser" : "nowhere") : "");
  one(`#${LEFT} .record`)!.replaceChildren(...noteList(2));
  go(LEFT);
  root.classList.toggle("over", ended);
}

/** What could not be sent on leaving was sent since: the page says so, and the session ends. */
export const retried = (): unknown => shown.id === LEFT && leave();

/** Back to the course; where there is no session to go on with, from the beginning. */
export function comeBack(): void {
  if (launch.tracked) return go(back);
  location.replace(`#${back}`);
  location.reload();
}

/** Opened by the learning system as a window, not as a part of its page. `opener` may be asked across origins. */
const ownWindow = (): boolean => !!tried(() => window.top!.opener);
