// Rows that move up and down by buttons -> a checked order (PLAYER 27).
import { all, attribute, on, one } from "../../../templates/player/elements";
import { pairs } from "../../../templates/player/pairs";
import type { BlockScript } from "../../../templates/player/types";

const order: BlockScript = (element, host) => {
  const list = one("ol", element)!;
  const mixed = all("li", list);
  const buttons = all("button", list);
  const rows = (): HTMLElement[] => all("li", list);

  /** The row that a button moves its own row past. */
  const past = (button: HTMLElement): Element | null =>
    button.parentElement![button.dataset.past as "nextElementSibling" | "previousElementSibling"];
  const settle = (): void => buttons.forEach((each) => attribute(each, "aria-disabled", !past(each) && "true"));

  for (const button of buttons)
    on(button, "click", () => {
      const row = button.parentElement!;
      const other = past(button);
      if (!other) return;
      // The other row is moved: the focus stays where it is.
      if (other === row.nextElementSibling) row.before(other);
      else row.after(other);
      settle();
      button.focus();
      host.announce(host.t("order.moved", {
        item: row.firstElementChild!.textContent!, place: rows().indexOf(row) + 1, count: mixed.length,
      }));
      for (const type of ["input", "change"]) list.dispatchEvent(new Event(type, { bubbles: true }));
    });
  pairs(element, host, "order.belongs", {
    home: (_, index) => index + 1,
    put(home) {
      // One that is new since goes last.
      list.append(...[...mixed].sort((a, b) => (home(a) || 99) - (home(b) || 99)));
      settle();
    },
    // As they were given they are never right.
    missing: () => rows().every((each, index) => each === mixed[index]) && one("button:not([aria-disabled])", list),
  });
};
export default order;
