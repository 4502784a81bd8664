// The learner's state and the page that is shown -> everything that is drawn from them.

import { drawTest } from "./assessment";
import { all, root } from "./elements";
import { drawFinish } from "./finish";
import { enhance, firstSeen, refresh } from "./host";
import { drawMap, unfold } from "./map";
import { here, shown } from "./navigation";
import { drawNotes } from "./notes";
import { change, course, lms, pageOf, state } from "./player";
import { drawRole } from "./role";
import { unseal } from "./seal";
import { run } from "./session";
import { goTo, regraded } from "./state";
import { drawTurn } from "./turn";
import type { BlockScript } from "./types";

/** What the learner has done is known, and a page may be drawn from it. */
export let ready = false;

/** From here on everything is drawn, kept and sent. */
export function start(blocks: Record<string, BlockScript>): void {
  ready = true;
  root.classList.add("ready");
  enhance(blocks);
  // An accreditation is claimed only while it lasts (the bytes do not depend on the day of the build).
  for (const words of all("[data-until]")) words.hidden = Date.now() > Date.parse(`${words.dataset.until}T23:59:59`);
  run();
  // Computed and written anew after every restore: what was completed elsewhere, or is enough for the course as it is
  // today, is reported here (PAINS 5, PLAYER 45).
  change([...state.results.keys()].reduce((next, module) => {
    unseal(module);
    return regraded(next, course, module);
  }, state));
  visit();
}

/** What depends on the state, after every change. */
export function draw(): void {
  drawMap();
  drawTest();
  drawRole(); // before what asks whether the way on is open
  drawTurn();
  drawFinish();
  if (shown.id === "course--notes") drawNotes();
}

/** A page is shown. */
export function visit(): void {
  unfold();
  if (!ready) return;
  const page = pageOf(here);
  if (!page) draw();
  else {
    for (const element of all("[data-activity]", shown)) firstSeen(+element.dataset.activity!);
    change(goTo(state, here, Date.now()));
    lms.seen(page);
  }
  if (page || shown.id === "course--finish") root.classList.remove("welcome");
  refresh();
}
