// What the learner has done and written -> a record to read; the shell copies, prints and downloads it (PLAYER 36, 44).
import { make, one } from "../../../templates/player/elements";
import { facts } from "../../../templates/player/finish";
import { noteList } from "../../../templates/player/notes";
import type { BlockScript } from "../../../templates/player/types";

const summary: BlockScript = (element, host) =>
  host.onchange(() => one(".record", element)!.replaceChildren(facts(), make("h3", host.t("summary.notes")), ...noteList(4)));
export default summary;
