// The player's vocabulary: the course as the builder hands it over, and the wall between the player and an LMS.

/** An option of an activity. `number` is from course.lock and never reused; `id` is readable ASCII. `text` stands in the
 *  page, and here only where it is asked for: prompts of a note, forms of a typed answer, where things are put. */
export interface ChoiceData { number: number; id: string; text: string }

/** Something tracked. `choice`: correct = numbers; `true-false`: 1 = true, 2 = false; `matching`: pairs of
 *  [item number, target number]; `sequencing`: the targets are the places 1, 2 …; `fill-in` and `numeric`: the choices
 *  are forms of the answer, `correct` the accepted ones, and a number may be `margin` away; `likert` (a scale) and
 *  `performance` (a conversation: pairs of [scene, what was said there]) have no key; `note`: free text that no LMS ever
 *  gets as an interaction or a statement. The title of an exercise is read from the page. Assessed activities carry no key: `correct` and `pairs` (of a text also the
 *  choices) are empty until the module's seal is opened. `sure`: the learner is asked how sure they are. `whole`: a partly
 *  right answer earns nothing. `tag`: the bank
 *  that an attempt draws it from. */
export interface ActivityData {
  number: number; revision: number; id: string;
  kind: "choice" | "true-false" | "matching" | "sequencing" | "fill-in" | "numeric" | "likert" | "performance" | "note";
  title: string; page: number; module: number; points: number; multiple: boolean;
  choices: ChoiceData[]; targets: ChoiceData[]; correct: number[]; pairs: [number, number][];
  assessed: boolean; required: boolean;
  margin?: number; whole?: boolean; sure?: boolean; tag?: string;
}

/** `id` is the page's element id, `<module slug>--<page id>`. `minutes` may be a fraction. */
export interface PageData { number: number; id: string; title: string; module: number; minutes: number; required: number[] }

export interface AssessmentData {
  passMark: number;            // per cent
  attempts: number;            // 0: unlimited
  shuffle: boolean;
  showAnswers: "after-pass" | "after-attempt" | "never";
  draw: Record<string, number>; // how many questions of each tag an attempt asks ("": of all; "role", the last: of the learner's role); {}: every one
}

export interface ModuleData {
  number: number; slug: string; title: string; minutes: number; pages: number[];
  assessment: AssessmentData | null;
}

/** One SCO: the JSON in <script type="application/json" id="course-data">. */
export interface CourseData {
  format: 1;
  id: string;                  // the course's IRI: key of the journal, also for packages of one module
  root: string;                // the IRI of this SCO (the course's or the module's)
  title: string; version: string; language: string;
  single: boolean;             // this SCO is one module of the course
  reflections: "learner" | "browser";
  navigation: "free" | "in-order";
  completion: { pages: number; assessment: number | null; report: "passed" | "completed" }; // pages: per cent, 0 = none; assessment: module number
  participatory: number;       // minutes spent learning together with others (CPD)
  document: Record<string, string>; // the constant parts of a Word document: path -> XML with {title}, {from}, {body}, {at}
  modules: ModuleData[]; pages: PageData[]; activities: ActivityData[];
  roles: number[];             // modules for roles: the learner's own is asked for, the others are not; []: no roles
  heirs: Record<number, number>;                  // a page that is gone -> the one now in its place
  highestPage: number; highestActivity: number;   // from course.lock, retired ones included
  stateBound: number;          // characters that progress and answers take at most
  sealed: Record<string, string>; // module number -> JSON {<activity number>: {correct, pairs, choices, html}} in other letters (seal.ts)
  strings: Record<string, string>;
  target: unknown;             // what the target's adapter asked for
}

// ------------------------------------------------------------------ the learner's answers

/** `chosen`: option numbers (choice, true-false, likert). `pairs`: [item, target] (matching, sequencing, performance).
 *  `text`: what was typed (fill-in, numeric), at most 40 characters. Only one of them has anything in it. `sure`: 1 not,
 *  2 fairly, 3 very sure; nothing where the learner did not say. */
export interface Response { chosen: number[]; pairs: [number, number][]; text?: string; sure?: number }

/** `neutral`: there is no right or wrong. */
export type Result = "correct" | "partial" | "incorrect" | "neutral";

