// A conversation's scenes, with what can be said in each -> the one that the learner is in, below what was said before.
import { all, byId, copy, focus, on, one } from "../../../templates/player/elements";
import type { BlockScript } from "../../../templates/player/types";

const scenario: BlockScript = (element, host) => {
  const log = one(".scenario-log", element)!;
  const again = one("button", element)!;
  const scenes = all(".scenario-scene", element);
  let scene: HTMLElement;
  let path: [number, number][];
  let touched = false;

  /** True where nothing is left to say. */
  function go(to: HTMLElement): boolean {
    scene = to;
    for (const each of scenes) each.classList.toggle("now", each === to);
    return !(again.hidden = !!one("[data-said]", to));
  }

  function begin(): void {
    path = [];
    log.replaceChildren();
    go(scenes[0]!);
  }

  function say(words: HTMLAnchorElement): boolean {
    path.push([+scene.dataset.scene!, +words.dataset.said!]);
    for (const each of [scene.firstElementChild, words.firstElementChild, words.nextElementSibling]) if (each) log.append(copy(each));
    return go(byId(words.hash.slice(1))!);
  }

  /** How it ended before. Where a scene was come back to, what was said there last is kept: the way without its loops. */
  function restore(): void {
    if (touched) return;
    begin();
    const answer = host.answer();
    one(".scenario-been", element)!.hidden = !answer;
    for (let over = !answer; !over;) {
      const said = new Map(answer!.pairs).get(+scene.dataset.scene!);
      const words = one<HTMLAnchorElement>(`[data-said="${said}"]`, scene);
      // The author has changed the ways since.
      if (!words || path.length > scenes.length) return begin();
      over = say(words);
    }
  }

  on(element, "click", (event) => {
    const words = (event.target as Element).closest<HTMLAnchorElement>("[data-said]");
    if (words) {
      event.preventDefault();
      if (say(words)) host.respond({ chosen: [], pairs: path });
      // What came of it stands above the heading that is read next.
      host.announce(words.nextElementSibling?.textContent ?? "");
    } else if (event.target === again) begin();
    else return;
    touched = true;
    const heading = scene.firstElementChild!.firstElementChild as HTMLElement;
    (all(".scenario-you", log).pop() ?? heading).scrollIntoView();
    focus(heading);
  });
  host.onchange(restore);
  restore();
};
export default scenario;
