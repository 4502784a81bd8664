// A state -> at most 4,096 characters of unpadded base64url that any version of the course can read, and back.
//
// text  = head, cells of answers, cells of notes
// head  = version (1 character), length of its payload (3), CRC-24 (4), payload
// cell  = 128 characters (the last one of answers and of notes may be shorter): CRC-24 (4), payload
//
// The head says how long answers and notes are, so every cell's place is known without reading the one before: a
// flipped character costs one cell, a cut costs what is behind it. (Chunks that carry their own length lose everything
// behind a damaged length.) No answer is split over two cells, and each cell says all that is needed to read it. An
// answer holds numbers from course.lock as given, never positions. The frame of the head (version, length, CRC) stays
// the same in all versions, so that a damaged version is not taken for a newer one.

import { CELL, CRC, crc, lengthOf, reader, seal, sealAll, toBits, toCharacters, unsealAll, writer } from "./bits";
import type { Bits } from "./bits";
import { numbered } from "./marking";
import { squeezer } from "./squeeze";
import { blank, kept, NO_ATTEMPTS, PLACES, TERMINALS } from "./state";
import type { Attempts, Note, State } from "./state";
import type { ActivityData, Answer, CourseData, Result } from "./types";

/** `tail`: something after the head is lost. `head`: all is lost, go on from the journal, then from the LMS's status.
 *  `foreign`: the state of another course. `newer`: written by a newer player; do not overwrite it without saying so.
 *  In the last three the state is blank. */
export type Damage = "none" | "tail" | "head" | "foreign" | "newer";

const ROOM = 4096;
const MOST_ROOM = 8188;                // what the lengths in the head can say
const VERSION = 1;
const FRAME = 4 + CRC;
const FULL = (CELL - CRC) * 6;         // bits in a full cell
const MOST_PAGES = 8000;               // with these two no head alone is longer than ROOM, whatever the course
const MOST_RESULTS = 140;
const MOST_TEXT = 1 << 17;             // bytes of notes; more would take long to squeeze
const NOTES = 64;                      // more than there are cells of answers: tells them from cells of notes
const EMPTY = kept({ chosen: [], pairs: [] }, "incorrect", 0, 0, 0);
const RESULTS: readonly (Result | "")[] = ["", "correct", "partial", "incorrect"];   // "": not marked yet

/** Two bytes that tell this SCO's state from another's. Of the root, not the course: an LMS that mixes up two modules
 *  of one course must not carry a completion over. */
function identity(course: CourseData): number {
  let sum = 1;
  for (const each of course.root) sum = (sum * 31 + each.codePointAt(0)!) % 65521;
  return sum;
}

const ascending = <V>(map: Iterable<[number, V]>): [number, V][] => [...map].sort(([a], [b]) => a - b);

// ------------------------------------------------------------------ layout, both ways

const flag = (io: Bits, value: boolean): boolean => !!io.fixed(1, +value);
const word = <T>(io: Bits, all: readonly T[], value: T): T | undefined => all[io.fixed(2, all.indexOf(value))];
/** A moment: one bit, and 42 more if there was one. */
const moment = (io: Bits, at: number): number => (flag(io, !!at) ? io.fixed(42, at) : 0);

function resultBits(io: Bits, from: Attempts): Attempts {
  const used = io.gamma(from.used + 1) - 1;
  const best = flag(io, from.best !== null) ? io.fixed(14, Math.round(from.best! * 100)) / 100 : null;
  const passed = flag(io, from.passed);
  const open = flag(io, from.open);
  const [seed, at] = open ? [io.fixed(16, from.seed), io.fixed(42, from.at)] : [0, 0];
  return { used, best, passed, open, seed, at, answers: new Map() };
}

