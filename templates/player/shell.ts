// A launch and this browser's journal -> the learner's state, its one writer, and everything that is drawn from it.

import { announce } from "./announce";
import { drawTests } from "./assessment";
import { drawSaving } from "./bar";
import { decode, encode } from "./codec";
import { all, one } from "./elements";
import { drawAccreditation, drawFinish, drawSent } from "./finish";
import { enhance } from "./host";
import type { Refresh } from "./host";
import { open } from "./journal";
import type { Journal, Told } from "./journal";
import { barrier, drawMap, moduleTitle, unfold } from "./map";
import { reconcile } from "./merge";
import { Navigation } from "./navigation";
import type { Visit } from "./navigation";
import { drawNotes } from "./notes";
import { moduleOf, pageOf } from "./player";
import type { Change, Player } from "./player";
import { closePanel } from "./resume";
import { Session } from "./session";
import type { Due } from "./session";
import { addTime, begun, blank, fresh, goTo, reach } from "./state";
import type { State } from "./state";
import { settle, status } from "./status";
import { drawTurns } from "./turn";
import type { BlockScript, CourseData, Launch, Lms, Recorded, Snapshot } from "./types";
import { words } from "./words";

const REST = 10_000; // a note is sent when the learner has not typed for so long

const NOWHERE: Launch = {
  tracked: false, learner: null, name: null, state: "", location: "", terminal: false, outcome: "unknown",
  score: null, mode: "normal", why: "refused",
};

export class Shell implements Player {
  readonly t;
  readonly session: Session;
  readonly navigation: Navigation;
  state: State = blank();
  launch: Launch = NOWHERE;
  crowded: readonly number[] = [];
  private journal!: Journal;
  private told: Told | null = null;
  private counted = 0;
  private ready = false;
  private resting = 0;
  private refreshed: Refresh = () => undefined;
  private readonly visited = new Set<number>();
  private readonly sights = new Map<number, number>();

  constructor(readonly course: CourseData, private readonly lms: Lms) {
    this.t = words(course.strings, course.language);
    this.session = new Session(lms, (seconds) => this.snapshot(seconds), (saving) => {
      drawSaving(this, saving);
      drawSent(this);
    }, (sent) => this.confirm(sent));
    this.navigation = new Navigation(
      course.title, (number) => moduleTitle(this, number), (article) => this.barred(article), (visit) => this.visit(visit));
  }

  get status() { return status(this.state, this.course); }
  get keeps() { return this.journal.works; }
  get lasting() { return this.journal.lasting; }

  // ------------------------------------------------------------ the beginning

  /** Opens the session and works out what the learner has done. True: the learner must be asked first. */
  async begin(): Promise<boolean> {
    this.launch = await this.lms.start().catch(() => NOWHERE);
    const { launch, course } = this;
    this.journal = open(course, launch.learner);
    const entry = this.journal.read();
    this.told = entry.told;
    const now = Date.now();
    if (!launch.tracked) {
      this.state = entry.state;
      return false;
    }
    const { state: sent, damage } = decode(launch.state, course);
    // A newer player wrote it: this one must not write over what it cannot read.
    if (damage === "newer") this.launch = { ...launch, tracked: false, why: "refused" };
    const lost = damage === "head" || damage === "foreign" || damage === "newer";
    const found = lost ? { state: entry.state, ask: false }
      : reconcile(launch.state ? sent : null, entry.state, !!entry.told, now);
    this.state = found.state;
    // Asked for only where it is needed: every question to the LMS counts at launch (PAINS 21).
    const last = this.state.bookmark || found.ask ? undefined : course.pages.find((each) => each.id === launch.location);
    if (last) this.state = goTo(this.state, last.number, now);
    if (!launch.terminal) return found.ask && begun(this.state);
    // What the LMS holds as final is the least that will ever be told it again (TRACKING.md).
    this.state = reach(this.state, launch.outcome === "unknown" ? "completed" : launch.outcome, now);
    return false;
  }

