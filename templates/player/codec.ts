// A state -> at most 4,096 characters of unpadded base64url that any version of the course can read, and back.
//
// text    = head, then three sections: answers this package knows, notes, and what it does not know
// head    = version (1 character), length of its payload (2), CRC-24 (4), payload
// section = cells of 128 characters (the last one shorter): CRC-24 (4), payload
//
// The head says how long each section is, so every cell's place is known without reading the one before: a flipped
// character costs one cell, a cut costs what is behind it. (Chunks that carry their own length lose everything behind
// a damaged length.) No record is split over two cells, and each cell says all that is needed to read it. A record
// holds numbers from course.lock as given, never positions. The frame of the head (version, length, CRC) stays the
// same in all versions, so that a damaged version is not taken for a newer one.

import { deflateSync, inflateSync } from "fflate";
import {
  ALPHABET, CELL, CRC, crc, fixed, pieces, reader, seal, sealAll, sizeOf, toBits, toCharacters, unsealAll, writer,
} from "./bits";
import type { Bits } from "./bits";
import { blank, kept, NO_ATTEMPTS, PLACES, TERMINALS } from "./state";
import type { Attempts, Note, State } from "./state";
import type { ActivityData, Answer, CourseData, Result } from "./types";

/** `tail`: something after the head is lost. `head`: all is lost, go on from the journal, then from the LMS's status.
 *  `foreign`: the state of another course. `newer`: written by a newer player; do not overwrite it without saying so.
 *  In the last three the state is blank. */
export type Damage = "none" | "tail" | "head" | "foreign" | "newer";

const ROOM = 4096;
const MOST_ROOM = 8191;                // what the lengths in the head can say
const VERSION = 1;
const FRAME = 3 + CRC;
const MOST_PAGES = 8000;               // with these two no head alone is longer than ROOM, whatever the course;
const MOST_RESULTS = 150;              // what is beyond them goes where unknown things go
const MOST_TEXT = 1 << 20;             // bytes of notes before deflating
const NOTHING = { chosen: [], pairs: [] };
const RESULTS: readonly Result[] = ["correct", "partial", "incorrect"];

// ------------------------------------------------------------------ head

/** Two bytes that tell this SCO's state from another's. Of the root, not the course: an LMS that mixes up two modules
 *  of one course must not carry a completion over. */
function identity(course: CourseData): number {
  let sum = 1;
  for (const each of course.root) sum = (sum * 31 + each.codePointAt(0)!) % 65521;
  return sum;
}

const highest = (course: CourseData): number => Math.min(course.highestPage, MOST_PAGES);
const ascending = <V>(map: ReadonlyMap<number, V>): [number, V][] => [...map].sort(([a], [b]) => a - b);

/** A moment: one bit, and 42 more if there was one. */
const moment = (io: Bits, at: number): number => (io.fixed(1, +!!at) ? io.fixed(42, at) : 0);

function resultBits(io: Bits, from: Attempts): Attempts {
  const used = io.gamma(from.used + 1) - 1;
  const best = io.fixed(1, +(from.best !== null)) ? io.fixed(14, Math.round(from.best! * 100)) / 100 : null;
  const passed = !!io.fixed(1, +from.passed);
  const open = !!io.fixed(1, +from.open);
  const seed = open ? io.fixed(16, from.seed) : 0;
  return { used, best, passed, open, seed, at: open ? io.fixed(42, from.at) : 0, answers: new Map() };
}

/** The payload of the head, both ways. Reading, `from` is a blank state and the numbers are as good as any. */
function headBits(
  io: Bits, from: State, course: CourseData, ownResults: [number, Attempts][], sizes: number[],
): { state: State; own: boolean; sizes: number[] } {
  const id = identity(course);
  const own = io.fixed(16, id) === id;
  const found = sizes.map((size) => io.fixed(13, size));
  const saved = io.fixed(42, from.saved);
  const terminal = TERMINALS[io.fixed(2, TERMINALS.indexOf(from.terminal))]!;
  const finishedAt = moment(io, from.finishedAt);
  const place = PLACES[io.fixed(2, PLACES.indexOf(from.place))] || "ask";
  const placeAt = moment(io, from.placeAt);
  const round = moment(io, from.round);
  const bookmark = io.fixed(16, from.bookmark);
  const seconds = io.fixed(24, from.seconds);
  const done = new Set<number>();
  const pages = io.gamma(highest(course) + 1);
  for (let page = 1; page < pages && !io.over; page++) if (io.fixed(1, +from.done.has(page))) done.add(page);
  const results = new Map<number, Attempts>();
  const count = io.gamma(ownResults.length + 1) - 1;
  let module = 0;
  for (let index = 0; index < count && !io.over; index++) {
    const [number, result] = ownResults[index] || [0, NO_ATTEMPTS];
    module += io.gamma(number - module);
    results.set(module, resultBits(io, result));
  }
  const { answers, notes } = blank();
  const state = {
    round, done, bookmark, answers, results, notes, place, placeAt, seconds, saved, finishedAt, terminal,
  };
  return { state, own, sizes: found };
}

