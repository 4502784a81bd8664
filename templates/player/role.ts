// The learner's role -> which of the modules for roles is asked for: the choice on the cover, what is said of the others,
// and where back and on lead past them.

import { announce } from "./announce";
import { all, attribute, byId, one } from "./elements";
import { shown } from "./navigation";
import { change, course, moduleOf, pageOf, state } from "./player";
import { chooseRole, roleOf } from "./state";
import { optional } from "./status";
import { t } from "./words";

export const actions = {
  role(element: HTMLElement) {
    const { value } = element as HTMLInputElement;
    change(chooseRole(state, +value, Date.now()));
    announce(t(+value ? "role.chosen" : "role.free", { title: moduleOf(value)?.title ?? "" }));
  },
};

export function drawRole(): void {
  const { roles } = course;
  if (!roles.length) return;
  const own = roleOf(state, course);
  const chosen = roles.includes(state.role) ? state.role : 0;
  for (const input of all<HTMLInputElement>("#course--role input")) input.checked = +input.value === chosen;
  // Whoever comes here on the way can go on, with a role or without; at the beginning "Start" leads to what comes first.
  const to = one<HTMLAnchorElement>("#course--role a")!;
  const { title: name, pages } = moduleOf(chosen || own || roles[0])!;
  to.parentElement!.hidden = !state.bookmark && !roles.includes(course.modules[0]!.number);
  attribute(to, "href", `#${pageOf(pages[0])!.id}`);
  to.textContent = t("role.go", { title: name });
  for (const each of all("[data-optional]")) {
    each.hidden = +each.dataset.optional! === own;
    each.textContent = t(own ? "role.optional" : "role.open");
  }
  lead(one<HTMLAnchorElement>(".turn > a", shown), "previousElementSibling");
  const on = one<HTMLAnchorElement>(".next a", shown);
  const title = lead(on, "nextElementSibling");
  if (title) on!.textContent = t("turn.next", { title });
}

/** A link that leads from or into a module for roles leads past those that are not asked for; where no role is chosen and
 *  none begun, to the choice. The title of what it leads to; "" where it stays as it is. */
function lead(link: HTMLAnchorElement | null, step: "previousElementSibling" | "nextElementSibling"): string {
  const moduleAt = (page: Element | null): number => +((page as HTMLElement | null)?.dataset.module ?? 0);
  const here = moduleAt(shown);
  let to = shown[step];
  const forRoles = (module: number): boolean => course.roles.includes(module);
  if (!link || !(forRoles(here) || forRoles(moduleAt(to)))) return "";
  const others = optional(state, course);
  while (to && moduleAt(to) !== here && others.includes(moduleAt(to))) to = to[step];
  if (forRoles(moduleAt(to)) && moduleAt(to) !== here && !roleOf(state, course)) to = byId("course--role");
  attribute(link, "href", `#${to!.id}`);
  return to!.id === "course--finish" ? t("finish") : one("h1, h2", to!)!.textContent!;
}
