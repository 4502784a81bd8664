// Names and words -> elements: the few ways in which the player makes, finds and changes them.

/** What an element is made of: others, text (always text, never markup), properties, or nothing. */
export type Part = Node | string | null | false | undefined | { [property: string]: unknown };

/** `make("p.todo", "text")`, `make("a", { href }, "text")`: name, class, and what it is made of. */
export function make(kind: string, ...parts: Part[]): HTMLElement {
  const [name, look] = kind.split(".");
  const element = document.createElement(name!);
  if (look) element.className = look;
  for (const part of parts) {
    if (part instanceof Node || typeof part === "string") element.append(part);
    else Object.assign(element, part);
  }
  return element;
}

export const button = (text: string, onclick: () => void, look = ""): HTMLElement =>
  make(`button.${look}`, { type: "button", onclick }, text);

export const link = (text: string, id: string): HTMLElement => make("a", { href: `#${id}` }, text);

/** An icon of the theme, as `icon()` draws it in the page. */
export function icon(path: string): Node {
  const made = make("i");
  made.innerHTML = `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;
  return made.firstChild!;
}
export const TICK = "M2.5 8.5l3.5 3.5 7.5-8";
export const CIRCLE = "M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.5M8 11v.01";

export const all = <T extends HTMLElement>(selector: string, within: ParentNode = document): T[] =>
  [...within.querySelectorAll<T>(selector)];

export const one = <T extends HTMLElement>(selector: string, within: ParentNode = document): T | null =>
  within.querySelector<T>(selector);

export const byId = (id: string): HTMLElement | null => document.getElementById(id);

export const on = (target: EventTarget, type: string, call: (event: Event) => unknown, options?: AddEventListenerOptions): void =>
  target.addEventListener(type, call, options);

/** Sets an attribute, or takes it away. */
export const attribute = (element: Element, name: string, value: string | false): void =>
  value ? element.setAttribute(name, value) : element.removeAttribute(name);

/** Every `data-fill="name"` gets the text; the page says where it stands. */
export const fill = (name: string, text: string | number, within?: ParentNode): void =>
  all(`[data-fill=${name}]`, within).forEach((each) => (each.textContent = `${text}`));

/** What is said only in some cases: of `data-<name>="this that"` those are shown that name the case (`true`, if so). */
export const when = (name: string, now: string | boolean, within?: ParentNode): void =>
  all(`[data-${name}]`, within).forEach((each) => (each.hidden = !each.matches(`[data-${name}~="${now}"]`)));

/** Puts keyboard and reader there, also where nothing is to press. */
export function focus(element: HTMLElement): void {
  if (!element.matches("a, button, input, textarea, select, summary")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Puts keyboard, reader and eyes there. */
export function bring(element: HTMLElement): void {
  element.scrollIntoView();
  focus(element);
}

export const root = document.documentElement;
