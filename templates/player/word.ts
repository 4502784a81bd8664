// A record in the page -> its paragraphs, plain text and a Word document (ECMA-376). What is the same in every document
// is in the page already, as the builder made it (course.document); here the words are put in, and the parts into a zip.

import { one } from "./elements";
import { course } from "./player";

const INLINE = "a, abbr, b, cite, code, dd, dt, em, i, label, q, s, small, span, strong, sub, sup";

/** Text for XML, without the characters that it forbids (XML 1.0, 2.2). */
const clean = (text: string): string => text
  .replace(/[^\t\n -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
  .replace(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`);

/** The paragraphs of a record in WordprocessingML: headings, lists, facts, and line breaks where they were written. */
export function paragraphs(record: HTMLElement): string {
  const top = Number(one("h2, h3, h4", record)?.tagName[1]);
  let done = "";
  let runs = "";
  let lists = 1; // the first is every list with bullets, the others have numbers

  /** `look`: of the paragraph; `face`: of the letters; `list`: what list this is in, and `deep` in how many others. */
  function walk(within: HTMLElement, look: string, face: string, list: number, deep: number): void {
    const rtl = getComputedStyle(within).direction === "rtl";
    const end = (): void => {
      if (runs) done += `<w:p><w:pPr>${look}${rtl ? "<w:bidi/>" : ""}</w:pPr>${runs}</w:p>`;
      runs = "";
    };
    const inline = within.matches(INLINE);
    for (const child of within.childNodes) {
      if (child instanceof Text) {
        const text = within.matches(".written") ? child.data : child.data.replace(/\s+/g, " ");
        const words = clean(text).replace(/[\n\t]/g, (each) => `</w:t><w:${each < "\n" ? "tab" : "br"}/><w:t xml:space="preserve">`);
        if (runs || text.trim())
          runs += `<w:r><w:rPr>${face}${rtl ? "<w:rtl/>" : ""}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
      } else if (child instanceof HTMLElement && !child.matches("textarea, .goto")) {
        const name = child.tagName;
        if (child.matches(INLINE)) {
          walk(child, look, face + (/^(B|STRONG|DT)$/.test(name) ? "<w:b/>" : /^(EM|I)$/.test(name) ? "<w:i/>" : ""), list, deep);
          if (name === "DT") runs += "<w:r><w:tab/></w:r>";
          continue;
        }
        end();
        const style = /^H\d/.test(name) ? `Heading${+name[1]! - top + 1}` : name === "LI" ? "ListParagraph"
          : child.matches(".written") ? "Written" : child.matches(".facts div") ? "Fact" : "";
        const number = name === "LI" ? `<w:numPr><w:ilvl w:val="${deep - 1}"/><w:numId w:val="${list}"/></w:numPr>` : "";
        const inner = /^[OU]L$/.test(name);
        walk(child, style ? `<w:pStyle w:val="${style}"/>${number}` : look, face,
          !inner ? list : name === "OL" ? ++lists : 1, deep + +inner);
      }
    }
    if (!inline) end();
  }
  walk(record, "", "", 0, 0);
  return done;
}

/** The same as plain text. */
export const plain = (paragraphs: string): string => paragraphs
  .replace(/<w:p>(?=<w:pPr><w:pStyle w:val="(.))/g, (_, style) => style === "H" ? "\n" : style === "L" ? "• " : "")
  .replace(/<\/w:p>|<w:br\/>/g, "\n").replace(/<w:tab\/>/g, "\t").replace(/<[^>]*>/g, "")
  .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)).trim();

/** The document; `from` says under its title what it comes from. */
export function word(title: string, from: string, body: string): Blob {
  const values: Record<string, string> = { title: clean(title), from: clean(from), body, at: new Date().toISOString() };
  return zip(Object.entries(course.document).map(([path, text]) =>
    [path, text.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!)]));
}

// ------------------------------------------------------------------ a zip whose entries are stored (APPNOTE 6.3.3)

/** The CRC-32 of a zip (APPNOTE 4.4.7). */
function crc(data: Uint8Array): number {
  let word = -1;
  for (const byte of data) {
    word ^= byte;
    for (let bit = 0; bit < 8; bit++) word = (word >>> 1) ^ (word & 1 && 0xedb88320);
  }
  return ~word;
}

/** All its fields are made of two bytes, the lower one first, as every browser's computer has them. */
function zip(files: string[][]): Blob {
  const half = (value: number): number[] => [value, value >>> 16];
  const encoder = new TextEncoder();
  const entries: BlobPart[] = [];
  const listed: BlobPart[] = [];
  let at = 0;
  let size = 0;
  for (const [path, text] of files) {
    const name = encoder.encode(path);
    const data = encoder.encode(text);
    const { length } = data;
    const about = [20, 0, 0, 0, 33, ...half(crc(data)), ...half(length), ...half(length), name.length, 0];
    entries.push(Uint16Array.of(0x4b50, 0x0403, ...about), name, data);
    listed.push(Uint16Array.of(0x4b50, 0x0201, 20, ...about, 0, 0, 0, 0, 0, ...half(at)), name);
    at += 30 + name.length + length;
    size += 46 + name.length;
  }
  const { length } = files;
  return new Blob([...entries, ...listed, Uint16Array.of(0x4b50, 0x0605, 0, 0, length, length, ...half(size), ...half(at), 0)]);
}
