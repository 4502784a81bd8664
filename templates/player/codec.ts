// A state -> at most 4,096 characters of unpadded base64url that any version of the course can read, and back.
//
// text  = CRC-24 (4 characters), lead (8: version, length of the head, of the answers, of the notes), head,
//         cells of answers, cells of notes
// cell  = 128 characters (the last one of answers and of notes may be shorter): CRC-24 (4), payload
//
// The lead says how long all is, so every cell's place is known without reading the one before: a flipped character
// costs one cell, a cut costs what is behind it. (Chunks that carry their own length lose everything behind a damaged
// length.) No answer is split over two cells, and each cell says all that is needed to read it. An answer holds numbers
// from course.lock as given, never positions. CRC and lead stay the same in all versions, so that a damaged version is
// not taken for a newer one. The CRC begins with the SCO's IRI: another course's state counts as damaged.

import { CELL, CRC, crc, seal, stream, toBits, toCharacters, unsealAll } from "./bits";
import type { Bits } from "./bits";
import { assessedIn, known, numbered, testOf } from "./marking";
import { squeezer } from "./squeeze";
import { blank, kept, NO_ATTEMPTS, PLACES, TERMINALS } from "./state";
import type { Attempts, Note, State } from "./state";
import type { Answer, CourseData, Result } from "./types";

/** `tail`: something after the head is lost. `head`: all is lost, or the state is another course's: go on from the
 *  journal, then from the LMS's status. `newer`: written by a newer player; do not overwrite it without saying so. In
 *  the last two the state is blank. */
export type Damage = "none" | "tail" | "head" | "newer";

const ROOM = 4096;
const MOST_ROOM = 16380;               // what the lengths in the lead can say
const VERSION = 1;
const LEAD = CRC + 8;                  // with its checksum
const FULL = (CELL - CRC) * 6;         // bits in a full cell
const MOST_PAGES = 8000;               // with these two no head alone is longer than ROOM, whatever the course
const MOST_RESULTS = 140;
const MOST_TEXT = 1 << 17;             // bytes of notes; more would take long to squeeze
const NOTES = 1024;                    // more than there are cells of answers: tells them from cells of notes
const EMPTY = kept({ chosen: [], pairs: [] }, "incorrect", 1, 0);
const RESULTS: readonly Result[] = ["correct", "partial", "incorrect", "neutral"];

const ascending = <V>(map: Iterable<[number, V]>): [number, V][] => [...map].sort(([a], [b]) => a - b);

// ------------------------------------------------------------------ layout, both ways

const STATE = { saved: 42, finishedAt: 42, round: 42, placeAt: 42, bookmark: 16, seconds: 24 };
const ROLE = { role: 16, roleAt: 42 };
const ATTEMPTS = { used: 8, seed: 16, at: 42, best: 0, last: 0, passed: 1, open: 1 };

/** Numbers of so many bits by their names; 1: true or false; 0: a score. */
function fields<T>(io: Bits, widths: Record<string, number>, from: T): T {
  const values = from as Record<string, number>;
  const one = (width: number, value: number): unknown =>
    !width ? io.fixed(14, Math.round(value * 100)) / 100 : width > 1 ? io.fixed(width, value) : flag(io, value);
  return { ...from, ...Object.fromEntries(Object.keys(widths).map((name) => [name, one(widths[name]!, values[name]!)])) };
}
const flag = (io: Bits, value: unknown): boolean => !!io.fixed(1, +!!value);
const word = <T>(io: Bits, all: readonly T[], value: T): T => all[io.fixed(2, all.indexOf(value))] ?? all[0]!;

/** Ascending numbers as their count and steps, and what each says after its own. */
function steps(io: Bits, numbers: number[], each: (number: number, index: number) => unknown): void {
  const count = io.gamma(numbers.length + 1) - 1;
  for (let index = 0, last = 0; index < count && !io.over; index++) each(last += io.gamma(numbers[index]! - last), index);
}

/** Ascending numbers; reading, `from` is []. */
function list(io: Bits, from: readonly number[]): number[] {
  const found: number[] = [];
  steps(io, [...from], (number) => found.push(number));
  return found;
}

/** Up to 40 characters: of 7 bits where that is enough for all, else of 16. */
function letters(io: Bits, from: string): string {
  const count = io.gamma(from.length + 1) - 1;
  const width = flag(io, /[^\0-\x7f]/.test(from)) ? 16 : 7;
  let text = "";
  for (let at = 0; at < count && !io.over; at++) text += String.fromCharCode(io.fixed(width, from.charCodeAt(at)));
  return text;
}

