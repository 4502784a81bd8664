// The learner's notes -> the page "My notes": where they are kept, all of them, taken away, deleted (PLAYER 29, 30).

import { announce } from "./announce";
import { button, link, make, one } from "./elements";
import { placeOf } from "./player";
import type { Player } from "./player";
import { choosePlace, deleteNotes } from "./state";
import type { Place } from "./state";
import { day } from "./words";

interface Written { number: number; title: string; text: string }

/** Notes with words in them, in the order of the course. */
export function notesOf({ course, state }: Player): Written[] {
  return course.activities.flatMap(({ kind, number, title }) => {
    const text = kind === "note" ? (state.notes.get(number)?.text ?? "") : "";
    return text.trim() ? [{ number, title, text }] : [];
  });
}

export function drawNotes(player: Player): void {
  const { t } = player;
  const book = one("#course--notes .notebook") as HTMLElement;
  const notes = notesOf(player);
  const list = notes.map(({ number, title, text }) =>
    make("section", { class: "note" }, make("h2", {}, title), make("p", { class: "written" }, text),
      make("p", {}, link(t("notes.goto"), placeOf(number)))));
  const parts: HTMLElement[] = [where(player)];
  if (player.crowded.length) parts.push(make("p", { class: "todo" }, t("notes.room")));
  if (!notes.length) parts.push(make("p", { class: "empty" }, t("notes.empty")));
  else parts.push(...list, make("p", { class: "actions" },
    button(t("notes.download"), () => download(player)), button(t("notes.print"), () => print(), true),
    button(t("notes.delete"), () => sure(player), true)));
  book.replaceChildren(...parts);
}

/** Where they are kept now, in a sentence, and what can be chosen instead. */
function where(player: Player): HTMLElement {
  const { course, keeps, t } = player;
  const place: Place = course.reflections === "browser" || !player.session.tracked ? "browser" : player.state.place;
  const box = make("section", { class: "card reflection" });
  const say = (key: string): void => box.append(make("p", {}, t(key)));
  say(keeps ? `notes.where.${place}` : "notes.where.nowhere");
  if (keeps && !player.lasting) {
    say("notes.visit");
    box.append(button(t("notes.mine"), () => { player.keep(); said(player, "notes.mine.done"); }, true));
  }
  if (course.reflections === "browser" || !player.session.tracked) return box;
  if (place !== "lms") {
    say("notes.to.lms.hint");
    box.append(button(t("notes.to.lms"), () => move(player, "lms"), true));
  }
  if (place !== "browser") box.append(button(t("notes.to.browser"), () => move(player, "browser"), true));
  return box;
}

function move(player: Player, place: Place): void {
  player.change(choosePlace(player.state, place, Date.now()));
  said(player, `notes.moved.${place}`);
}

function said(player: Player, key: string): void {
  player.refresh();
  drawNotes(player);
  focusTitle();
  announce(player.t(key));
}

const focusTitle = (): void => one("#course--notes h1")?.focus();

/** Asks on the page, not in a dialogue of the browser (PLAYER 8). */
function sure(player: Player): void {
  const { t } = player;
  const actions = one("#course--notes .actions") as HTMLElement;
  const ask = make("div", { class: "todo", tabindex: "-1" }, make("p", {}, t("notes.delete.sure")),
    make("p", { class: "actions" },
      button(t("notes.delete.yes"), () => {
        player.change(deleteNotes(player.state, Date.now()));
        player.purge();
        said(player, "notes.deleted");
      }),
      button(t("notes.delete.no"), () => { drawNotes(player); focusTitle(); }, true)));
  actions.replaceWith(ask);
  ask.focus();
}

/** All notes as a page of their own, made in the browser: it opens everywhere and prints well. */
export function download(player: Player): void {
  const { course, t } = player;
  const title = t("notes.file.head", { title: course.title });
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = course.language;
  page.head.append(make("style", {}, "body{font:1.1rem/1.6 Georgia,serif;max-width:40rem;margin:3rem auto;padding:0 1rem}p{white-space:pre-wrap}"));
  page.body.append(make("h1", {}, title), make("p", {}, day(course.language, new Date())));
  for (const note of notesOf(player)) page.body.append(make("h2", {}, note.title), make("p", {}, note.text));
  const file = new Blob([`<!doctype html><meta charset="utf-8">${page.documentElement.outerHTML}`], { type: "text/html" });
  const address = URL.createObjectURL(file);
  const anchor = make("a", { href: address, download: `${t("notes.file")}-${new Date().toISOString().slice(0, 10)}.html` });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