  /** From here on everything is drawn, kept and sent. `afresh`: the learner began a new round of training. */
  start(blocks: Record<string, BlockScript>, afresh: boolean): void {
    const { course, launch } = this;
    if (afresh) this.state = fresh(this.state, Date.now());
    this.ready = true;
    this.refreshed = enhance(this, blocks);
    drawAccreditation();
    this.session.run(launch.tracked, launch.terminal ? this.snapshot(0).status : "");
    // Computed and written anew after every restore: what was completed elsewhere is reported here (PAINS 5).
    this.change(settle(this.state, course, Date.now()));
    if (this.navigation.current) this.visit(this.navigation.current);
  }

  // ------------------------------------------------------------ the one writer

  change(next: State, how: Change = "now"): void {
    this.state = settle(next, this.course, Date.now());
    this.keepJournal(true);
    this.draw();
    clearTimeout(this.resting);
    if (how === "now") void this.session.send();
    else if (this.state.place === "lms") this.resting = window.setTimeout(() => void this.session.send(), REST);
  }

  record(answer: Recorded): void {
    this.lms.record(answer);
  }

  refresh(which?: (element: HTMLElement) => boolean): void {
    this.refreshed(which);
  }

  firstSeen(activity: number): number {
    return this.sights.get(activity) ?? Date.now();
  }

  keep(): void {
    this.journal.keep(true);
    this.keepJournal(this.session.tracked);
  }

  purge(): void {
    this.journal.purge();
  }

  private keepJournal(pending: boolean): void {
    this.state = this.journal.write({ state: this.state, told: this.told, pending });
  }

  private snapshot(seconds: number): Due {
    this.state = addTime(this.state, seconds - this.counted);
    this.counted = seconds;
    const { text, droppedNotes } = encode(this.state, this.course);
    this.crowd(droppedNotes);
    const { pagesDone, outcome, score, progress, complete } = this.status;
    const best = this.launch.score === null ? score : Math.max(score ?? 0, this.launch.score);
    const location = pageOf(this.course, this.state.bookmark)?.id ?? "";
    const now = { state: text, location, pagesDone, outcome, score: best, progress, seconds };
    return { now, status: complete ? `${outcome} ${pagesDone}` : "" };
  }

  private confirm(sent: Snapshot): void {
    const { state, pagesDone, outcome, score } = sent;
    this.told = { state, pagesDone, outcome, score, at: Date.now() };
    this.keepJournal(false);
  }

  /** Told once, when it begins to be so (PLAYER 30). */
  private crowd(dropped: readonly number[]): void {
    if (dropped.length && !this.crowded.length) announce(this.t("notes.room"));
    this.crowded = dropped;
  }

  // ------------------------------------------------------------ what is shown

  private draw(): void {
    drawMap(this, this.visited);
    drawTests(this);
    drawTurns(this);
    drawFinish(this);
    if (this.navigation.current?.article.id === "course--notes") drawNotes(this);
  }

  private visit({ article, page }: Visit): void {
    if (!this.ready) return;
    unfold(this);
    if (article.id === "course--notes") drawNotes(this);
    if (page || article.id === "course--finish") closePanel();
    if (!page) return this.draw();
    this.visited.add(page);
    for (const element of all("[data-activity]", article)) {
      const number = Number(element.dataset.activity);
      if (!this.sights.has(number)) this.sights.set(number, Date.now());
    }
    this.change(goTo(this.state, page, Date.now()));
    this.refreshed();
    const seen = pageOf(this.course, page);
    if (seen) this.lms.seen(seen);
  }

  /** Why a page may not be opened now. */
  private barred(article: HTMLElement): string | null {
    if (!this.ready) return null;
    const root = document.documentElement.classList;
    if (root.contains("over")) return article.id === "course--left" ? null : this.t("exit.reopen");
    const module = moduleOf(this.course, Number(article.dataset.module));
    const page = Number(article.dataset.page);
    // A test's later pages open with its attempt.
    if (module?.assessment && page && page !== module.pages[0] && !this.state.results.has(module.number)) {
      const asks = one("[data-activity]", article);
      if (asks) return this.t("lock.test");
    }
    return page ? barrier(this, page) : null;
  }
}