/** The head; reading, `from` is a blank state. */
function headBits(io: Bits, from: State): State {
  const state = fields(io, STATE, from);
  const place = word(io, PLACES, from.placeAt ? from.place : "ask");
  const terminal = word(io, TERMINALS, from.terminal);
  const done = new Set<number>();
  const pages = io.gamma(Math.max(0, ...from.done) + 1);
  for (let page = 1; page < pages && !io.over; page++) if (flag(io, from.done.has(page))) done.add(page);
  const results = new Map<number, Attempts>();
  const given = ascending(from.results);
  steps(io, given.map(([module]) => module), (module, index) => {
    const each = given[index]?.[1] ?? NO_ATTEMPTS;
    results.set(module, {
      ...fields(io, ATTEMPTS, each), drawn: list(io, each.drawn), seen: list(io, each.seen), answers: new Map(),
    });
  });
  // It came later than the rest: older texts end before it, and read as having none.
  const { role, roleAt } = flag(io, from.roleAt) ? fields(io, ROLE, from) : from;
  return { ...state, role, roleAt, place, terminal, done, results };
}

/** An answer; reading, `from` is an empty one. What it is made of: 0 options, 1 a text, more: pairs, whose targets are of
 *  so many bits less one. */
function answerBits(io: Bits, from: Answer): Answer {
  const revision = io.gamma(from.revision);
  const tries = io.fixed(3, from.tries);
  const result = tries ? word(io, RESULTS, from.result) : "incorrect";
  const sure = io.fixed(2, from.sure || 0);
  const targets = from.pairs.map(([, target]) => target);
  const made = io.gamma(targets.length ? Math.max(...targets).toString(2).length + 2 : from.text ? 2 : 1) - 1;
  const width = made && made - 1;
  const chosen: number[] = [];
  const pairs: [number, number][] = [];
  const text = made === 1 ? letters(io, from.text || "") : "";
  if (!text) steps(io, width ? from.pairs.map(([item]) => item) : from.chosen, (number, index) =>
    width ? pairs.push([number, io.fixed(width, targets[index]!)]) : chosen.push(number));
  return kept({ chosen, pairs, text, sure }, result, revision, tries);
}

// ------------------------------------------------------------------ notes

/** Notes squeezed into so many characters of cells, the first ones first. Each is a line of JSON; a zero byte ends them.
 *  The one that was too much is left out and the rest tried, twice at most: one huge note must not keep out all the
 *  others. */
function fitNotes(notes: [number, Note][], room: number, skips = 2): { bits: string; taken: [number, Note][] } {
  if (!notes.length) return { bits: "", taken: notes };
  const most = (Math.floor(room / CELL) * (CELL - CRC) + Math.max(0, (room % CELL) - CRC)) * 6;
  const io = stream();
  const { byte, end } = squeezer(io);
  let bytes = 0;
  const excess = notes.findIndex(([number, { text, at }]) =>
    new TextEncoder().encode(JSON.stringify([number, at, text]) + "\n").some((each) => {
      byte(each);
      return io.bits.length + 40 > most || ++bytes > MOST_TEXT;
    }));
  byte(0);
  end();
  if (excess < 0) return { bits: io.bits, taken: notes };
  return fitNotes(notes.filter((_, index) => index < excess || (index > excess && skips)), room, skips - 1);
}

/** The notes that are whole, and whether all are. */
function readNotes(bits: string): { notes: Map<number, Note>; whole: boolean } {
  const io = stream(bits);
  const { byte } = squeezer(io);
  const bytes: number[] = [];
  for (let next; (next = byte(0)) && !io.over;) bytes.push(next);
  const lines = new TextDecoder().decode(Uint8Array.from(bytes)).split("\n").slice(0, -1);
  const notes = lines.map((line) => JSON.parse(line) as [number, number, string]);
  return { notes: new Map(notes.map(([number, at, text]) => [number, { text, at }])), whole: !bits || !io.over };
}

// ------------------------------------------------------------------ answers

/** Answers put into cells, in order of number: the step from the one before. A step of 0 comes before the module in whose
 *  attempt the next ones are (0: practice). */
function cellsOf(state: State): string[] {
  const cells: string[] = [];
  let [cell, group, last] = ["", 0, 0];
  const all: [number, { answers: ReadonlyMap<number, Answer> }][] = [[0, state], ...ascending(state.results)];
  for (const [from, { answers }] of all) {
    for (const [number, answer] of ascending(answers)) {
      const after = (bits: string): string => {
        const io = stream();
        const same = bits && from === group;
        if (!same) io.gamma(1);
        if (!same) io.gamma(from + 1);
        io.gamma(number - (same ? last : 0) + 1);
        answerBits(io, answer);
        return bits + io.bits;
      };
      let next = after(cell);
      if (next.length > FULL) {
        cells.push(cell.padEnd(FULL, "0"));
        next = after("");
      }
      if (next.length > FULL) next = "";   // longer than a cell: not kept
      [cell, group, last] = [next, from, number];
    }
  }
  return [...cells, cell].filter((each) => each).map(toCharacters);
}

/** Adds a cell's answers to the state: to those of practice, or of an attempt that the head tells of. */
function readAnswers(bits: string, state: State): void {
  const io = stream(bits);
  for (let group = 0, last = 0; !io.over;) {
    const step = io.gamma(1) - 1;
    last = step > 0 ? last + step : 0;
    if (!last) group = io.gamma(1) - 1;
    else {
      const given = answerBits(io, EMPTY);
      const own = (group ? state.results.get(group) : state)?.answers as Map<number, Answer> | undefined;
      if (!io.over) own?.set(last, given);
    }
  }
}

