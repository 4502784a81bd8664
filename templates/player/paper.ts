// Printing -> every details open, and as it was again afterwards (PLAYER 39).

import { all } from "./elements";

export function preparePaper(): void {
  let shut: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    shut = all("main details:not([open])") as HTMLDetailsElement[];
    for (const each of shut) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of shut) each.open = false;
  });
}
