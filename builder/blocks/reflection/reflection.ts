// A box for a private note: kept as it is written, counted, honest about who keeps it (PLAYER 28-30, 35).
import { button, make, one } from "../../../templates/player/elements";
import type { BlockHost, BlockScript } from "../../../templates/player/types";

const PAUSE = 400; // in this browser within 1 s of the last key
const QUIET = 1000; // the count is spoken only after a second of quiet

/** Also the box of a recall, whose note has another block's number. */
export function notebox(element: HTMLElement, host: BlockHost, number = host.activity?.number ?? 0): void {
  const { t } = host;
  const box = one("textarea", element) as HTMLTextAreaElement;
  const count = one(".reflection-count", element)!;
  const where = one("[id$=-where]", element)!;
  const label = one(`label[for="${box.id}"]`, element)!;
  let pending = 0;
  let quiet = 0;
  let told = false;

  function words(): string {
    const written = t("reflection.words", { count: box.value.trim() ? box.value.trim().split(/\s+/).length : 0 });
    const wanted = Number(count.dataset.words);
    return wanted ? t("reflection.suggested", { words: written, count: wanted }) : written;
  }

  function place(): string {
    const lms = host.notesPlace() === "lms";
    return host.canKeep() ? (lms ? "lms" : "browser") : lms ? "lms-only" : "nowhere";
  }

  function refresh(): void {
    count.textContent = words();
    where.textContent = t(`reflection.where.${place()}`);
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

  box.addEventListener("input", () => {
    clearTimeout(pending);
    clearTimeout(quiet);
    pending = window.setTimeout(save, PAUSE); // from here on nothing from outside replaces what is in the box
    if (host.notesPlace() === "ask") host.setNotesPlace("browser"); // who writes without choosing keeps the default
    quiet = window.setTimeout(() => {
      const first = !told && host.canKeep() ? ` ${t("reflection.saved")}` : "";
      told = true;
      host.announce(`${words()}.${first}`);
    }, QUIET);
    refresh();
  });
  box.addEventListener("blur", save);
  // Before the shell's own listeners: what is still pending must be in what they send.
  addEventListener("visibilitychange", save, true);
  addEventListener("pagehide", save, true);
  host.onchange(read);
  read();
  if (host.notesChoice()) choice(element, host, label);
}

/** Who keeps the notes: asked once, at the first box of a page; to be changed at any time (PLAYER 29). */
function choice(element: HTMLElement, host: BlockHost, before: HTMLElement): void {
  const { t } = host;
  const name = `${before.getAttribute("for")}-place`;
  const radio = (place: "browser" | "lms"): HTMLElement => {
    const input = make("input", { type: "radio", name, value: place }) as HTMLInputElement;
    input.addEventListener("change", () => host.setNotesPlace(place));
    const hint = place === "lms" ? make("small", {}, t("reflection.ask.lms.hint")) : null;
    return make("label", { class: "option" }, input, make("span", {}, t(`reflection.ask.${place}`), hint));
  };
  const legend = make("legend", { tabindex: "-1" }, t("reflection.ask"));
  const field = make("fieldset", { class: "reflection-place", id: name }, legend, radio("browser"), radio("lms"));
  const change = button(t("reflection.change"), () => {
    field.hidden = !field.hidden;
    tick();
    if (!field.hidden) legend.focus();
  }, true);
  change.setAttribute("aria-controls", name);
  const first = element.closest(".page")?.querySelector("textarea") === one("textarea", element);
  field.hidden = !first || host.notesPlace() !== "ask";
  let asking = !field.hidden;
  const tick = (): void => {
    // answered at another box; here nothing moves while someone writes
    if (asking && host.notesPlace() !== "ask" && !element.contains(document.activeElement)) {
      asking = false;
      field.hidden = true;
    }
    change.setAttribute("aria-expanded", String(!field.hidden));
    const chosen = host.notesPlace() === "lms" ? "lms" : "browser";
    for (const each of Array.from(field.querySelectorAll("input"))) each.checked = each.value === chosen;
  };
  before.before(field);
  one(".meta", element)!.append(change);
  host.onchange(tick);
  tick();
}

const reflection: BlockScript = (element, host) => notebox(element, host);
export default reflection;
