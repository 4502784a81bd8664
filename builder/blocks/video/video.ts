// A poster in words -> the film, only after a click; what is blocked is said, with the way round it (PLAYER 31-34).
import { attribute, make, on, one } from "../../../templates/player/elements";
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
    attribute(button, "aria-disabled", done() && "true");
  };
  const tick = (): void => {
    if (done()) return;
    host.respond({ chosen: activity.correct, pairs: [] });
    refresh();
    host.announce(t("video.done"));
  };
  on(button, "click", tick);
  host.onchange(refresh);
  refresh();
  return tick;
}

const video: BlockScript = (element, host) => {
  const tick = watched(element, host);
  const broken = one(".error", element)!;
  const film = one<HTMLVideoElement>("video", element);
  /** A page that is left falls silent. */
  const quietWhenLeft = (pause: () => void): void => host.onchange(() => element.offsetParent || pause());
  if (film) {
    on(film, "timeupdate", () => film.currentTime >= film.duration * ENOUGH && tick());
    on(film, "ended", tick);
    on(film, "error", () => (broken.hidden = false), { capture: true });
    return quietWhenLeft(() => film.pause());
  }
  const poster = one(".poster", element)!;
  const start = one("[data-frame]", poster)!;

  /** Puts the frame in the poster's place. It must say something within 8 s, or the learner is told what may be wrong. */
  function play(): void {
    const frame = make("iframe", {
      src: start.dataset.frame, title: start.dataset.title, allowFullscreen: true, tabIndex: 0,
      allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
      referrerPolicy: "strict-origin-when-cross-origin",
    }) as HTMLIFrameElement;
    const { origin } = new URL(frame.src);
    const say = (message: object): void => frame.contentWindow?.postMessage(JSON.stringify(message), origin);
    const hello = (): void => {
      say({ event: "listening" }); // YouTube answers only who asks
      say({ method: "addEventListener", value: "ended" }); // Vimeo
    };
    const asking = setInterval(hello, 1000);
    const late = setTimeout(() => {
      broken.hidden = false;
      host.announce(broken.textContent!);
    }, PATIENCE);
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      clearInterval(asking);
      clearTimeout(late);
      broken.hidden = true;
      const text = typeof event.data === "string" ? event.data : JSON.stringify(event.data);
      if (/"playerState":0\b|"event":"(ended|finish)"/.test(text)) tick();
    });
    on(frame, "load", hello);
    poster.replaceWith(frame);
    frame.focus();
    quietWhenLeft(() => {
      say({ event: "command", func: "pauseVideo", args: "" });
      say({ method: "pause" });
    });
  }

  // YouTube refuses frames whose page has no address to name (error 153): from disk there is the link only
  if (/^http/.test(location.protocol) && origin !== "null") return on(start, "click", play);
  start.remove();
  one(".video-privacy", poster)!.textContent = one(".video-link", element)!.dataset.disk!;
};
export default video;
