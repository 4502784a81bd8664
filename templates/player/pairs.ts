// Rows (`data-item`) that each belong somewhere -> a checked sort, match or order; nothing needs to be dragged (PLAYER 27).

import { all, on, one } from "./elements";
import { exercise } from "./exercise";
import type { Form } from "./exercise";
import type { BlockHost, BlockScript } from "./types";

/** What differs between lists to choose from and rows to move. */
interface Rows {
  /** Where a row is now; 0: nowhere yet. */
  home(row: HTMLElement, index: number): number;
  /** Puts all rows where they belong; nowhere: as they were. */
  put(home: (row: HTMLElement) => number): void;
  missing: Form["missing"];
}

export function pairs(element: HTMLElement, host: BlockHost, belongs: string, { home, put, missing }: Rows): void {
  const rows = (): HTMLElement[] => all("[data-item]", element);
  const item = (row: HTMLElement): number => +row.dataset.item!;
  exercise(element, host, {
    open: true,
    missing,
    read: () => ({
      chosen: [],
      pairs: rows().map((row, index): [number, number] => [item(row), home(row, index)]).filter((pair) => pair[1]),
    }),
    show(response) {
      const homes = new Map(response?.pairs);
      put((row) => homes.get(item(row)) ?? 0);
    },
    marks(given, key) {
      const homes = new Map(given.pairs);
      const right = new Map(key.pairs);
      return rows().map((row) => {
        const option = item(row);
        const place = right.get(option);
        const fits = homes.get(option) === place;
        const group = host.activity!.targets.find((each) => each.number === place)!.text;
        return { option, row, right: fits, text: fits ? host.t("question.is.correct") : host.t(belongs, { group }) };
      });
    },
  });
}

/** Rows with a native select each (WCAG 2.5.7). The words are the block's own. */
export const selects = (moved: string, belongs: string): BlockScript => (element, host) => {
  const list = (row: HTMLElement): HTMLSelectElement => one("select", row)!;
  const lists = all<HTMLSelectElement>("select", element);
  for (const each of lists)
    on(each, "change", () => each.value &&
      host.announce(host.t(moved, { item: each.labels[0]!.textContent!.trim(), group: each.selectedOptions[0]!.text })));
  pairs(element, host, belongs, {
    home: (row) => +list(row).value,
    put: (home) => lists.forEach((each) => (each.value = `${home(each.parentElement!) || ""}`)),
    missing: () => lists.find((each) => !each.value),
  });
};
