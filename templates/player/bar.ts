// The state of saving and of the connection -> the bar: one word of state, and a banner when there is something to say.

import { announce, murmur } from "./announce";
import { one } from "./elements";
import type { Player } from "./player";
import type { Saving } from "./session";
import { clock } from "./words";

/** What the bar says now; the banner of a lost connection comes and goes with it. */
export function drawSaving(player: Player, saving: Saving): void {
  const { course, keeps, t } = player;
  const place = one("#save-state") as HTMLElement;
  const time = clock(course.language);
  const words: Record<Saving, string> =
    { busy: "save.busy", saved: "save.done", kept: keeps ? "save.kept" : "save.nowhere", failed: "save.failed" };
  const key = words[saving];
  place.textContent = t(key, { time });
  place.classList.toggle("busy", saving === "busy");
  place.classList.toggle("lost", saving === "failed" || key === "save.nowhere");
  if (saving === "failed" && !lost()) {
    banner(t("banner.lost"), t("banner.retry"), () => void player.session.send(), true);
    announce(t("banner.lost"));
  } else if (saving === "saved") {
    if (lost()) {
      hide();
      announce(t("save.again"));
    } else murmur(t(key, { time }));
  }
}

const place = (): HTMLElement => one("#course--banner") as HTMLElement;
const lost = (): boolean => place().classList.contains("lost") && !place().hidden;

export function banner(text: string, label: string, press: () => void, isLost = false): void {
  const box = place();
  const button = one("button", box) as HTMLButtonElement;
  (one("p", box) as HTMLElement).textContent = text;
  button.textContent = label;
  button.onclick = press;
  box.classList.toggle("lost", isLost);
  box.hidden = false;
  room();
}

export function hide(): void {
  const box = place();
  // Focus must not fall out of the page with the button that was pressed.
  if (box.contains(document.activeElement)) one("main")?.focus({ preventScroll: true });
  box.hidden = true;
  room();
}

/** What is scrolled to stays clear of the bar, however high it is (WCAG 2.4.11). */
export function room(): void {
  const bar = one(".top") as HTMLElement;
  const high = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  const { style } = document.documentElement;
  style.setProperty("--top", `${high}px`);
  style.scrollPaddingTop = `${high + (lost() ? place().offsetHeight + 12 : 0) + 20}px`;
}
