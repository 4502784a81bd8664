// The boxes of a private note -> one text, kept as it is written, counted, honest about who keeps it (PLAYER 28-30, 35).
//
// A note with several fields has a box for each, with `data-field` and the field's number. `data-suggest` is what stands
// in a box as long as the note is not written; it becomes the learner's only when they write. A checkbox is a box too: its
// words are its value, and only while it is ticked.

import { all, attribute, on, one } from "./elements";
import { fieldsOf, textOf } from "./fields";
import type { BlockHost } from "./types";
import { day } from "./words";

const PAUSE = 400; // in this browser within 1 s of the last key
const BOX = "textarea, [data-field]";
const QUIET = 1000; // the count is spoken only after a second of quiet

/** Also the box of a recall, whose note has another block's number. */
export function notebox(element: HTMLElement, host: BlockHost, number = host.activity!.number): void {
  const { t } = host;
  const boxes = all<HTMLInputElement>(BOX, element); // or all of them are textareas
  const ticks = boxes[0]!.type === "checkbox";
  const count = one(".reflection-count", element)!;
  let pending = 0;
  let quiet = 0;
  let told = false;

  const said = (box: HTMLInputElement): string => ticks && !box.checked ? "" : box.value;

  function words(): string {
    const text = boxes.map(said).join(" ");
    const written = t(ticks ? "checklist.ticked" : "reflection.words", { count: text.match(/\S+/g)?.length ?? 0, of: boxes.length });
    const wanted = +count.dataset.words!;
    return wanted ? t("reflection.suggested", { words: written, count: wanted }) : written;
  }

  function refresh(): void {
    const kept = host.canKeep();
    const lms = host.notesPlace() === "lms";
    const full = lms && !host.hasRoom(number);
    const place = lms && !full ? (kept ? "lms" : "lms-only") : kept ? "browser" : "nowhere";
    count.textContent = words();
    one("[id$=-where]", element)!.textContent = t(full && kept ? "notes.room" : `reflection.where.${place}`);
    if (!ticks) for (const box of boxes) box.nextElementSibling!.textContent = box.value; // on paper a box becomes text (PLAYER 39)
  }

  /** What is in the boxes, and in fields that the author has taken away since. */
  function text(): string {
    const fields = fieldsOf(host.note(number));
    for (const box of boxes) {
      const { field } = box.dataset;
      if (!field) fields.clear();
      fields.set(+(field ?? 0), said(box));
    }
    return textOf(fields);
  }

  function save(): void {
    clearTimeout(pending);
    if (!pending) return;
    pending = 0;
    host.write(text(), number);
  }

  function read(): void {
    const note = host.note(number);
    const fields = fieldsOf(note);
    for (const box of pending ? [] : boxes) {
      const { field, suggest } = box.dataset;
      const now = !note ? (suggest ?? "").replace("{date}", day(Date.now()))
        : field ? fields.get(+field) ?? "" : [...fields.values()].join("\n\n");
      if (ticks) box.checked = !!now;
      else if (box.value !== now) box.value = now;
    }
    refresh();
  }

  on(element, "input", (event) => {
    if (!boxes.includes(event.target as HTMLInputElement)) return;
    clearTimeout(pending);
    clearTimeout(quiet);
    pending = setTimeout(save, PAUSE); // from here on nothing from outside replaces what is in the boxes
    if (host.notesPlace() === "ask") host.setNotesPlace("browser"); // who writes without choosing keeps the default
    quiet = setTimeout(() => {
      host.announce(`${words()}.${!told && host.canKeep() ? ` ${t("reflection.saved")}` : ""}`);
      told = true;
    }, QUIET);
    refresh();
  });
  on(element, "blur", () => {
    clearTimeout(quiet); // whoever has left the box hears of what they do now
    save();
  }, true);
  // Before the shell's own listeners: what is still pending must be in what they send.
  for (const end of ["visibilitychange", "pagehide"]) on(window, end, save, true);
  host.onchange(read);
  read();
  if (host.notesChoice()) choice(element, host);
}

/** Who keeps the notes: asked once, at the first box of a page; to be changed at any time (PLAYER 29). */
function choice(element: HTMLElement, host: BlockHost): void {
  const field = one(".reflection-place", element)!;
  const button = one(".reflection-change", element)!;
  let asking = host.notesPlace() === "ask" && element.contains(one(BOX, element.closest(".page")!));

  function show(open: boolean): void {
    field.hidden = !open;
    attribute(button, "aria-expanded", `${open}`);
    for (const each of all<HTMLInputElement>("input", field)) each.checked = (each.value === "lms") === (host.notesPlace() === "lms");
  }

  button.hidden = false;
  button.onclick = () => {
    show(field.hidden);
    if (!field.hidden) one("legend", field)!.focus();
  };
  on(field, "change", (event) => host.setNotesPlace((event.target as HTMLInputElement).value as "browser" | "lms"));
  host.onchange(() => {
    // answered at another box; here nothing moves while someone writes
    const answered = asking && host.notesPlace() !== "ask" && !element.contains(document.activeElement);
    if (answered) asking = false;
    show(!answered && !field.hidden);
  });
  show(asking);
}