function writeHead(state: State, course: CourseData, results: [number, Attempts][], sizes: number[]): string {
  const io = writer();
  headBits(io, state, course, results, sizes);
  const payload = toCharacters(io.bits);
  const lead = ALPHABET[VERSION] + toCharacters(fixed(payload.length, 12));
  return lead + seal(lead + payload, 0) + payload;
}

// ------------------------------------------------------------------ records in cells

/** What a cell has said so far: the module whose attempt the next answers belong to (0: practice), the last number. */
interface Cursor { group: number; last: number }
type Write = (io: Bits, cursor: Cursor) => void;

// A record is 0 and an answer, or 1, a code and what the code says; codes from 3 on say whose answers follow.
const PAGE = 1;
const RESULT = 2;
const GROUP = 3;

/** An answer, both ways; reading, `from` is an empty one. Pairs: the items as steps, the targets above the least. */
function answerBits(io: Bits, from: Answer): Answer {
  const revision = io.fixed(4, from.revision % 16);
  const code = io.fixed(2, from.tries ? RESULTS.indexOf(from.result) : RESULTS.length);
  const result = RESULTS[code] || "incorrect";
  const tries = code < RESULTS.length ? io.fixed(3, from.tries) : 0;
  const score = result === "partial" ? io.fixed(7, Math.round(from.score * 100)) / 100 : 1;
  const matching = io.fixed(1, +!!from.pairs.length);
  const items = matching ? from.pairs : from.chosen.map((option) => [option, 0]);
  const targets = items.map((item) => item[1]!);
  const count = io.gamma(items.length + 1) - 1;
  const least = matching ? io.gamma(Math.min(...targets)) : 0;
  const width = matching ? io.gamma((Math.max(...targets) - least).toString(2).length) : 0;
  const pairs: [number, number][] = [];
  let last = 0;
  for (let index = 0; index < count && !io.over; index++) {
    const [item, target] = items[index] || [0, 0];
    last += io.gamma(item! - last);
    pairs.push([last, least + (matching && io.fixed(width, target! - least))]);
  }
  const response = matching ? { pairs, chosen: [] } : { pairs: [], chosen: pairs.map(([option]) => option) };
  return kept(response, result, score, revision, tries);
}

function writeCode(io: Bits, code: number, number: number): void {
  io.fixed(1, 1);
  io.gamma(code);
  io.gamma(number);
}

function writeAnswer(io: Bits, cursor: Cursor, group: number, number: number, answer: Answer): void {
  if (group !== cursor.group) {
    io.fixed(1, 1);
    io.gamma(GROUP + group);
    cursor.group = group;
    cursor.last = 0;
  }
  io.fixed(1, 0);
  io.gamma(number - cursor.last);
  cursor.last = number;
  answerBits(io, answer);
}

/** The revision that was written as its remainder by 16: the nearest to today's, a few newer ones included. */
function revisionOf(remainder: number, today: ActivityData | undefined): number {
  if (!today) return remainder;
  const newest = today.revision + 3;
  const revision = newest - ((newest + 16 - remainder) % 16);
  return revision < 1 ? revision + 16 : revision;
}

/** Puts records into cells, in order, and leaves out what does not fit into `room` characters. */
function fill(records: Write[], room: number): string[] {
  const cells: string[] = [];
  let cursor: Cursor = { group: 0, last: 0 };
  for (const record of records) {
    const last = Math.max(0, cells.length - 1);
    for (const cell of [last, last + 1]) {   // in the last cell, or in a new one
      const io = writer();
      const next = cells[cell] ? { ...cursor } : { group: 0, last: 0 };
      record(io, next);
      const bits = (cells[cell] || "") + io.bits;
      if (bits.length > CELL * 6 || cell * (CELL + CRC) + CRC + bits.length / 6 > room) continue;
      cells[cell] = bits;
      cursor = next;
      break;
    }
  }
  return cells.map((bits, index) => toCharacters(index < cells.length - 1 ? bits.padEnd(CELL * 6, "0") : bits));
}

