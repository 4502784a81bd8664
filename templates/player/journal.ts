// The browser's own copy: the state with all notes, and when the LMS was last told, in localStorage.
//
// One entry for each course and learner, never version or registration. In it each SCO (the course, or one module
// packaged alone) has its own progress, since each has its own record in the LMS; the notes and the choice of where
// they are kept are shared, so that one package can recall what was written in another. Progress is kept as the
// codec writes it (one format to keep readable, and it is checked when read), notes as plain JSON.

import { decode, encode } from "./codec";
import { merge } from "./merge";
import type { Note, Place, State } from "./state";
import { tried } from "./tried";
import type { CourseData } from "./types";

/** `told`: when an LMS last confirmed what it was told; 0: never. */
export interface Entry { state: State; told: number }

interface Sco { text: string; told: number }
interface Book { format: 1; scos: Record<string, Sco>; notes: [number, Note][]; place: Place; placeAt: number }

const EMPTY: Book = { format: 1, scos: {}, notes: [], place: "ask", placeAt: 0 };

/** The entry as stored; nothing when this version cannot read it. */
const readBook = (text: string): Book | null | undefined => tried(() => {
  const { format, scos, notes, place, placeAt } = JSON.parse(text) as Book;
  const texts = notes.map(([number, note]): [number, Note] => [+number, { text: `${note.text}`, at: +note.at }]);
  return format === 1 ? { format, scos: { ...scos }, notes: texts, place, placeAt: +placeAt } : null;
});

export interface Journal {
  /** False when storage is blocked or full: everything is kept in memory only, and the learner must be told. */
  readonly works: boolean;
  /** False: the copy lasts for this visit only (no learner id is known and nobody said that the computer is theirs). */
  readonly lasting: boolean;
  /** This SCO's progress with the notes of the whole course; blank when there is none. */
  read(): Entry;
  /** Keeps an entry. If another tab wrote meanwhile, merged with it: the state now kept is returned, go on from it. */
  write(entry: Entry): State;
  /** Without a learner id: this computer is the learner's own (true), or no longer (false). */
  keep(yes: boolean): void;
  /** Removes what was put aside as unreadable, which may hold texts; part of deleting notes. */
  purge(): void;
}

/** The course and the learner (null: unknown) as the end of a key. It names both in full, each escaped, so that no two
 *  learners can ever share one; `?` cannot come out of escaping and stands for nobody known. */
export const owner = (course: CourseData, learner: string | null): string =>
  `${encodeURIComponent(course.id)}/${learner === null ? "?" : encodeURIComponent(learner)}`;

/** How to reach the two storages; merely naming them throws where they are blocked. */
export interface Storages { local(): Storage; session(): Storage }
const BROWSER: Storages = { local: () => localStorage, session: () => sessionStorage };

/** Opens the journal of a course and a learner (null: unknown). */
export function open(course: CourseData, learner: string | null, storages = BROWSER): Journal {
  const key = `coursewright/${owner(course, learner)}`;
  const aside = `${key}/unreadable`;
  let memory = "";                     // the entry as last read or written here
  let seen = "";                       // what storage held then: not the same when it is full
  let works = true;

  function attempt<T>(which: keyof Storages, act: (storage: Storage) => T): T | null {
    try {
      return act(storages[which]());
    } catch {
      works = false;
      return null;
    }
  }
  let lasting = learner !== null || attempt("local", (storage) => storage.getItem(key)) !== null;
  const here = (): keyof Storages => (lasting ? "local" : "session");
  const stored = (): string => attempt(here(), (storage) => storage.getItem(key)) || "";
  const remove = (name: string): void => void attempt(here(), (storage) => storage.removeItem(name));
  const putAside = (text: string): void => void attempt(here(), (storage) => storage.setItem(aside, text));

  function put(text: string): void {
    memory = text;
    works = true;
    attempt(here(), (storage) => storage.setItem(key, text));
    seen = works ? text : stored();
  }

  /** What cannot be read (broken, or of a newer player) is kept aside before anything is written over it. */
  function understand(text: string): Book {
    const book = text ? readBook(text) : EMPTY;
    if (!book) putAside(text);
    return book || EMPTY;
  }

  function entryOf(source: string): Entry {
    const book = understand(source);
    const { text, told } = book.scos[course.root] || { text: "", told: 0 };
    const { state, damage } = decode(text, course);
    if (damage !== "none") putAside(source);
    return { state: { ...state, notes: new Map(book.notes), place: book.place, placeAt: book.placeAt }, told };
  }

  return {
    get works() { return works; },
    get lasting() { return lasting; },
    read() {
      seen = stored();
      memory = seen || memory;
      return entryOf(memory);
    },
    write(entry) {
      const now = stored();
      const book = understand(now && now !== seen ? now : memory);
      let { state, told } = entry;
      // Unchanged since this tab last saw it: written as it is. Else merged, but for what either tab has un-done since.
      if (now && now !== seen) {
        const theirs = entryOf(now);
        const all = [theirs.state.done, state.done];
        state = merge(theirs.state, state);
        const undone = [...entryOf(memory).state.done].filter((page) => !all.every((each) => each.has(page)));
        state = { ...state, done: new Set([...state.done].filter((page) => !undone.includes(page))) };
        told = Math.max(told, theirs.told);
      }
      const { text } = encode(state, course, true);
      put(JSON.stringify({
        format: 1, scos: { ...book.scos, [course.root]: { text, told } },
        notes: [...state.notes], place: state.place, placeAt: state.placeAt,
      }));
      return state;
    },
    keep(yes) {
      if (learner !== null || yes === lasting) return;
      const text = stored() || memory;
      remove(key);
      remove(aside);
      lasting = yes;
      if (text) put(text);
    },
    purge: () => remove(aside),
  };
}
