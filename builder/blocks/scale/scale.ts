// The points of a scale -> the last one chosen, kept at once; and what was chosen on an earlier one.
import { all, on, when } from "../../../templates/player/elements";
import type { BlockScript } from "../../../templates/player/types";

const scale: BlockScript = (element, host) => {
  let mine = 0;
  const draw = (): void => {
    const now = mine || host.answer()?.chosen[0];
    for (const each of all<HTMLInputElement>("input", element)) each.checked = +each.value === now;
    when("earlier", `${now && host.answer(+element.dataset.compare!)?.chosen[0]}`, element);
  };
  on(element, "change", (event) => {
    mine = +(event.target as HTMLInputElement).value;
    host.respond({ chosen: [mine], pairs: [] });
    draw();
  });
  host.onchange(draw);
  draw();
};
export default scale;