function readRecords(bits: string, head: State, today: Map<number, ActivityData>): State {
  const io = reader(bits);
  const done = new Set(head.done);
  const answers = new Map(head.answers);
  const results = new Map(head.results);
  let group = 0;
  let number = 0;
  for (;;) {
    const code = io.fixed(1, 0) && io.gamma(0);
    const step = code < GROUP ? io.gamma(0) : 0;
    const result = code === RESULT && resultBits(io, NO_ATTEMPTS);
    const answer = !code && answerBits(io, kept(NOTHING, "incorrect", 0, 0, 0));
    if (io.over) return { ...head, done, answers, results };
    if (code >= GROUP) [group, number] = [code - GROUP, 0];
    if (code === PAGE) done.add(step);
    if (result) results.set(step, result);
    if (answer) {
      number += step;
      const given = { ...answer, revision: revisionOf(answer.revision, today.get(number)) };
      const attempts = results.get(group);
      if (!group) answers.set(number, given);
      else if (attempts) results.set(group, { ...attempts, answers: new Map(attempts.answers).set(number, given) });
    }
  }
}

// ------------------------------------------------------------------ notes

/** Notes as bytes, newest first: activity number (2), time (6), UTF-8, and FF, which UTF-8 never holds: it shows that
 *  a note is whole when the rest of the stream is lost. */
function noteBytes(notes: [number, Note][]): Uint8Array {
  const out: number[] = [];
  for (const [number, { text, at }] of notes) {
    out.push(number >> 8, number & 255);
    for (let power = 5; power >= 0; power--) out.push(Math.floor(at / 256 ** power) % 256);
    for (const byte of new TextEncoder().encode(text)) out.push(byte);
    out.push(255);
  }
  return Uint8Array.from(out);
}

/** The notes as bytes: their length before deflating (3 bytes), then deflated. */
function packNotes(notes: [number, Note][]): number[] {
  const raw = noteBytes(notes);
  return [raw.length >> 16, (raw.length >> 8) & 255, raw.length & 255, ...deflateSync(raw)];
}

/** The notes that fit, the first ones first. The longest run from the start that fits is found by halving, for this
 *  happens at every save; then the note that was too much is left out and the rest tried, twice at most: one huge
 *  note must not keep out all the others. */
function fitNotes(notes: [number, Note][], room: number): { bits: string; taken: [number, Note][] } {
  const size = (list: [number, Note][]): number => {
    if (list.reduce((sum, [, { text }]) => sum + text.length, 0) > MOST_TEXT / 4) return Infinity;
    const characters = Math.ceil((packNotes(list).length * 8) / 6);
    return characters + Math.ceil(characters / CELL) * CRC;
  };
  let taken: [number, Note][] = [];
  let left = notes;
  for (let skips = 0; left.length && skips < 3; skips++) {
    let [fits, end] = size([...taken, ...left]) <= room ? [left.length, 0] : [0, left.length];
    while (fits + 1 < end) {
      const middle = (fits + end) >> 1;
      if (size([...taken, ...left.slice(0, middle)]) <= room) fits = middle;
      else end = middle;
    }
    taken = [...taken, ...left.slice(0, fits)];
    left = left.slice(fits + 1);
  }
  return { bits: taken.length ? packNotes(taken).map((byte) => fixed(byte, 8)).join("") : "", taken };
}

function readNotes(text: string): { notes: Map<number, Note>; whole: boolean } {
  const bytes = Uint8Array.from(toBits(text).match(/.{8}/g) || [], (each) => parseInt(each, 2));
  const notes = new Map<number, Note>();
  const length = (bytes[0]! << 16) | (bytes[1]! << 8) | bytes[2]!;
  if (bytes.length < 4 || length > MOST_TEXT) return { notes, whole: !text };
  const raw = new Uint8Array(length);
  let whole = true;
  try {
    inflateSync(bytes.subarray(3), { out: raw });
  } catch {
    whole = false;                     // cut off: `raw` holds what came before
  }
  for (let start = 0, end; (end = raw.indexOf(255, start + 8)) > 0; start = end + 1) {
    const at = raw.subarray(start + 2, start + 8).reduce((sum, byte) => sum * 256 + byte, 0);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(raw.subarray(start + 8, end));
    notes.set((raw[start]! << 8) | raw[start + 1]!, { text, at });
  }
  return { notes, whole };
}

// ------------------------------------------------------------------ the whole

