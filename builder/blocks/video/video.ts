// A poster in words -> the film, only after a click; what is blocked is said, with the way round it (PLAYER 31-34).
import { make, one } from "../../../templates/player/elements";
import type { BlockHost, BlockScript } from "../../../templates/player/types";

const PATIENCE = 8000;
const ENOUGH = 0.9; // of a film in a file

/** One tick, never undone (TRACKING.md: done never becomes undone); the button keeps its place and the focus. */
function watched(element: HTMLElement, host: BlockHost): () => void {
  const button = one(".video-watched", element);
  const { activity, t } = host;
  if (!button || !activity) return () => undefined;
  const done = (): boolean => !!host.answer()?.chosen.length;
  const refresh = (): void => {
    button.textContent = t(done() ? "video.done" : "video.watched");
    if (done()) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  };
  const tick = (): void => {
    if (done()) return;
    host.respond({ chosen: activity.correct, pairs: [] });
    refresh();
    host.announce(t("video.done"));
  };
  button.addEventListener("click", tick);
  host.onchange(refresh);
  refresh();
  return tick;
}

function local(film: HTMLVideoElement, broken: HTMLElement, tick: () => void): void {
  film.addEventListener("timeupdate", () => film.currentTime >= film.duration * ENOUGH && tick());
  film.addEventListener("ended", tick);
  film.addEventListener("error", () => (broken.hidden = false), true);
}

/** Puts the frame in the poster's place. It must say something within 8 s, or the learner is told what may be wrong. */
function play(poster: HTMLElement, start: HTMLElement, slow: HTMLElement, host: BlockHost, tick: () => void): HTMLIFrameElement {
  const frame = make("iframe", {
    src: start.dataset.frame!, title: start.dataset.title!, allowfullscreen: true, tabindex: "0",
    allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
    referrerpolicy: "strict-origin-when-cross-origin",
  }) as HTMLIFrameElement;
  const origin = new URL(frame.src).origin;
  const say = (message: object): void => frame.contentWindow?.postMessage(JSON.stringify(message), origin);
  const hello = (): void => {
    say({ event: "listening" }); // YouTube answers only who asks
    say({ method: "addEventListener", value: "ended" }); // Vimeo
  };
  const asking = setInterval(hello, 1000);
  const late = setTimeout(() => {
    slow.hidden = false;
    host.announce(slow.textContent!);
  }, PATIENCE);
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    clearInterval(asking);
    clearTimeout(late);
    slow.hidden = true;
    const text = typeof event.data === "string" ? event.data : JSON.stringify(event.data);
    if (/"playerState":0\b|"event":"(ended|finish)"/.test(text)) tick();
  });
  frame.addEventListener("load", hello);
  poster.replaceWith(frame);
  frame.focus();
  return frame;
}

/** A page that is left falls silent. */
function quietWhenLeft(element: HTMLElement, pause: () => void): void {
  const article = element.closest(".page");
  if (!article) return;
  new MutationObserver(() => article.classList.contains("current") || pause())
    .observe(article, { attributes: true, attributeFilter: ["class"] });
}

const video: BlockScript = (element, host) => {
  const tick = watched(element, host);
  const message = one(".error", element)!;
  const film = one("video", element) as HTMLVideoElement | null;
  if (film) {
    local(film, message, tick);
    quietWhenLeft(element, () => film.pause());
    return;
  }
  const poster = one(".poster", element)!;
  const start = one("[data-frame]", poster)!;
  // YouTube refuses frames whose page has no address to name (error 153): from disk there is the link only
  if (!/^http/.test(location.protocol) || origin === "null") {
    start.remove();
    one(".video-privacy", poster)!.textContent = one(".video-link", element)!.dataset.disk!;
    return;
  }
  start.addEventListener("click", () => {
    const frame = play(poster, start, message, host, tick);
    quietWhenLeft(element, () => {
      const say = (text: object): void => frame.contentWindow?.postMessage(JSON.stringify(text), "*");
      say({ event: "command", func: "pauseVideo", args: "" });
      say({ method: "pause" });
    });
  });
};
export default video;
