"""Family W: words that would not come out as they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from builder.findings import Finding
from builder.markdown import plain
from builder.model import Prose, Spot
from builder.rules import Look, rule

_TAG = re.compile(
    r"<!--.*?(?:-->|$)"
    r"|</?(?:a|b|i|u|p|br|div|span|img|em|strong|table|iframe|script|style|font|center|h[1-6])\b[^<>]*>",
    re.I,
)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_CLAIM = re.compile(r"\baccredited\b", re.I)


def _lines(look: Look) -> Iterator[tuple[Spot, str]]:
    """Each line of all words, with its place; a prose that is a part of a page is cut to its own lines."""
    for _, _, block in look.course.blocks():
        for prose in block.prose():
            yield from _of(prose)
    for guide in look.course.guides:
        yield from _of(guide.body)


def _of(prose: Prose) -> Iterator[tuple[Spot, str]]:
    rows = prose.text.split("\n")
    for token in prose.tokens:
        if token.type != "inline" or token.map is None:
            continue
        for number in range(token.map[0], min(token.map[1], len(rows))):
            column = 1 if number else prose.spot.column
            yield Spot(prose.spot.path, prose.spot.line + number, column), rows[number]


@rule("W101", "error")
def raw_html(look: Look) -> Iterator[Finding]:
    """
    What it finds: HTML in the text.

    Why it matters: it is shown as it stands, with its angle brackets; raw HTML could break a page or harm a reader.

    Wrong: `This is <b>important</b>.`

    Right: `This is **important**.`
    """
    for spot, line in _lines(look):
        match = _TAG.search(re.sub(r"`[^`]*`", lambda m: " " * len(m[0]), line))
        if match:
            here = Spot(spot.path, spot.line, match.start() + spot.column, len(match[0]))
            hint = "Use Markdown: **bold**, *emphasis*, [words](address)."
            if match[0].startswith("<!--"):
                hint = "Learners would read it: keep notes for authors in a file of their own."
            yield look.finding(here, f"“{match[0]}” is HTML, and would be shown as it stands.", hint)


@rule("W102", "error")
def footnote_undefined(look: Look) -> Iterator[Finding]:
    """
    What it finds: a footnote reference without its footnote on the same page.

    Why it matters: the reader would see `[^1]` and no source.

    Wrong: `a shared belief[^1]` and no line `[^1]: …` on the page

    Right: `[^1]: Edmondson (1999)` on the same page
    """
    texts = [
        each for _, _, block in look.course.blocks() if block.directive() == "text" for each in block.prose()
    ]
    for prose in (*texts, *(guide.body for guide in look.course.guides)):
        for match in _NOTE.finditer(plain(prose.tokens)):
            spot = next(
                (
                    Spot(s.path, s.line, line.find(match[0]) + s.column, len(match[0]))
                    for s, line in _of(prose)
                    if match[0] in line
                ),
                prose.spot,
            )
            hint = f"Add a line “[^{match[1]}]: …” to the page."
            yield look.finding(spot, f"There is no footnote “{match[1]}” on this page.", hint)


@rule("W201", "error")
def claims_expired_accreditation(look: Look) -> Iterator[Finding]:
    """
    What it finds: text that says that the course is accredited, after the accreditation has ended.

    Why it matters: it is no longer true, and the text cannot know the day it is read.

    Wrong: `This course is accredited by …` with `valid_until: 2020-01-31`

    Right: leave it to `accreditation:` in course.yaml, which is shown only while it holds
    """
    accreditation = look.course.settings.accreditation
    if accreditation is None or accreditation.valid_until >= date.today().isoformat():
        return
    for spot, line in _lines(look):
        match = _CLAIM.search(line)
        if match:
            here = Spot(spot.path, spot.line, match.start() + spot.column, len(match[0]))
            message = f"The accreditation ended on {accreditation.valid_until}, and this text may claim it."
            yield look.finding(
                here, message, "Delete the claim: the player shows accreditation while it is valid."
            )
