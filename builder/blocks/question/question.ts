// Options as radios or checkboxes -> a checked question.
import { choices, exercise } from "../../../templates/player/exercise";
import type { BlockScript } from "../../../templates/player/types";

const question: BlockScript = (element, host) => exercise(element, host, choices(element, host));
export default question;
