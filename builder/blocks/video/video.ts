// A poster in words -> the film, only after a click; what is blocked is said, with the way round it (PLAYER 31-34).
import { all, make, on, one } from "../../../templates/player/elements";
import { playing, ticking } from "../../../templates/player/tick";
import type { BlockScript } from "../../../templates/player/types";

const PATIENCE = 8000;

const video: BlockScript = (element, host) => {
  const film = one<HTMLVideoElement>("video", element);
  if (film) return playing(element, host, film);
  const tick = ticking(element, host);
  const broken = one(".error", element)!;
  let pause = (): void => undefined;
  /** A page that is left falls silent. */
  const hush = (): unknown => element.offsetParent || pause();
  host.onchange(hush);
  const poster = one(".poster", element)!;
  const start = one("[data-frame]", poster)!;
  const privacy = one(".video-privacy", poster)!;

  /** Puts the frame in the poster's place. It must say something within 8 s, or the learner is told what may be wrong. */
  function play(): void {
    const frame = make("iframe", {
      src: start.dataset.frame, title: start.dataset.title, allowFullscreen: true, tabIndex: 0,
      allow: "autoplay; encrypted-media; picture-in-picture", // with fullscreen as well a browser warns of saying it twice (PLAYER 8)
      referrerPolicy: "strict-origin-when-cross-origin",
    }) as HTMLIFrameElement;
    const { origin } = new URL(frame.src);
    // To whoever is there: nothing of it is secret, and of a blocked frame the browser would complain every second.
    const say = (message: object): void => frame.contentWindow!.postMessage(JSON.stringify(message), "*");
    pause = () => {
      say({ event: "command", func: "pauseVideo", args: "" });
      say({ method: "pause" });
    };
    let silent = true;
    const since = Date.now();
    // Until it has answered, and for a while after: Vimeo's player says that it is there before it has heard anything.
    const asking = setInterval(() => {
      say({ event: "listening" }); // YouTube answers only who asks
      say({ method: "addEventListener", value: "ended" }); // Vimeo
      hush(); // left before the film was there
      if (Date.now() - since < PATIENCE) return;
      if (!silent) clearInterval(asking);
      else if (broken.hidden) {
        broken.hidden = false;
        host.announce(broken.textContent!);
      }
    }, 1000);
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      silent = false;
      broken.hidden = true;
      // A string or an object: quotes in it may be escaped.
      if (/playerState\W+0\b|event\W+(ended|finish)\b/.test(JSON.stringify(event.data))) tick();
    });
    // What was agreed to holds while the course is open: the next film of that host says it no more (PLAYER 31).
    for (const each of all(".video-privacy")) if (each.textContent === privacy.textContent) each.hidden = true;
    poster.replaceWith(frame);
    frame.focus();
  }

  // YouTube refuses frames whose page has no origin to name (error 153): from disk there is the link only
  if (/^http/.test(origin)) return on(start, "click", play);
  start.remove();
  privacy.textContent = one(".video-link", element)!.dataset.disk!;
};
export default video;
