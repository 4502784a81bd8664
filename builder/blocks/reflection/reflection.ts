// A box for a private note (PLAYER 28-30, 35).
import { notebox } from "../../../templates/player/notebox";
import type { BlockScript } from "../../../templates/player/types";

const reflection: BlockScript = (element, host) => notebox(element, host);
export default reflection;