/** The payload of the head; reading, `from` is a blank state. `sizes`: characters of answers and of notes. */
function headBits(io: Bits, from: State, id: number, sizes: number[]): { state: State; id: number; sizes: number[] } {
  const found = io.fixed(16, id);
  const lengths = sizes.map((size) => io.fixed(13, size));
  const state = {
    ...from,
    saved: io.fixed(42, from.saved), finishedAt: moment(io, from.finishedAt), round: moment(io, from.round),
    placeAt: moment(io, from.placeAt), place: word(io, PLACES, from.placeAt ? from.place : "ask") || "ask",
    terminal: word(io, TERMINALS, from.terminal)!, bookmark: io.fixed(16, from.bookmark),
    seconds: io.fixed(24, from.seconds),
  };
  const done = new Set<number>();
  const pages = io.gamma(Math.min(MOST_PAGES, Math.max(0, ...from.done)) + 1);
  for (let page = 1; page < pages && !io.over; page++) if (flag(io, from.done.has(page))) done.add(page);
  const given = ascending(from.results).slice(0, MOST_RESULTS);
  const results = new Map<number, Attempts>();
  const count = io.gamma(given.length + 1);
  for (let index = 1, module = 0; index < count && !io.over; index++) {
    const [number, result] = given[index - 1] || [0, NO_ATTEMPTS];
    results.set(module += io.gamma(number - module), resultBits(io, result));
  }
  return { state: { ...state, done, results }, id: found, sizes: lengths };
}

function writeHead(state: State, course: CourseData, sizes: number[]): string {
  const io = writer();
  headBits(io, state, identity(course), sizes);
  const payload = toCharacters(io.bits);
  const lead = writer();
  lead.fixed(6, VERSION);
  lead.fixed(18, payload.length);
  const frame = toCharacters(lead.bits);
  return frame + seal(frame + payload, 0) + payload;
}

/** What a cell has said so far: the module whose attempt the next answers belong to (0: practice), the last number. */
interface Cursor { group: number; last: number }

/** An answer; reading, `from` is an empty one. The width of targets is 0 where options are chosen. */
function answerBits(io: Bits, cursor: Cursor, group: number, number: number, from: Answer): Answer {
  if (flag(io, group !== cursor.group)) {
    cursor.group = io.gamma(group);
    cursor.last = 0;
  }
  cursor.last += io.gamma(number - cursor.last);
  const revision = io.fixed(4, from.revision % 16);
  const marked = word(io, RESULTS, from.tries ? from.result : "");
  const tries = marked ? io.fixed(3, from.tries) : 0;
  const score = marked === "partial" ? io.fixed(7, Math.round(from.score * 100)) / 100 : 0;
  const targets = from.pairs.map(([, target]) => target - 1);
  const width = io.gamma(targets.length ? Math.max(...targets).toString(2).length + 1 : 1) - 1;
  const items = width ? from.pairs.map(([item]) => item) : from.chosen;
  const count = io.gamma(items.length + 1);
  const pairs: [number, number][] = [];
  for (let index = 1, item = 0; index < count && !io.over; index++) {
    item += io.gamma(items[index - 1]! - item);
    pairs.push([item, 1 + io.fixed(width, targets[index - 1]!)]);
  }
  const response = width ? { pairs, chosen: [] } : { pairs: [], chosen: pairs.map(([option]) => option) };
  return kept(response, marked || "incorrect", score, revision, tries);
}

// ------------------------------------------------------------------ notes

/** A note as bytes: activity number (2), time (6), UTF-8, and FF, which UTF-8 never holds: it shows that a note is
 *  whole when the rest is lost. */
const noteBytes = ([number, { text, at }]: [number, Note]): number[] => [
  number >> 8, number & 255, ...[5, 4, 3, 2, 1, 0].map((power) => Math.floor(at / 256 ** power) % 256),
  ...new TextEncoder().encode(text), 255,
];

/** Notes squeezed, and how many of them end within so many bits. */
function noteBits(notes: [number, Note][], most: number): { bits: string; fits: number } {
  const io = writer();
  io.gamma(notes.length + 1);
  const { byte, end } = squeezer(io, false);
  let bytes = 0;
  const fits = notes.findIndex((note) => note[1].text.length > MOST_TEXT || noteBytes(note).some((each) => {
    byte(each);
    return io.bits.length + 32 > most || ++bytes > MOST_TEXT;
  }));
  end();
  return { bits: io.bits, fits: fits < 0 ? notes.length : fits };
}

/** The notes that fit, the first ones first. The one that was too much is left out and the rest tried, twice at most:
 *  one huge note must not keep out all the others. */
