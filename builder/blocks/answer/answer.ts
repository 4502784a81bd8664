// A field for a word or a number -> a checked answer.
import { one } from "../../../templates/player/elements";
import { exercise, judged } from "../../../templates/player/exercise";
import { formOf, toNumber } from "../../../templates/player/marking";
import type { BlockScript } from "../../../templates/player/types";

const answer: BlockScript = (element, host) => {
  const activity = host.activity!;
  const field = one<HTMLInputElement>("input", element)!;
  exercise(element, host, {
    open: false,
    read: () => ({ chosen: [], pairs: [], text: field.value }),
    show: (response) => (field.value = response?.text ?? ""),
    missing: () => (activity.kind === "numeric" ? isNaN(toNumber(field.value)) : !field.value.trim()) && field,
    marks(given, key, shown) {
      // What nobody thought of is a form without a number.
      const own = formOf(activity, given.text) ?? { number: 0, text: "" };
      return [...new Set([own, ...activity.choices])].flatMap((form) =>
        judged(host.t, form.number, key, field.parentElement!, form === own, shown, `: ${form.text}`));
    },
  });
};
export default answer;
