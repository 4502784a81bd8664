// The address -> the one page that is shown: titles, focus, history, links between pages, the list on a phone.

import { announce } from "./announce";
import { all, one } from "./elements";

export interface Visit {
  article: HTMLElement;
  /** Number of the course's page; 0 for the cover, help, notes and such. */
  page: number;
}

const root = document.documentElement;

/** Shows pages. `barred` says why a page may not be opened yet, `shown` hears of each one that is. */
export class Navigation {
  current: Visit | null = null;
  private scrolled = 0;

  constructor(
    private readonly title: string,
    private readonly modules: (number: number) => string,
    private readonly barred: (article: HTMLElement) => string | null,
    private readonly shown: (visit: Visit) => void,
  ) {
    addEventListener("hashchange", () => this.follow(true));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && root.classList.contains("listing")) this.list(false, true);
    });
    // A page begins at its heading, not where the last one was left (PLAYER 2).
    history.scrollRestoration = "manual";
  }

  /** Opens what the address asks for; true when that was a page of the course (a reload, a link from outside). */
  open(): boolean {
    const asked = this.find(location.hash);
    if (asked && !this.barred(asked)) this.show(asked, asked.id !== "course--cover");
    else this.show(this.find("#course--cover") as HTMLElement, false);
    return (this.current as Visit).page > 0;
  }

  /** Leaves a page that turned out to be locked, once the learner's state is known. */
  check(): void {
    const why = this.current && this.barred(this.current.article);
    if (!why) return;
    announce(why);
    this.show(this.find("#course--cover") as HTMLElement, false);
  }

  /** Goes to a page by its id, as a link would, so that the browser's Back works. */
  go(id: string): void {
    if (location.hash === `#${id}`) this.follow(true);
    else location.hash = id;
  }

  list(open: boolean, focus = false): void {
    const pages = one('[data-do="pages"]');
    if (root.classList.contains("listing") === open) return;
    if (open) this.scrolled = scrollY;
    root.classList.toggle("listing", open);
    pages?.setAttribute("aria-expanded", String(open));
    scrollTo(0, open ? 0 : this.scrolled);
    if (focus) pages?.focus();
  }

  private find(hash: string): HTMLElement | null {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    return target ? target.closest<HTMLElement>("article.page") : null;
  }

  private follow(focus: boolean): void {
    const article = this.find(location.hash) ?? (location.hash ? null : this.find("#course--cover"));
    if (!article) return;
    const why = this.barred(article);
    if (why) {
      announce(why);
      history.replaceState(null, "", `#${this.current?.article.id}`);
      return;
    }
    if (article !== this.current?.article || location.hash === `#${article.id}`) this.show(article, focus);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target !== article) this.point(target);
  }

  /** Keyboard and eye go to the part of the page that a link meant. */
  private point(target: HTMLElement): void {
    target.scrollIntoView();
    if (!target.matches("a, button, input, textarea, select, summary")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  private show(article: HTMLElement, focus: boolean): void {
    const { module = "", page = "0" } = article.dataset;
    this.current = { article, page: Number(page) };
    for (const other of all("article.page")) {
      other.classList.toggle("current", other === article);
      other.classList.toggle("near", page !== "0" && other.dataset.page !== undefined && other.dataset.module === module);
    }
    this.list(false);
    this.shown(this.current);
    const heading = one("h1", article) as HTMLElement;
    const within = module ? this.modules(Number(module)) : this.title;
    const own = heading.textContent as string;
    document.title = own === within ? own : `${own} – ${within}`;
    if (!focus) return;
    scrollTo(0, 0);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  private click(event: MouseEvent): void {
    const anchor = (event.target as Element).closest?.<HTMLAnchorElement>('a[href^="#"]');
    if (!anchor) return;
    if (anchor.classList.contains("skip")) {
      // The address keeps the page's id: the skip link moves focus only.
      event.preventDefault();
      const main = one("main") as HTMLElement;
      main.focus();
      main.scrollIntoView();
      return;
    }
    const article = this.find(anchor.hash);
    const why = article && this.barred(article);
    if (why) {
      event.preventDefault();
      announce(why);
    } else if (article && anchor.hash === location.hash) {
      event.preventDefault();
      this.follow(true);
    }
  }
}
