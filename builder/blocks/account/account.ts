// The prompts of a reflective account -> one private note with a field for each (PLAYER 28-30, 37).
import { notebox } from "../../../templates/player/notebox";
import type { BlockScript } from "../../../templates/player/types";

const account: BlockScript = (element, host) => notebox(element, host);
export default account;
