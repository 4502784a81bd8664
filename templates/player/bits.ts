// Numbers -> bits -> characters of base64url with checksums, and back: the alphabet of the compact state.
//
// Bits are kept as strings of 0 and 1 while they are put together: the least code, and fast enough for 24,576 of them.

export const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export const CRC = 4;                  // characters of a checksum
export const CELL = 128 - CRC;         // characters of payload in a full cell

/** A whole number in so many bits; one that is too large becomes the largest. */
export const fixed = (value: number, width: number): string =>
  Math.min(2 ** width - 1, Math.max(0, Math.floor(value))).toString(2).padStart(width, "0");

/** A stream of bits that is written or read by the same calls, so that a layout is described once for both ways:
 *  a writer takes the value and returns it, a reader ignores the value and returns what it finds. Past its end a
 *  reader finds zeros and is `over`. */
export interface Bits {
  bits: string;
  over: boolean;
  fixed(width: number, value: number): number;
  /** Elias gamma, for 1 and above: 1 bit for 1, 3 bits for 2 and 3, 5 up to 7 … It has no limit and always holds a 1,
   *  so that the zeros which fill a cell are never a record. */
  gamma(value: number): number;
}

export function writer(): Bits {
  const self: Bits = {
    bits: "", over: false,
    fixed(width, value) {
      self.bits += fixed(value, width);
      return value;
    },
    gamma(value) {
      const { length } = value.toString(2);
      return self.fixed(length * 2 - 1, value);
    },
  };
  return self;
}

export function reader(bits: string): Bits {
  let at = 0;
  const self: Bits = {
    bits, over: false,
    fixed(width) {
      const part = bits.slice(at, (at += width));
      if (part.length < width) self.over = true;
      return self.over ? 0 : parseInt("0" + part, 2);
    },
    gamma() {
      const zeros = bits.indexOf("1", at) - at;
      if (zeros < 0 || zeros > 30) self.over = true;
      return self.over ? 0 : self.fixed(zeros * 2 + 1, 0);
    },
  };
  return self;
}

export const toCharacters = (bits: string): string =>
  bits.replace(/.{1,6}/g, (six) => ALPHABET[parseInt(six.padEnd(6, "0"), 2)]!);
export const toBits = (text: string): string => text.replace(/./g, (each) => fixed(ALPHABET.indexOf(each), 6));

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
  /[^\w-]/.test(text) ? "" : toCharacters(fixed(crc(text, start), 24));

/** A text in pieces of a cell's payload. */
export const pieces = (text: string): string[] => text.match(new RegExp(`.{1,${CELL}}`, "g")) || [];

/** Characters that payloads take with their checksums. */
export const sizeOf = (payloads: string[]): number => payloads.join("").length + payloads.length * CRC;

/** Sections of payloads as one text of cells. `start` makes a cell of another save, or at another place, count as
 *  damaged. */
export const sealAll = (sections: string[][], start: number): string =>
  sections.flat().map((payload, index) => seal(payload, start ^ index) + payload).join("");

/** The payloads by section, whose sizes are known; null where a cell is damaged or missing. */
export function unsealAll(text: string, sizes: number[], start: number): (string | null)[][] {
  let begin = 0;
  let index = 0;
  return sizes.map((size) => {
    const out: (string | null)[] = [];
    for (const end = begin + size; begin < end; ) {
      const length = Math.min(CELL + CRC, end - begin);
      const cell = text.slice(begin, (begin += length));
      const payload = cell.slice(CRC);
      out.push(cell.length === length && cell.slice(0, CRC) === seal(payload, start ^ index) ? payload : null);
      index++;
    }
    return out;
  });
}
