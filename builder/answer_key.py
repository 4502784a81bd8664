"""The activities of what was built -> interactions.csv: what the codes in an LMS's reports stand for.

SCORM 1.2 reports an answer as letters and digits, of options in the order of their numbers in course.lock; xAPI by
readable ids. One row for each thing that can stand in a report: UTF-8 with a mark that spreadsheets know, RFC 4180.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from builder.model import Activity, Site
from builder.targets.scorm12.identifiers import DIGITS, LETTERS, interaction_ids, symbol
from builder.targets.xapi.statements import module_iri

NAME = "interactions.csv"
COLUMNS = (
    "SCORM 1.2 id", "xAPI id", "Module", "Page", "Type", "Question", "Points", "Code in SCORM 1.2", "Code in xAPI",
    "Stands for", "Right",
)  # fmt: skip


def answer_key(sites: Sequence[Site]) -> str:
    """The table for all packages; an activity that is in several of them stands there once for each."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for site in sites:
        modules = {each.number: each.title for each in site.modules}
        pages = {each.number: each.title for each in site.pages}
        ids = interaction_ids(site.activities)
        for each in site.activities:
            if each.kind == "note" or not each.points:
                continue
            about = [ids[each.number], module_iri(site, each.id), modules[each.module], pages[each.page]]
            about += [each.kind, each.title, str(each.points)]
            writer.writerows([_safe(cell) for cell in (*about, *code)] for code in _codes(each))
    return out.getvalue()


def _codes(activity: Activity) -> Iterator[tuple[str, str, str, str]]:
    """Code in SCORM 1.2, code in xAPI, what it stands for, whether it is right (or what it belongs to)."""
    kind, choices, targets = activity.kind, activity.choices, activity.targets
    right = dict(activity.pairs)
    names = {each.number: each.text for each in targets}
    for place, each in enumerate(choices, 1):
        said = "yes" if each.number in activity.correct else "no"
        if kind == "true-false":
            yield each.id[0], each.id, each.text, said
        elif kind == "choice":
            yield symbol(choices, each.number, LETTERS), each.id, each.text, said
        elif activity.typed:
            near = f" (or {activity.margin:g} more or less)" if activity.margin else ""
            yield each.text, each.text, each.text, said + (near if said == "yes" else "")
        elif kind == "likert":
            yield str(place), each.id, each.text, ""
        elif kind == "sequencing":
            yield symbol(choices, each.number, LETTERS), each.id, each.text, f"place {right[each.number]}"
        else:  # matching, performance
            yield (
                symbol(choices, each.number, DIGITS),
                each.id,
                each.text,
                names.get(right.get(each.number, 0), ""),
            )
    if kind in ("matching", "performance"):
        yield from ((symbol(targets, each.number, LETTERS), each.id, each.text, "") for each in targets)


def _safe(cell: str) -> str:
    """In one line, and never taken for a formula by a spreadsheet."""
    text = " ".join(cell.split())
    return f"'{text}" if re.match(r"[=+\-@]", text) else text
