"""A course folder -> what learners and facilitators read of it, page by page, and how hard that is to read.

Hard is a number: the Flesch–Kincaid grade, by textstat, with the syllables of the CMU dictionary. What is no
sentence must not look like a short one, so headings and labels are left out and a row of a table is one
sentence. An item of a list, or an option, ends where it ends, with or without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import textstat
from markdown_it.token import Token

from builder.load import load
from builder.markdown import plain, tokens_of
from builder.model import Course, Page
from builder.parse import parse

ROOT = Path(__file__).parents[2]
KNOWN_TERMS = Path(__file__).with_name("known_terms.txt")
HIGHEST = 9
FAMILIAR = "working"  # what a known term counts as: two syllables
LABEL = 3  # words: without a full stop, so few are the name of something
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_FINISHED = re.compile(r"[.!?…][\"'”’)]*$")
_FRONT = re.compile(r"\A---\n.*?^---\n", re.M | re.S)


@dataclass(frozen=True)
class Reading:
    """A page with its sentences, and what stands on it without being one."""

    module: str
    page: str
    sentences: tuple[str, ...]
    labels: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return sum(len(each.split()) for each in (*self.sentences, *self.labels))

    @property
    def grade(self) -> float:
        return grade(self.sentences)


def shipped() -> Course:
    """The course of this repository."""
    course, findings = parse(load(ROOT)[0])
    assert course is not None, findings
    return course


def readings(course: Course) -> Iterator[Reading]:
    """Every page, in the order of the course."""
    for module in course.modules:
        for page in module.pages:
            texts = [*module.settings.outcomes] if page.first else []
            yield _reading(module.slug, page.id, [*texts, *texts_on(page)])


def facilitators(root: Path = ROOT) -> Iterator[Reading]:
    """Every page of facilitators' notes: a module's notes are one."""
    for path in sorted(root.glob("modules/*/facilitator.md")):
        text = _FRONT.sub("", path.read_text("utf-8"))
        yield _reading(path.parent.name, path.stem, texts_in(tokens_of(text, {}, page=True)))


def texts_on(page: Page) -> Iterator[str]:
    """What the author wrote on a page, in reading order, feedback and footnotes too."""
    for block in page.blocks:
        for prose in block.prose():
            yield from texts_in(prose.tokens)
    if page.footnotes:
        yield from texts_in(page.footnotes.tokens)


def texts_in(tokens: Iterable[Token]) -> Iterator[str]:
    """Paragraphs, items of lists and rows of tables."""
    row: list[str] | None = None
    before = ""
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield joined(row or [])
            row = None
        elif token.type == "inline" and before not in ("heading_open", "th_open"):
            text = _ADDRESS.sub("", plain([token])).strip()
            if row is None:
                yield text
            else:
                row.append(text)
        before = token.type


def joined(cells: list[str]) -> str:
    """The cells of a row as one sentence, or as the sentences that stand in them."""
    return " ".join(each if _FINISHED.search(each) else f"{each}," for each in cells if each).rstrip(",")


def _reading(module: str, page: str, texts: Iterable[str]) -> Reading:
    found = [each for each in texts if each]
    labels = [each for each in found if len(each.split()) <= LABEL and not _FINISHED.search(each)]
    sentences = [
        each if _FINISHED.search(each) else each.rstrip(" :;,") + "." for each in found if each not in labels
    ]
    return Reading(module, page, tuple(sentences), tuple(labels))


def known_terms() -> dict[str, str]:
    """The words that the course itself explains, each with why it cannot do without."""
    lines = KNOWN_TERMS.read_text("utf-8").splitlines()
    return dict(re.split(r":\s+", each, maxsplit=1) for each in lines if each and not each.startswith("#"))


def grade(sentences: Iterable[str]) -> float:
    """The years at school that somebody needs to read this, known terms not counted as hard."""
    terms = re.compile(rf"\b(?:{'|'.join(known_terms())})\b", re.I)
    return float(textstat.flesch_kincaid_grade(terms.sub(FAMILIAR, "\n".join(sentences))))
