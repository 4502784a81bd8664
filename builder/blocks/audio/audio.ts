// The browser's own controls; heard to its end, a recording ticks itself (PLAYER 34).
import { one } from "../../../templates/player/elements";
import { playing } from "../../../templates/player/tick";
import type { BlockScript } from "../../../templates/player/types";

const audio: BlockScript = (element, host) => playing(element, host, one<HTMLAudioElement>("audio", element)!);
export default audio;
