// What the learner has done and written -> a record to read; the shell copies, prints and downloads it (PLAYER 36, 44).
import { one } from "../../../templates/player/elements";
import { facts, surprises } from "../../../templates/player/finish";
import { noteList } from "../../../templates/player/notes";
import type { BlockScript } from "../../../templates/player/types";

const summary: BlockScript = (element, host) =>
  host.onchange(() => one(".record", element)!.replaceChildren(facts(), ...surprises(3), ...noteList(3, true)));
export default summary;
