// Numbers -> bits -> characters of base64url with checksums, and back: the alphabet of the compact state.
//
// Bits are kept as strings of 0 and 1 while they are put together: the least code, and fast enough for 24,576 of them.

/** Base64url (RFC 4648, 5). */
export const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export const CRC = 4;                  // characters of a checksum
export const CELL = 128;               // characters of a full cell, its checksum included

/** A stream of bits that is written or read by the same calls, so that a layout is described once for both ways:
 *  a writer takes the value and returns it, a reader ignores the value and returns what it finds. Past its end a
 *  reader finds zeros and is `over`. */
export interface Bits {
  bits: string;
  over: boolean;
  reading: boolean;
  /** So many bits; a value that is too large becomes the largest. */
  fixed(width: number, value: number): number;
  /** Elias gamma, for 1 and above: 1 bit for 1, 3 bits for 2 and 3, 5 up to 7 … It has no limit and always holds a 1,
   *  so that the zeros which fill a cell are never a record. */
  gamma(value: number): number;
}

const binary = (value: number, width: number): string =>
  Math.min(2 ** width - 1, Math.max(0, Math.floor(value))).toString(2).padStart(width, "0");

/** Reads what is given; without, it writes. */
export function stream(given?: string): Bits {
  let at = 0;
  const self: Bits = {
    bits: given || "", over: false, reading: given !== undefined,
    fixed(width, value) {
      if (!self.reading) {
        self.bits += binary(value, width);
        return value;
      }
      const part = self.bits.slice(at, (at += width));
      self.over ||= part.length < width;
      return self.over ? 0 : parseInt(part, 2);
    },
    gamma(value) {
      const zeros = self.reading ? self.bits.indexOf("1", at) - at : value.toString(2).length - 1;
      self.over ||= zeros < 0;
      return self.over ? 0 : self.fixed(zeros * 2 + 1, value);
    },
  };
  return self;
}

/** Whole groups of four, so that strict base64 readers accept them too. */
export const toCharacters = (bits: string): string =>
  bits.padEnd(Math.ceil(bits.length / 24) * 24, "0").replace(/.{6}/g, (six) => ALPHABET[parseInt(six, 2)]!);
export const toBits = (text: string): string => text.replace(/[^]/g, (each) => binary(ALPHABET.indexOf(each), 6));

/** CRC-24 (polynomial of RFC 4880, 6.1) over UTF-16: any one changed character is found, whatever it became. */
export function crc(text: string, start = 0): number {
  let word = start;
  for (let at = 0; at < text.length; at++) {
    word ^= text.charCodeAt(at) << 8;
    for (let bit = 0; bit < 16; bit++) word = word & 0x800000 ? (word << 1) ^ 0x1864cfb : word << 1;
  }
  return word;
}

/** A text after its checksum. `start` makes what belongs elsewhere count as damaged. */
export const seal = (text: string, start: number): string => toCharacters(binary(crc(text, start), 24)) + text;

/** The payloads of cells, null for a damaged one. */
export const unsealAll = (text: string, start: number): (string | null)[] =>
  (text.match(/[^]{1,128}/g) || []).map((cell, index) =>
    seal(cell.slice(CRC), start ^ index) === cell ? toBits(cell.slice(CRC)) : null);
