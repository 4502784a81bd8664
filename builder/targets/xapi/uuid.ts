// Random bytes, or a namespace and a name -> UUIDs (RFC 9562). `crypto.subtle` is asynchronous and missing on
// plain http, and a statement must be made inside pagehide: hence a SHA-1 of our own.

const hex = (bytes: ArrayLike<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const format = (bytes: Uint8Array, version: number): string => {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return hex(bytes.subarray(0, 16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** FIPS 180-4, 6.1. */
export const sha1 = (message: Uint8Array): Uint8Array => {
  const blocks = (message.length + 72) >> 6;
  const words = new DataView(new ArrayBuffer(blocks * 64));
  message.forEach((byte, place) => words.setUint8(place, byte));
  words.setUint8(message.length, 0x80);
  words.setUint32(blocks * 64 - 4, message.length * 8);
  const hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < blocks; block += 1) {
    const w: number[] = [];
    let [a, b, c, d, e] = hash as [number, number, number, number, number];
    for (let t = 0; t < 80; t += 1) {
      w[t] = t < 16
        ? words.getInt32(block * 64 + t * 4)
        : turn(w[t - 3]! ^ w[t - 8]! ^ w[t - 14]! ^ w[t - 16]!, 1);
      const [mixed, constant] = t < 20 ? [(b & c) | (~b & d), 0x5a827999]
        : t < 40 ? [b ^ c ^ d, 0x6ed9eba1]
          : t < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6];
      const sum = (turn(a, 5) + mixed! + e + constant! + w[t]!) | 0;
      [a, b, c, d, e] = [sum, a, turn(b, 30), c, d];
    }
    [a, b, c, d, e].forEach((word, place) => { hash[place] = (hash[place]! + word) | 0; });
  }
  const digest = new DataView(new ArrayBuffer(20));
  hash.forEach((word, place) => digest.setInt32(place * 4, word));
  return new Uint8Array(digest.buffer);
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A short name for a long key. */
export const digest = (text: string): string => hex(sha1(utf8(text)));

export const random = (): string => format(crypto.getRandomValues(new Uint8Array(16)), 4);

/** The same id for the same event, however often it is sent. `namespace` is a UUID. */
export const named = (namespace: string, name: string): string => {
  const space = namespace.replace(/-/g, "").match(/../g)!.map((pair) => parseInt(pair, 16));
  return format(sha1(Uint8Array.from([...space, ...utf8(name)])), 5);
};

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
