// Random bytes, or an attempt and a name -> ids of statements. `crypto.subtle` and `crypto.randomUUID` are missing on
// plain http, and a statement must be made inside pagehide, where nothing can be waited for.

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");

/** A UUID of version 4 (RFC 9562, 5.4). */
export const random = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), hex).join("")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-8$4-");

/** The same id for the same event of an attempt, however often it is sent: the attempt's UUID with its last twelve
 *  digits mixed from the event. So it is as valid, and as far from any other attempt's ids, as the attempt's is. */
export const named = (attempt: string, event: string): string => {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (const each of attempt + event) {
    one = Math.imul(one ^ each.codePointAt(0)!, 0x01000193);
    other = Math.imul(other ^ one, 0x5bd1e995) ^ (other >>> 15);
  }
  return attempt.slice(0, 24) + hex(one).slice(4) + hex(other);
};

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
