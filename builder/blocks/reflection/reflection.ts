// A box for a private note: kept as it is written, counted, honest about who keeps it (PLAYER 28-30, 35).
import { all, attribute, on, one } from "../../../templates/player/elements";
import type { BlockHost, BlockScript } from "../../../templates/player/types";

const PAUSE = 400; // in this browser within 1 s of the last key
const QUIET = 1000; // the count is spoken only after a second of quiet

/** Also the box of a recall, whose note has another block's number. */
export function notebox(element: HTMLElement, host: BlockHost, number = host.activity!.number): void {
  const { t } = host;
  const box = one<HTMLTextAreaElement>("textarea", element)!;
  const count = one(".reflection-count", element)!;
  let pending = 0;
  let quiet = 0;
  let told = false;

  function words(): string {
    const written = t("reflection.words", { count: box.value.match(/\S+/g)?.length ?? 0 });
    const wanted = +count.dataset.words!;
    return wanted ? t("reflection.suggested", { words: written, count: wanted }) : written;
  }

  function refresh(): void {
    const lms = host.notesPlace() === "lms";
    const place = host.canKeep() ? (lms ? "lms" : "browser") : lms ? "lms-only" : "nowhere";
    count.textContent = words();
    one("[id$=-where]", element)!.textContent = t(`reflection.where.${place}`);
    one(".paper", element)!.textContent = box.value; // on paper the box becomes text (PLAYER 39)
  }

  function save(): void {
    clearTimeout(pending);
    if (!pending) return;
    pending = 0;
    host.write(box.value, number);
  }

  function read(): void {
    if (!pending && box.value !== host.note(number)) box.value = host.note(number);
    refresh();
  }

  on(box, "input", () => {
    clearTimeout(pending);
    clearTimeout(quiet);
    pending = window.setTimeout(save, PAUSE); // from here on nothing from outside replaces what is in the box
    if (host.notesPlace() === "ask") host.setNotesPlace("browser"); // who writes without choosing keeps the default
    quiet = window.setTimeout(() => {
      host.announce(`${words()}.${!told && host.canKeep() ? ` ${t("reflection.saved")}` : ""}`);
      told = true;
    }, QUIET);
    refresh();
  });
  on(box, "blur", save);
  // Before the shell's own listeners: what is still pending must be in what they send.
  for (const end of ["visibilitychange", "pagehide"]) on(window, end, save, { capture: true });
  host.onchange(read);
  read();
  if (host.notesChoice()) choice(element, host);
}

/** Who keeps the notes: asked once, at the first box of a page; to be changed at any time (PLAYER 29). */
function choice(element: HTMLElement, host: BlockHost): void {
  const field = one(".reflection-place", element)!;
  const button = one(".reflection-change", element)!;
  let asking = host.notesPlace() === "ask" && element.contains(one("textarea", element.closest(".page")!));

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

const reflection: BlockScript = (element, host) => notebox(element, host);
export default reflection;
