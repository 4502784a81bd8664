// Words as a JSON list on standard input -> those that hunspell's en_GB dictionary does not know, as JSON.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import nspell from "nspell";

const folder = new URL("../../node_modules/dictionary-en-gb/", import.meta.url);
const [aff, dic] = ["aff", "dic"].map((kind) => readFileSync(fileURLToPath(new URL(`index.${kind}`, folder))));
const dictionary = nspell(aff, dic);
const words = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(words.filter((word) => !dictionary.correct(word))));