function fitNotes(notes: [number, Note][], room: number): { bits: string; taken: [number, Note][] } {
  const most = (Math.floor(room / CELL) * (CELL - CRC) + Math.max(0, (room % CELL) - CRC)) * 6;
  let taken = notes;
  for (let skips = 0; taken.length; skips++) {
    const { bits, fits } = noteBits(taken, most);
    if (fits === taken.length) return { bits, taken };
    taken = taken.filter((_, index) => index < fits || (index > fits && skips < 2));
  }
  return { bits: "", taken };
}

function readNotes(bits: string): { notes: Map<number, Note>; whole: boolean } {
  const notes = new Map<number, Note>();
  const io = reader(bits);
  const count = bits ? io.gamma(0) : 1;
  const { byte } = squeezer(io, true);
  for (let index = 1; index < count; index++) {
    const bytes: number[] = [];
    for (let next; bytes.length < 9 || next !== 255; bytes.push(next)) {
      next = byte(0);
      if (io.over) return { notes, whole: false };
    }
    const at = bytes.slice(2, 8).reduce((sum, each) => sum * 256 + each);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes.slice(8, -1)));
    notes.set(bytes[0]! * 256 + bytes[1]!, { text, at });
  }
  return { notes, whole: true };
}

// ------------------------------------------------------------------ answers

interface Part { state: State; payloads: string[]; whole: boolean; room: number }

/** Characters that payloads take with their checksums. */
const sizeOf = (payloads: string[]): number => payloads.join("").length + payloads.length * CRC;

/** Puts answers into cells, in order, as far as there is room for them: the payloads. */
function fill(state: State, room: number): { payloads: string[]; whole: boolean } {
  const cells: string[] = [];
  let cursor: Cursor = { group: 0, last: 0 };
  let whole = true;
  const add = (group: number, answers: ReadonlyMap<number, Answer>): void => {
    for (const [number, answer] of ascending(answers)) {
      const last = Math.max(0, cells.length - 1);
      whole = [last, last + 1].some((cell) => {   // in the last cell, or in a new one
        const io = writer();
        const next = cells[cell] ? { ...cursor } : { group: 0, last: 0 };
        answerBits(io, next, group, number, answer);
        const bits = (cells[cell] || "") + io.bits;
        if (bits.length > FULL || cell * CELL + CRC + lengthOf(bits.length) > room) return false;
        cells[cell] = bits;
        cursor = next;
        return true;
      }) && whole;
    }
  };
  add(0, state.answers);
  for (const [module, { answers }] of ascending(state.results)) add(module, answers);
  const last = cells.length - 1;
  return { payloads: cells.map((bits, index) => toCharacters(index < last ? bits.padEnd(FULL, "0") : bits)), whole };
}

/** The revision that was written as its remainder by 16: the nearest to today's, a few newer ones included. */
function revisionOf(remainder: number, today: ActivityData | undefined): number {
  if (!today) return remainder;
  const newest = today.revision + 3;
  const revision = newest - ((newest + 16 - remainder) % 16);
  return revision < 1 ? revision + 16 : revision;
}

/** Adds a cell's answers to the state: to those of practice, or of an attempt that the head tells of. */
function readAnswers(bits: string, state: State, course: CourseData): State {
  const io = reader(bits);
  const cursor = { group: 0, last: 0 };
  const answers = new Map(state.answers);
  const results = new Map(state.results);
  for (;;) {
    const found = answerBits(io, cursor, 0, 0, EMPTY);
    if (io.over) return { ...state, answers, results };
    const given = { ...found, revision: revisionOf(found.revision, numbered(course.activities, cursor.last)) };
    const attempts = results.get(cursor.group);
    if (!cursor.group) answers.set(cursor.last, given);
    else if (attempts) results.set(cursor.group, { ...attempts, answers: new Map(attempts.answers).set(cursor.last, given) });
  }
}

// ------------------------------------------------------------------ the whole

