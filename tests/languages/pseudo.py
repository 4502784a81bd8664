"""The player's English -> a language of these tests' own: every text between marks, so that what has none is seen.

It is no language that anybody ships: its texts are the course's own `strings/<language>.yaml`, made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import yaml
from lxml import html

from builder.rules.languages import wanted

OPEN, CLOSE = "⟦", "⟧"
_MARKED = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_LATIN = re.compile(r"[A-Za-z]")
SPOKEN = ("aria-label", "title", "alt", "placeholder", "label", "data-title", "data-disk", "data-done")


def strings(language: str) -> str:
    """strings/<language>.yaml: each text marked, with the forms for numbers that the language has."""
    texts = {key: f"{OPEN}{text}{CLOSE}" for key, text in wanted(language).items()}
    texts["date.months"] = " ".join(
        f"{OPEN}{each}{CLOSE}" for each in wanted(language)["date.months"].split()
    )
    return yaml.safe_dump(texts, allow_unicode=True)


def unmarked(text: str) -> list[str]:
    """What is left of a text without what stands between marks; a marked text may be filled in into another."""
    while _MARKED.search(text):
        text = _MARKED.sub("·", text)
    return [part for each in text.split("·") if (part := _plain(each).strip(" :"))]


def strangers(texts: Iterable[str], sources: Mapping[str, str]) -> list[str]:
    """Texts in Latin letters that neither the author wrote nor the language has: English that stands in the code."""
    written = _plain(" ".join(sources.values()))
    found = {part for text in texts for part in unmarked(text) if _LATIN.search(part)}
    # A table is named by its columns: the author's words, with our commas between them.
    return sorted(each for each in found if not all(part in written for part in each.split(", ")))


def _plain(text: str) -> str:
    text = re.sub(r"[‘’]", "'", re.sub(r"[“”]", '"', text))
    text = re.sub(r"^\s*> ?", "", text, flags=re.M).replace("\\", "")
    return " ".join(re.sub(r"[*`]|\{[#l][^}]*\}", "", text).split())


def texts_of(page: str) -> Iterator[str]:
    """Every piece of text in an HTML document, shown or not, and what is read out in its stead."""
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in ("script", "style"):
            yield element.text or ""
        yield element.tail or ""
        yield from (element.attrib[each] for each in SPOKEN if each in element.attrib)