export interface Answer extends Response {
  result: Result; score: number;      // score: points earned / points possible, 0..1
  revision: number;                   // of the activity when it was answered
  tries: number;
}

// ------------------------------------------------------------------ the wall: the player knows an LMS only so

/** What the player tells an LMS. `status` follows TRACKING.md's table; adapters translate it. */
export interface Snapshot {
  state: string;                       // at most 4,096 characters of unpadded base64url
  location: string;                    // the page's id, at most 255 ASCII characters
  pagesDone: boolean;
  outcome: "unknown" | "passed" | "failed";  // of the assessment; failed only when attempts are exhausted
  score: number | null;                // best result, 0..100, at most 2 decimals
  progress: number;                    // 0..1
  seconds: number;                     // active time in this session
}

/** What an LMS says when a session opens. */
export interface Launch {
  tracked: boolean;                    // false: no API, no endpoint, or the stand-alone web package
  learner: string | null;              // an id to key this browser's copy with; null: unknown
  name: string | null;                 // the learner's name as the LMS writes it
  state: string;                       // "" when blank
  location: string;
  terminal: boolean;                   // the LMS already has passed, completed or failed
  outcome: "unknown" | "passed" | "failed" | "completed"; // what that terminal status is
  score: number | null;
  mode: "normal" | "review" | "browse";
  why: "" | "no-api" | "refused" | "ended" | "no-endpoint" | "newer" | "review" | "web"; // why untracked
}

/** An answer as it happened, for an interaction or a statement. `assessed` ones come when the attempt is submitted. */
export interface Recorded {
  activity: ActivityData;              // with its key
  response: Response; result: Result; score: number;
  at: Date; latency: number;           // seconds from first sight to answer
}

/** Each target's adapter implements this. No method throws; each says whether the LMS took it. */
export interface Lms {
  /** Opens the session and reads what the LMS has. */
  start(): Promise<Launch>;
  /** Writes what changed and commits. True only after the LMS confirmed. */
  save(snapshot: Snapshot): Promise<boolean>;
  /** Notes an answer; goes out with the next save. */
  record(answer: Recorded): void;
  /** A terminal moment (passed, completed, failed): score, time, status, exit, commit, in that order. */
  finish(snapshot: Snapshot): Promise<boolean>;
  /** Ends the session, once; synchronous as far as the LMS allows, for it runs in pagehide. Null: nothing is written. */
  stop(snapshot: Snapshot | null): boolean;
  /** Whether the LMS has ended the session by itself: it will take nothing more until the course is opened again. */
  ended?(): boolean;
  /** A page of the course was seen (xAPI); others ignore it. */
  seen(page: PageData): void;
}

// ------------------------------------------------------------------ what a block's script works with

export interface BlockHost {
  readonly activity: ActivityData | null;
  readonly course: CourseData;
  /** A string from templates/strings or the block's strings.yaml, `{name}` filled in. */
  t(key: string, values?: Record<string, string | number>): string;
  /** Polite announcement in the page's one role="status". */
  announce(text: string): void;
  /** The stored answer to this block's activity, or to another one by its number, if any. */
  answer(number?: number): Answer | undefined;
  /** Marks the response, keeps it, sends it. In an assessment it is only kept (unmarked) until the attempt is submitted. */
  respond(response: Response): Answer;
  /** The key, once it may be known (practice at once, assessed after show_answers allows it). */
  key(): Response | null;
  /** The inner HTML of an assessed question's key, once it may be known; "" before, and for practice (there it is in the document). */
  keyHtml(): string;
  /** Free text of a note, this block's or (recall) another's by activity number. */
  note(number?: number): string;
  write(text: string, number?: number): void;
  /** Called whenever state changes from outside the block (notes place chosen, notes deleted, attempt submitted or reset). */
  onchange(listener: () => void): void;
  /** Where notes are kept now. */
  notesPlace(): "ask" | "browser" | "lms";
  setNotesPlace(place: "browser" | "lms"): void;
  /** Whether there is a choice: the author allows it, and there is a learning system. */
  notesChoice(): boolean;
  /** True when browser storage works. */
  canKeep(): boolean;
  /** False when the learning system has no room for this note, which was to be kept there. */
  hasRoom(note?: number): boolean;
}

export type BlockScript = (element: HTMLElement, host: BlockHost) => void;
