// An earlier note, to read and to go on with; where there is none, what it would have shown (PLAYER 43).
import { one } from "../../../templates/player/elements";
import type { BlockScript } from "../../../templates/player/types";
import { notebox } from "../../../templates/player/notebox";

const recall: BlockScript = (element, host) => {
  const number = +element.dataset.note!;
  const refresh = (): void => {
    // nothing above the box moves while someone writes
    if (!element.contains(document.activeElement)) one(".recall-empty", element)!.hidden = !!host.note(number);
  };
  notebox(element, host, number);
  host.onchange(refresh);
  refresh();
};
export default recall;
