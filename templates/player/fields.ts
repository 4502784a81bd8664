// The text of a note <-> its fields, each by its number from course.lock: an edited form never puts a learner's words
// under another prompt. It stays one text, so all that holds for notes (place, deletion, merging, room) holds for it.

/** Introduces a field: a character that nobody types and that Word and XML refuse. */
const MARK = "\u001f";

/** The words by field. Under 0 stands what was written while the note had no fields. */
export function fieldsOf(text: string): Map<number, string> {
  const [loose, ...parts] = text.split(MARK);
  const found = new Map<number, string>(loose ? [[0, loose]] : []);
  for (const part of parts) {
    const space = part.indexOf(" ");
    found.set(parseInt(part.slice(0, space), 36), part.slice(space + 1));
  }
  return found;
}

/** One text for all fields; without any words in them it is empty, as a note that was never written. */
export const textOf = (fields: Map<number, string>): string =>
  [...fields].map(([number, words]) =>
    words.trim() && (number ? `${MARK}${number.toString(36)} ` : "") + words.split(MARK).join("")).join("");