// ------------------------------------------------------------------ the whole

/** The state without what this package's course does not have (any more): retired pages, tests, questions, options. */
function trimmed(state: State, course: CourseData): State {
  const own = (group: number, answers: ReadonlyMap<number, Answer>): Map<number, Answer> => {
    const out = new Map<number, Answer>();
    for (const [number, answer] of answers) {
      const today = numbered(course.activities, number);
      if (!today || today.kind === "note" || group !== (today.assessed ? today.module : 0)) continue;
      out.set(number, { ...known(today, answer), revision: Math.min(answer.revision, today.revision + 1) });
    }
    return out;
  };
  const tests = ascending(state.results).filter(([module]) => testOf(course, module));
  return {
    ...state, answers: own(0, state.answers),
    done: new Set([...state.done].filter((page) => page <= Math.min(course.highestPage, MOST_PAGES))),
    results: new Map(tests.slice(0, MOST_RESULTS).map(([module, each]) => {
      const bank = Object.keys(testOf(course, module)!.draw).length ? assessedIn(course, module).map(({ number }) => number) : [];
      const [drawn, seen] = [each.drawn, each.seen].map((all) => all.filter((one) => bank.includes(one))) as [number[], number[]];
      return [module, { ...each, answers: own(module, each.answers), drawn, seen }];
    })),
  };
}

/** Characters that payloads take with their checksums. */
const sizeOf = (payloads: string[]): number => payloads.join("").length + payloads.length * CRC;
const sealAll = (payloads: string[], start: number): string =>
  payloads.map((payload, index) => seal(payload, start ^ index)).join("");

/** The state as text, and the activity numbers of this package's notes that found no room. Notes are written only when
 *  the learner chose the LMS and the course offers it. What this package does not know (of an older or newer version)
 *  is written where all of it finds room beside the rest. `local`: for the browser's own copy, which has its notes
 *  elsewhere and need not keep to an LMS's limit. */
export function encode(state: State, course: CourseData, local = false): { text: string; droppedNotes: number[] } {
  const [all, own] = [state, trimmed(state, course)].map((each) => {
    const io = stream();
    headBits(io, each);
    const head = toCharacters(io.bits);
    const cells = cellsOf(each);
    return { head, cells, room: (local ? MOST_ROOM : ROOM) - LEAD - head.length - sizeOf(cells) };
  }) as [Part, Part];
  while (own.room < 0) own.room += sizeOf([own.cells.pop()!]);
  const isOwn = (number: number): boolean => !!numbered(course.activities, number);
  const allowed = state.place === "lms" && course.reflections === "learner" && !local;
  const wanted = [...(allowed ? state.notes : [])];
  wanted.sort(([a, x], [b, y]) => +isOwn(b) - +isOwn(a) || y.at - x.at || a - b);
  const { bits, taken } = fitNotes(wanted, own.room);
  const notes = toCharacters(bits).match(/.{1,124}/g) || [];
  const { head, cells } = all.room >= sizeOf(notes) ? all : own;
  const io = stream();
  io.fixed(6, VERSION);
  for (const size of [head.length, sizeOf(cells), sizeOf(notes)]) io.fixed(14, size);
  const sealed = seal(toCharacters(io.bits) + head, crc(course.root));
  const start = crc(sealed);
  return {
    text: sealed + sealAll(cells, start) + sealAll(notes, start ^ NOTES),
    droppedNotes: wanted.filter((each) => !taken.includes(each) && isOwn(each[0]) && each[1].text).map(([number]) => number),
  };
}

interface Part { head: string; cells: string[]; room: number }

/** The state that a text holds. Never throws, whatever the text is. */
export function decode(text: string, course: CourseData): { state: State; damage: Damage } {
  const io = stream(toBits(text.slice(CRC, LEAD)));
  const version = io.fixed(6, 0);
  const [first, second, third] = [0, 0, 0].map(() => io.fixed(14, 0)) as [number, number, number];
  const sealed = text.slice(0, LEAD + first);
  const lost = !text ? "none" : seal(sealed.slice(CRC), crc(course.root)) !== sealed || version < VERSION ? "head"
    : version > VERSION ? "newer" : "";
  if (lost) return { state: blank(), damage: lost };
  const middle = sealed.length + second;
  const start = crc(sealed);
  const cells = unsealAll(text.slice(sealed.length, middle), start);
  const noted = unsealAll(text.slice(middle, middle + third), start ^ NOTES);
  const state = headBits(stream(toBits(sealed.slice(LEAD))), blank());
  for (const cell of cells) if (cell) readAnswers(cell, state);
  const { notes, whole } = readNotes(noted.slice(0, [...noted, null].indexOf(null)).join(""));
  const good = whole && text.length === middle + third && ![...cells, ...noted].includes(null);
  return { state: { ...state, notes }, damage: good ? "none" : "tail" };
}
