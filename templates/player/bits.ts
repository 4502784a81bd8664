// Numbers -> bits -> characters of base64url with checksums, and back: the alphabet of the compact state.
//
// Bits are kept as strings of 0 and 1 while they are put together: the least code, and fast enough for 24,576 of them.

export const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export const CRC = 4;                  // characters of a checksum
export const CELL = 128;               // characters of a full cell, its checksum included

/** A stream of bits that is written or read by the same calls, so that a layout is described once for both ways:
 *  a writer takes the value and returns it, a reader ignores the value and returns what it finds. Past its end a
 *  reader finds zeros and is `over`. */
export interface Bits {
  bits: string;
  over: boolean;
  /** So many bits; a value that is too large becomes the largest. */
  fixed(width: number, value: number): number;
  /** Elias gamma, for 1 and above: 1 bit for 1, 3 bits for 2 and 3, 5 up to 7 … It has no limit and always holds a 1,
   *  so that the zeros which fill a cell are never a record. */
  gamma(value: number): number;
}

const binary = (value: number, width: number): string =>
  Math.min(2 ** width - 1, Math.max(0, Math.floor(value))).toString(2).padStart(width, "0");

export function writer(): Bits {
  const self: Bits = {
    bits: "", over: false,
    fixed(width, value) {
      if (width) self.bits += binary(value, width);
      return value;
    },
    gamma: (value) => self.fixed(value.toString(2).length * 2 - 1, value),
  };
  return self;
}

export function reader(bits: string): Bits {
  let at = 0;
  const self: Bits = {
    bits, over: false,
    fixed(width) {
      const part = bits.slice(at, (at += width));
      self.over ||= part.length < width;
      return self.over ? 0 : parseInt("0" + part, 2);
    },
    gamma() {
      const zeros = bits.indexOf("1", at) - at;
      self.over ||= zeros < 0 || zeros > 30;
      return self.fixed(zeros * 2 + 1, 0);
    },
  };
  return self;
}

/** Characters for so many bits: whole groups of four, so that strict base64 readers accept them too. */
export const lengthOf = (bits: number): number => Math.ceil(bits / 24) * 4;

export const toCharacters = (bits: string): string =>
  bits.padEnd(lengthOf(bits.length) * 6, "0").replace(/.{6}/g, (six) => ALPHABET[parseInt(six, 2)]!);
export const toBits = (text: string): string => text.replace(/./g, (each) => binary(ALPHABET.indexOf(each), 6));

/** CRC-24 (polynomial of RFC 4880, 6.1) over characters of six bits: any one changed character is found. */
export function crc(text: string, start: number): number {
  let word = start;
  for (const each of text) {
    word ^= ALPHABET.indexOf(each) << 18;
    for (let bit = 0; bit < 6; bit++) word = word & 0x800000 ? (word << 1) ^ 0x1864cfb : word << 1;
  }
  return word;
}

/** A text's checksum as characters; "" for a text that holds others than these. */
export const seal = (text: string, start: number): string =>
  /[^\w-]/.test(text) ? "" : toCharacters(binary(crc(text, start), 24));

/** Payloads as cells. `start` makes a cell of another save, or at another place, count as damaged. */
export const sealAll = (payloads: string[], start: number): string =>
  payloads.map((payload, index) => seal(payload, start ^ index) + payload).join("");

/** The payloads of cells, null for a damaged one. */
export const unsealAll = (text: string, start: number): (string | null)[] =>
  (text.match(/[^]{1,128}/g) || []).map((cell, index) => {
    const payload = cell.slice(CRC);
    return cell.slice(0, CRC) === seal(payload, start ^ index) ? payload : null;
  });
