"""The course's sources and the player's strings -> every word that somebody reads, and the files it stands in."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
OWN_WORDS = Path(__file__).with_name("own_words.txt")
NOT_SAID = yaml.safe_load(Path(__file__).with_name("not_said.yaml").read_text("utf-8"))
READ_OF_THE_COURSE = (
    "title",
    "subtitle",
    "description",
    "keywords",
    "roles",
    "accreditation",
    "licence",
    "allow",
)
READ_OF_A_BLOCK = ("alt", "title", "speaker", "by", "work", "place")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['-][^\W\d_]+)*(?!\d)")
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_NOT_READ = re.compile(
    r"\[[^\]]*\]\{lang=[^}]*\}"  # in another language
    r"|\{#[^}]*\}|\[\^[^\]]*\]|\]\([^)]*\)|->\s*#\S+|^:::\{(?!details)[^}]*\}.*$|^:::\{details\}|^:::+$",
    re.M,
)
_OPTION = re.compile(r"^:([a-z-]+): +(.*)$", re.M)


def texts() -> Iterator[tuple[str, str]]:
    """Path and text of everything in the course and in the product that is read in English."""
    for path in sorted(ROOT.glob("modules/*/*")):
        if path.suffix in READERS:
            text = READERS[path.suffix](path.read_text("utf-8"))
            yield path.relative_to(ROOT).as_posix(), _ADDRESS.sub(" ", text)
    course = parsed((ROOT / "course.yaml").read_text("utf-8"))
    yield "course.yaml", "\n".join(strings(course[each] for each in READ_OF_THE_COURSE if each in course))
    for path in sorted([ROOT / "templates/strings/en.yaml", *ROOT.glob("builder/blocks/*/strings.yaml")]):
        said = parsed(path.read_text("utf-8"))
        own = said["en"] if path.name == "strings.yaml" else said
        yield path.relative_to(ROOT).as_posix(), re.sub(r"\{\w+\}", " ", "\n".join(strings(own)))


def parsed(text: str) -> Any:
    """YAML with nothing but texts in it, as the builder reads it."""
    return yaml.load(text, yaml.BaseLoader)


def strings(value: Any) -> Iterator[str]:
    """The texts in a YAML document; its keys are nobody's to read."""
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def read_markdown(text: str) -> str:
    """A module or a text beside it, without what only the builder reads."""
    front = ""
    if text.startswith("---\n"):
        _, front, text = text.split("---\n", 2)
    text = _OPTION.sub(lambda each: each[2] if each[1] in READ_OF_A_BLOCK else "", text)
    return "\n".join([*strings(parsed(front) or ""), _NOT_READ.sub(" ", text)])


def read_yaml(text: str) -> str:
    """A form of an account."""
    return "\n".join(strings(parsed(text)))


def read_figure(text: str) -> str:
    """What is written in a figure."""
    return "\n".join(ElementTree.fromstring(text).itertext())


READERS = {".md": read_markdown, ".yaml": read_yaml, ".svg": read_figure}


def words_of(text: str) -> set[str]:
    """The words of a text as a dictionary has them."""
    plain = text.replace("’", "'").replace("*", "").replace("\u00ad", "")
    return {re.sub(r"'s$", "", each) for each in _WORD.findall(plain)}


def words() -> dict[str, list[str]]:
    """Each word, and the files in which it is read."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, text in texts():
        for word in words_of(text):
            found[word].append(path)
    return dict(found)


def own_words() -> dict[str, set[str]]:
    """The course's words that no dictionary has: each with its forms, at the beginning of a sentence and in the plural."""
    lines = OWN_WORDS.read_text("utf-8").splitlines()
    listed = [word for each in lines if not each.startswith("#") for word in each.split()]
    return {
        each: {form for one in (each, each[0].upper() + each[1:]) for form in (one, f"{one}s")}
        for each in listed
    }


def not_said(about: str) -> list[tuple[str, str]]:
    """The expressions of a group, and what to write in their place."""
    return list(NOT_SAID[about].items())


def said(expression: str, text: str) -> bool:
    """Whether a text uses an expression, over the end of a line too."""
    plain = text.replace("’", "'").replace("*", "").replace("_", "")
    pattern = re.escape(expression).replace(r"\-", r"[-\s]").replace(r"\ ", r"\s+")
    return re.search(rf"(?<!\w){pattern}(?!\w)", plain, re.I) is not None


def unknown(words: Collection[str]) -> set[str]:
    """Those that are not spelt as in the UK. A word with hyphens is right when it is right in its parts."""
    wrong = _not_in_dictionary(sorted(words))
    parts = {each: each.split("-") for each in wrong if "-" in each}
    wrong_parts = _not_in_dictionary(sorted({part for each in parts.values() for part in each}))
    return {each for each in wrong if wrong_parts.intersection(parts.get(each, [])) or each not in parts}


def _not_in_dictionary(words: list[str]) -> set[str]:
    command = ["node", str(Path(__file__).with_name("spelling.mjs"))]
    done = subprocess.run(command, input=json.dumps(words), capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))
