// The state of saving and of the connection -> the bar: one word of state, and a banner when there is something to say.

import { announce, murmur } from "./announce";
import { byId, one, root, when } from "./elements";
import { retried } from "./exit";
import { drawSent } from "./finish";
import { journal, lms } from "./player";
import { clock, t } from "./words";

/** `kept`: nothing to send to, this browser has it. */
export type Saving = "busy" | "saved" | "kept" | "failed";

/** Says in the bar how saving goes; the banner of a lost connection comes and goes with it. */
export function heard(saving: Saving): void {
  const how = saving === "kept" && !journal.works ? "nowhere" : saving;
  const text = t(`save.${how}`, { time: clock() });
  const place = byId("save-state")!;
  const tell = (key: string, kind: "lost" | "plain"): void => {
    banner(t(key), kind);
    announce(t(key));
  };
  // Once, when it begins to be so: what was said before is no longer true.
  if (how === "nowhere" && !place.matches(".nowhere")) tell("untracked.blocked", "plain");
  place.textContent = text;
  place.className = `state ${how}`;
  if (how === "failed" && !lost()) tell(journal.works && lms.ended?.() ? "untracked.ended" : "banner.lost", "lost");
  else if (how === "saved") {
    if (lost()) {
      hide();
      announce(t("save.again"));
      setTimeout(retried);
    } else murmur(text);
  }
  drawSent();
}

const box = (): HTMLElement => byId("course--banner")!;
const lost = (): boolean => box().matches(".lost:not([hidden])");

/** A sentence above all else, and the buttons that go with it: `visit`, kept for this visit only; `plain`, to read. What
 *  is true from the beginning comes `first` in the page and covers nothing; what happens stays in view at its foot. */
export function banner(text: string, kind: "lost" | "visit" | "plain", first = false): void {
  byId("main")![first ? "prepend" : "append"](box());
  one("p", box())!.textContent = text;
  when("banner", kind);
  box().className = `banner ${kind}`;
  box().hidden = false;
  room();
}

export function hide(): void {
  // Focus must not fall out of the page with the button that was pressed.
  if (box().contains(document.activeElement)) byId("main")!.focus({ preventScroll: true });
  box().hidden = true;
  room();
}

/** What is scrolled to stays clear of the bar and of the banner, however high they are (WCAG 2.4.11). */
export function room(): void {
  const bar = one(".top")!;
  const high = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  root.style.setProperty("--top", `${high}px`);
  root.style.scrollPadding = `${high + 20}px 0 ${box().offsetHeight + 32}px`;
}
