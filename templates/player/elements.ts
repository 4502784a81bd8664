// Names and words -> elements: the few ways in which the shell makes and finds them.

type Properties = Record<string, string | boolean | (() => void)>;
type Child = Node | string | null;

/** An element; a property that is a function is its click. Text is always text, never markup. */
export function make(name: string, properties: Properties = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener("click", value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

export function button(text: string, press: () => void, quiet = false): HTMLElement {
  return make("button", { type: "button", class: quiet ? "quiet" : "", press }, text);
}

export function link(text: string, id: string): HTMLElement {
  return make("a", { href: `#${id}` }, text);
}

/** An icon of the theme, as `icon()` draws it in the page. */
export function icon(path: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
export const TICK = "M2.5 8.5l3.5 3.5 7.5-8";
export const CIRCLE = "M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.5M8 11v.01";

export function all(selector: string, within: ParentNode = document): HTMLElement[] {
  return Array.from(within.querySelectorAll<HTMLElement>(selector));
}

export function one(selector: string, within: ParentNode = document): HTMLElement | null {
  return within.querySelector<HTMLElement>(selector);
}

/** Every `data-fill="name"` gets the text; the page says where it stands. */
export function fill(name: string, text: string, within: ParentNode = document): void {
  for (const element of all(`[data-fill="${name}"]`, within)) element.textContent = text;
}
