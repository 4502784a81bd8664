// What is done away from the page (a film, a talk, a meeting) -> one tick, kept as an answer (PLAYER 34).
import { attribute, on, one } from "./elements";
import type { BlockHost } from "./types";

const ENOUGH = 0.9; // of a film or a recording in a file

/** One tick, never undone (TRACKING.md: done never becomes undone); the button keeps its place and the focus. */
export function ticking(element: HTMLElement, host: BlockHost): () => void {
  const button = one(".tick", element);
  const { activity } = host;
  if (!button || !activity) return () => undefined;
  const todo = button.textContent!;
  const said = button.dataset.done!;
  const done = (): boolean => !!host.answer()?.chosen.length;
  const refresh = (): void => {
    button.textContent = done() ? said : todo;
    attribute(button, "aria-disabled", done() && "true");
  };
  const tick = (): void => {
    if (done()) return;
    host.respond({ chosen: activity.correct, pairs: [] });
    refresh();
    host.announce(said);
  };
  on(button, "click", tick);
  host.onchange(refresh);
  refresh();
  return tick;
}

/** A film or a recording in a file ticks itself when enough of it was played, and says when it cannot be played. */
export function playing(element: HTMLElement, host: BlockHost, media: HTMLMediaElement): void {
  const tick = ticking(element, host);
  // A page that is left falls silent.
  host.onchange(() => element.offsetParent || media.pause());
  on(media, "timeupdate", () => media.currentTime >= media.duration * ENOUGH && tick());
  on(media, "ended", tick);
  on(media, "error", () => (one(".error", element)!.hidden = false), true);
}
