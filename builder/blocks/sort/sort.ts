// A native select for each item -> a checked sort; nothing needs to be dragged (PLAYER 27, WCAG 2.5.7).
import { all } from "../../../templates/player/elements";
import { exercise } from "../../../templates/player/exercise";
import type { BlockScript, Response } from "../../../templates/player/types";

const sort: BlockScript = (element, host) => {
  const lists = all("select", element) as HTMLSelectElement[];
  const item = (list: HTMLSelectElement): number => Number(list.dataset.item);
  const groups = new Map(host.activity?.targets.map((each) => [each.number, each.text]));
  exercise(element, host, {
    open: true,
    read: (): Response => ({
      chosen: [],
      pairs: lists.filter((list) => list.value).map((list) => [item(list), Number(list.value)]),
    }),
    show(response) {
      const homes = new Map(response?.pairs);
      for (const list of lists) list.value = String(homes.get(item(list)) ?? "");
    },
    missing() {
      const empty = lists.find((list) => !list.value);
      return empty ? [empty, host.t("sort.missing")] : null;
    },
    marks(given, key) {
      const homes = new Map(given.pairs);
      const right = new Map(key.pairs);
      return lists.map((list) => {
        const home = right.get(item(list))!;
        const fits = homes.get(item(list)) === home;
        const text = fits ? host.t("question.correct") : host.t("sort.belongs", { group: groups.get(home) ?? "" });
        return { option: item(list), row: list.parentElement!, right: fits, text };
      });
    },
  });
};
export default sort;