/** Known first: what this package's course has today, in the order it is written. */
function records(state: State, course: CourseData): { known: Write[]; unknown: Write[]; results: [number, Attempts][] } {
  const today = new Map(course.activities.map((each) => [each.number, each]));
  const assessments = new Set(course.modules.filter((each) => each.assessment).map((each) => each.number));
  const all = ascending(state.results);
  const results = all.filter(([module]) => assessments.has(module)).slice(0, MOST_RESULTS);
  const known: Write[] = [];
  const unknown: Write[] = [];
  for (const page of [...state.done].sort((a, b) => a - b)) {
    if (page > highest(course)) unknown.push((io) => writeCode(io, PAGE, page));
  }
  for (const [module, each] of all) {
    if (!results.some(([own]) => own === module)) unknown.push((io) => {
      writeCode(io, RESULT, module);
      resultBits(io, each);
    });
  }
  const add = (group: number, answers: ReadonlyMap<number, Answer>): void => {
    for (const [number, each] of ascending(answers)) {
      const activity = today.get(number);
      const own = activity && activity.kind !== "note" && (group ? activity.assessed && activity.module === group : !activity.assessed);
      (own && (!group || assessments.has(group)) ? known : unknown).push(
        (io, cursor) => writeAnswer(io, cursor, group, number, each),
      );
    }
  };
  add(0, state.answers);
  for (const [module, each] of all) add(module, each.answers);
  return { known, unknown, results };
}

/** The state as text, and the activity numbers of this package's notes that found no room. Notes are written only when
 *  the learner chose the LMS and the course offers it; `options.notes: false` keeps them out all the same. What this
 *  package does not know (of an older or newer version) comes last and is the first to be left out. `roomy`: for the
 *  browser's copy, which need not keep to an LMS's limit. */
export function encode(
  state: State, course: CourseData, options: { notes?: boolean; roomy?: boolean } = {},
): { text: string; droppedNotes: number[] } {
  const { known, unknown, results } = records(state, course);
  const empty = writeHead(state, course, results, [0, 0, 0]).length;
  let room = (options.roomy ? MOST_ROOM : ROOM) - empty;
  const answers = fill(known, room);
  room -= sizeOf(answers);
  const own = new Set(course.activities.map((each) => each.number));
  const allowed = state.place === "lms" && course.reflections === "learner" && options.notes !== false;
  const wanted = allowed ? [...state.notes] : [];
  wanted.sort(([a, x], [b, y]) => +own.has(b) - +own.has(a) || y.at - x.at || a - b);
  const { bits, taken } = fitNotes(wanted, room);
  const notes = pieces(toCharacters(bits));
  room -= sizeOf(notes);
  const rest = fill(unknown, room);
  const sections = [answers, notes, rest];
  const head = writeHead(state, course, results, sections.map(sizeOf));
  const whole = head + sealAll(sections, crc(head, 0));
  // Filled up to whole groups of four, so that strict base64 readers accept it too.
  return {
    text: whole + "A".repeat(-whole.length & 3),
    droppedNotes: wanted
      .filter((each) => !taken.includes(each) && own.has(each[0]) && each[1].text).map(([number]) => number),
  };
}

/** The state that a text holds. Never throws, whatever the text is. */
export function decode(text: string, course: CourseData): { state: State; damage: Damage } {
  const lost = (damage: Damage): { state: State; damage: Damage } => ({ state: blank(), damage });
  if (!text) return lost("none");
  const size = parseInt(toBits(text.slice(1, 3)), 2);
  const head = text.slice(0, FRAME + size);
  const payload = head.slice(FRAME);
  if (payload.length !== size || head.slice(3, FRAME) !== seal(head.slice(0, 3) + payload, 0)) return lost("head");
  const version = ALPHABET.indexOf(text[0]!);
  if (version !== VERSION) return lost(version > VERSION ? "newer" : "head");
  const { state: held, own, sizes } = headBits(reader(toBits(payload)), blank(), course, [], [0, 0, 0]);
  if (!own) return lost("foreign");
  const [answers, notes, rest] = unsealAll(text.slice(head.length), sizes, crc(head, 0));
  const today = new Map(course.activities.map((each) => [each.number, each]));
  let state = held;
  for (const cell of [...rest!, ...answers!]) if (cell !== null) state = readRecords(toBits(cell), state, today);
  const gap = notes!.findIndex((cell) => cell === null);
  const written = readNotes(notes!.slice(0, gap < 0 ? notes!.length : gap).join(""));
  const whole = written.whole && [...answers!, ...notes!, ...rest!].every((cell) => cell !== null);
  const end = head.length + sizes.reduce((sum, each) => sum + each, 0);
  const good = whole && text.slice(end) === "A".repeat(-end & 3);
  return { state: { ...state, notes: written.notes }, damage: good ? "none" : "tail" };
}
