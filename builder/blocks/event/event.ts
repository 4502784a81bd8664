// A meeting is held elsewhere: here is only said that one was there.
import { ticking } from "../../../templates/player/tick";
import type { BlockScript } from "../../../templates/player/types";

const event: BlockScript = (element, host) => void ticking(element, host);
export default event;
