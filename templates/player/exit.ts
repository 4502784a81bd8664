// "Save and exit" -> everything saved, the session ended once, and a word on where to go (PLAYER 18).

import { button, make, one } from "./elements";
import { download, notesOf } from "./notes";
import type { Player } from "./player";

export async function leave(player: Player): Promise<void> {
  const { session, t, keeps, state } = player;
  const back = player.navigation.current?.article.id ?? "";
  const ended = await session.end();
  const { tracked } = session;
  const parts: HTMLElement[] = [];
  const say = (...words: string[]): void => void parts.push(make("p", {}, words.join(" ")));
  if (tracked && ended) {
    say(t("exit.sent"), ownWindow() ? t("exit.close") : "");
  } else if (tracked) say(t(keeps ? "exit.unsent" : "exit.lost"));
  else say(t(keeps ? "exit.browser" : "exit.nowhere"), ownWindow() ? t("exit.close") : "");
  if (notesOf(player).length && (state.place !== "lms" || !tracked || !ended || player.crowded.length)) {
    say(t(keeps ? "exit.notes" : "exit.notes.nowhere"));
    parts.push(make("p", { class: "actions" }, button(t("exit.download"), () => download(player))));
  }
  if (tracked && ended) say(t("exit.reopen"));
  else {
    const again = tracked ? button(t("banner.retry"), () => void leave(player)) : null;
    const stay = button(t("exit.return"), () => (tracked ? player.navigation.go(back) : location.replace(`#${back}`), tracked || location.reload()), true);
    parts.push(make("p", { class: "actions" }, again, stay));
  }
  (one('[data-fill="left"]') as HTMLElement).replaceChildren(...parts);
  player.navigation.go("course--left");
  document.documentElement.classList.toggle("over", ended);
}

/** Opened by the learning system as a window, not as a part of its page. `opener` may be asked across origins. */
function ownWindow(): boolean {
  try {
    return !!(window.top as Window).opener;
  } catch {
    return false;
  }
}
