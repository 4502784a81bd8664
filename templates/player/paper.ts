// Printing -> every details open, every text box as text, and everything back again afterwards (PLAYER 39).

import { all, make } from "./elements";

export function preparePaper(): void {
  let shut: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    shut = (all("main details:not([open])") as HTMLDetailsElement[]);
    for (const each of shut) each.open = true;
    for (const box of all("textarea") as HTMLTextAreaElement[])
      box.after(make("div", { class: "paper written" }, box.value));
  });
  addEventListener("afterprint", () => {
    for (const each of shut) each.open = false;
    for (const each of all(".paper")) each.remove();
  });
}