/** The state without what this package's course does not have (any more): retired pages, tests, questions, options. */
function trimmed(state: State, course: CourseData): State {
  const has = (options: { number: number }[], number: number): boolean => options.some((each) => each.number === number);
  const own = (group: number, answers: ReadonlyMap<number, Answer>): Map<number, Answer> => {
    const out = new Map<number, Answer>();
    for (const [number, answer] of answers) {
      const today = numbered(course.activities, number);
      if (!today || today.kind === "note" || group !== (today.assessed ? today.module : 0)) continue;
      const { choices, targets } = today;
      const chosen = answer.chosen.filter((option) => has(choices, option));
      const pairs = answer.pairs.filter(([item, target]) => has(choices, item) && has(targets, target));
      out.set(number, { ...answer, chosen, pairs });
    }
    return out;
  };
  const tests = [...state.results].filter(([module]) => numbered(course.modules, module)?.assessment);
  return {
    ...state, answers: own(0, state.answers),
    done: new Set([...state.done].filter((page) => page <= course.highestPage)),
    results: new Map(tests.map(([module, each]) => [module, { ...each, answers: own(module, each.answers) }])),
  };
}

/** The state as text, and the activity numbers of this package's notes that found no room. Notes are written only when
 *  the learner chose the LMS and the course offers it; `options.notes: false` keeps them out all the same. What this
 *  package does not know (of an older or newer version) is written where all of it finds room beside the rest.
 *  `roomy`: for the browser's copy, which need not keep to an LMS's limit. */
export function encode(
  state: State, course: CourseData, options: { notes?: boolean; roomy?: boolean } = {},
): { text: string; droppedNotes: number[] } {
  const most = options.roomy ? MOST_ROOM : ROOM;
  const [all, own] = [state, trimmed(state, course)].map((each) => {
    const length = writeHead(each, course, [0, 0]).length;
    const { payloads, whole } = fill(each, most - length);
    return { state: each, payloads, whole, room: most - length - sizeOf(payloads) };
  }) as [Part, Part];
  const isOwn = (number: number): boolean => !!numbered(course.activities, number);
  const allowed = state.place === "lms" && course.reflections === "learner" && options.notes !== false;
  const wanted = allowed ? [...state.notes] : [];
  wanted.sort(([a, x], [b, y]) => +isOwn(b) - +isOwn(a) || y.at - x.at || a - b);
  const { bits, taken } = fitNotes(wanted, own.room);
  const notes = toCharacters(bits).match(/.{1,124}/g) || [];
  const { payloads, state: written } = all.whole && all.room >= sizeOf(notes) ? all : own;
  const head = writeHead(written, course, [sizeOf(payloads), sizeOf(notes)]);
  const start = crc(head, 0);
  return {
    text: head + sealAll(payloads, start) + sealAll(notes, start ^ NOTES),
    droppedNotes: wanted.filter((each) => !taken.includes(each) && isOwn(each[0]) && each[1].text).map(([number]) => number),
  };
}

/** The state that a text holds. Never throws, whatever the text is. */
export function decode(text: string, course: CourseData): { state: State; damage: Damage } {
  const lost = (damage: Damage): { state: State; damage: Damage } => ({ state: blank(), damage });
  if (!text) return lost("none");
  const lead = text.slice(0, FRAME - CRC);
  const frame = reader(toBits(lead));
  const [version, size] = [frame.fixed(6, 0), frame.fixed(18, 0)];
  const payload = text.slice(FRAME, FRAME + size);
  const head = lead + seal(lead + payload, 0) + payload;
  if (payload.length !== size || !text.startsWith(head)) return lost("head");
  if (version !== VERSION) return lost(version > VERSION ? "newer" : "head");
  const { state: held, id, sizes } = headBits(reader(toBits(payload)), blank(), 0, [0, 0]);
  if (id !== identity(course)) return lost("foreign");
  const [middle, end] = [head.length + sizes[0]!, head.length + sizes[0]! + sizes[1]!];
  const start = crc(head, 0);
  const answers = unsealAll(text.slice(head.length, middle), start);
  const notes = unsealAll(text.slice(middle, end), start ^ NOTES);
  let state = held;
  for (const cell of answers) if (cell !== null) state = readAnswers(toBits(cell), state, course);
  const gap = [...notes, null].indexOf(null);
  const written = readNotes(toBits(notes.slice(0, gap).join("")));
  const good = written.whole && text.length === end && ![...answers, ...notes].includes(null);
  return { state: { ...state, notes: written.notes }, damage: good ? "none" : "tail" };
}
