// The state of saving and of the connection -> the bar: one word of state, and a banner when there is something to say.

import { announce, murmur } from "./announce";
import { byId, one, root } from "./elements";
import { drawSent } from "./finish";
import { course, journal } from "./player";
import { send } from "./session";
import { t } from "./words";

/** `kept`: nothing to send to, this browser has it. */
export type Saving = "busy" | "saved" | "kept" | "failed";

/** Says in the bar how saving goes; the banner of a lost connection comes and goes with it. */
export function heard(saving: Saving): void {
  const how = saving === "kept" && !journal.works ? "nowhere" : saving;
  const text = t(`save.${how}`, { time: new Date().toLocaleTimeString(course.language, { hour: "2-digit", minute: "2-digit" }) });
  const place = byId("save-state")!;
  place.textContent = text;
  place.className = `state ${how}`;
  if (how === "failed" && !lost()) {
    banner(t("banner.lost"), t("banner.retry"), () => void send(), true);
    announce(t("banner.lost"));
  } else if (how === "saved") {
    if (lost()) {
      hide();
      announce(t("save.again"));
    } else murmur(text);
  }
  drawSent();
}

const box = (): HTMLElement => byId("course--banner")!;
const lost = (): boolean => box().matches(".lost:not([hidden])");

export function banner(text: string, label: string, onclick: () => void, isLost = false): void {
  one("p", box())!.textContent = text;
  Object.assign(one("button", box())!, { textContent: label, onclick });
  box().classList.toggle("lost", isLost);
  box().hidden = false;
  room();
}

export function hide(): void {
  // Focus must not fall out of the page with the button that was pressed.
  if (box().contains(document.activeElement)) byId("main")!.focus({ preventScroll: true });
  box().hidden = true;
  room();
}

/** What is scrolled to stays clear of the bar, however high it is (WCAG 2.4.11). */
export function room(): void {
  const bar = one(".top")!;
  const high = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  root.style.setProperty("--top", `${high}px`);
  root.style.scrollPaddingTop = `${high + (lost() ? box().offsetHeight + 12 : 0) + 20}px`;
}
