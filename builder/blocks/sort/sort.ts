// A native select for each item -> a checked sort; nothing needs to be dragged (PLAYER 27, WCAG 2.5.7).
import { all, on } from "../../../templates/player/elements";
import { exercise } from "../../../templates/player/exercise";
import type { BlockScript } from "../../../templates/player/types";

const sort: BlockScript = (element, host) => {
  const lists = all<HTMLSelectElement>("select", element);
  const item = (list: HTMLSelectElement): number => +list.dataset.item!;
  for (const list of lists)
    on(list, "change", () => list.value &&
      host.announce(host.t("sort.moved", { item: list.labels[0]!.textContent!.trim(), group: list.selectedOptions[0]!.text })));
  exercise(element, host, {
    open: true,
    read: () => ({ chosen: [], pairs: lists.filter((list) => list.value).map((list) => [item(list), +list.value]) }),
    show(response) {
      const homes = new Map(response?.pairs);
      for (const list of lists) list.value = `${homes.get(item(list)) ?? ""}`;
    },
    missing() {
      const empty = lists.find((list) => !list.value);
      return empty ? [empty, host.t("sort.missing")] : null;
    },
    marks(given, key) {
      const homes = new Map(given.pairs);
      const right = new Map(key.pairs);
      return lists.map((list) => {
        const option = item(list);
        const home = right.get(option);
        const fits = homes.get(option) === home;
        const group = host.activity!.targets.find((each) => each.number === home)!.text;
        return { option, row: list.parentElement!, right: fits, text: fits ? host.t("question.correct") : host.t("sort.belongs", { group }) };
      });
    },
  });
};
export default sort;
