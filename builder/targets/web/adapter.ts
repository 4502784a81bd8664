// The stand-alone package: nobody is told anything. The player keeps progress in this browser.

import type { Lms } from "../../../templates/player/types";
import { nobody } from "../nobody";

export const connect = (): Lms => nobody("web");
