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

/** A copy that may stand in the page a second time: without ids. */
export function copy(from: Element): HTMLElement {
  const made = from.cloneNode(true) as HTMLElement;
  for (const each of all("[id]", made)) each.removeAttribute("id");
  return made;
}

/** A drawing, of those that stand in the page for the script. */
export const icon = (place: number): Node => copy((byId("course--icons") as HTMLTemplateElement).content.children[place]!);
export const TICK = 0;
export const CROSS = 1;
export const NOTICE = 2;

export const all = <T extends HTMLElement>(selector: string, within: ParentNode = document): T[] =>
  [...within.querySelectorAll<T>(selector)];

export const one = <T extends HTMLElement>(selector: string, within: ParentNode = document): T | null =>
  within.querySelector<T>(selector);

export const byId = (id: string): HTMLElement | null => document.getElementById(id);

export const on = (target: EventTarget, type: string, call: (event: Event) => unknown, capture?: boolean): void =>
  target.addEventListener(type, call, capture);

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
  if (element.tabIndex < 0) element.tabIndex = -1; // below 0 is also what says nothing: a heading, a card
  element.focus({ preventScroll: true });
}

/** Puts keyboard, reader and eyes there. */
export function bring(element: HTMLElement): void {
  element.scrollIntoView();
  focus(element);
}

export const root = document.documentElement;
