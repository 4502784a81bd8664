// The address -> the one page that is shown: titles, focus, history, links between pages, the list on a phone.

import { announce } from "./announce";
import { all, attribute, bring, byId, focus, on, one, root } from "./elements";
import { barred } from "./map";
import { course, moduleOf } from "./player";
import { visit } from "./shell";
import { t } from "./words";

/** The page that is shown, and its number in the course; 0 for the cover, help, notes and such. */
export let shown: HTMLElement;
export let here = 0;
let scrolled = 0;
let titled = "";

const pointed = (hash: string): HTMLElement | null => byId(decodeURIComponent(hash.slice(1)));
const pageAt = (hash: string): HTMLElement | null => pointed(hash)?.closest<HTMLElement>("article.page") ?? null;
const cover = (): HTMLElement => byId("course--cover")!;

/** Opens what the address asks for; true when that was a page of the course (a reload, a link from outside). */
export function begin(): boolean {
  on(window, "hashchange", follow);
  on(document, "click", press);
  on(document, "keydown", (event) => (event as KeyboardEvent).key === "Escape" && list(false) && one("[data-do=pages]")!.focus());
  // A page begins at its heading, not where the last one was left (PLAYER 2).
  history.scrollRestoration = "manual";
  show(pageAt(location.hash) ?? cover(), false);
  // Opened at an address, a page begins as every page of the web does: at its top, with the skip link first (PLAYER 1).
  focus(document.body);
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
  return here > 0;
}

/** Leaves a page that turned out to be locked, once the learner's state is known. */
export function check(): void {
  if (stopped(shown)) show(cover(), false);
}

/** Goes to a page by its id, as a link would, so that the browser's Back works; at once, before what has changed on
 *  this one is drawn and would jump (PLAYER 42). */
export function go(id: string): void {
  if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
  follow();
}

/** The list of pages on a phone. True: it was not so before. */
export function list(open: boolean): boolean {
  if (root.classList.contains("listing") === open) return false;
  if (open) scrolled = scrollY;
  root.classList.toggle("listing", open);
  attribute(one("[data-do=pages]")!, "aria-expanded", `${open}`);
  scrollTo(0, open ? 0 : scrolled);
  return true;
}

/** Says why a page may not be opened yet, if so. */
function stopped(article: HTMLElement): boolean {
  const why = barred(article);
  if (why) announce(why);
  return !!why;
}

function follow(): void {
  const { hash } = location;
  const article = hash ? pageAt(hash) : cover();
  if (!article) return;
  if (stopped(article)) return history.replaceState(null, "", `#${shown.id}`);
  const target = pointed(hash);
  const within = target && target !== article;
  if (article !== shown || !within) show(article, true);
  if (!within) return;
  bring(target);
}

function show(article: HTMLElement, move: boolean): void {
  const { module, page } = article.dataset;
  shown = article;
  here = Number(page ?? 0);
  for (const { classList, dataset } of all("article.page")) {
    classList.remove("current");
    classList.toggle("near", !!page && !!dataset.page && dataset.module === module);
  }
  article.classList.add("current");
  list(false);
  visit();
  const heading = one("h1", article)!;
  const own = heading.textContent!;
  const within = moduleOf(module)?.title ?? course.title;
  titled = own === within ? own : t("title", { page: own, title: within });
  entitle();
  if (!move) return;
  scrollTo(0, 0);
  focus(heading);
}

/** The page's title begins with "Error:" as long as something on it wants mending (PLAYER 20). */
export function entitle(): void {
  const wrong = one("[aria-invalid], .turn .todo:not([hidden])", shown);
  document.title = wrong ? t("error.title", { title: titled }) : titled;
}

function press(event: Event): void {
  const anchor = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
  if (!anchor) return;
  const article = pageAt(anchor.hash);
  if (anchor.className === "skip") {
    // The address keeps the page's id: the skip link moves focus only.
    byId("main")!.scrollIntoView();
    byId("main")!.focus();
  } else if (article && anchor.hash === location.hash) follow();
  else if (!article || !stopped(article)) return;
  event.preventDefault();
}
