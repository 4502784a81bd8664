"""interactions.csv, read as a spreadsheet reads it: every code that a report can show is in it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from builder.answer_key import answer_key
from builder.model import Choice, Site
from builder.targets.scorm12.identifiers import DIGITS, LETTERS, symbol

HERE = Path(__file__).parent
CODES = """
import { load } from "./harness.mjs";
import { readFileSync } from "node:fs";
const { feedback } = await load("scorm12/formats.ts");
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(([activity, response]) => feedback(activity, response))));
"""


def table(site: Site) -> list[dict[str, str]]:
    text = answer_key([site])
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def rows(site: Site, kind: str) -> list[dict[str, str]]:
    return [each for each in table(site) if each["Type"] == kind]


def test_what_is_recorded_is_in_it_and_nothing_else(site: Site) -> None:
    found = {each["SCORM 1.2 id"]: each["xAPI id"] for each in table(site)}
    assert list(found) == [
        "relationalwindowqrota",
        "relationalwindowqtrue",
        "relationalwindowpanes",
        "finalcheckqend",
        "relationalwindowocircle",
        "relationalwindowawith",
        "relationalwindowacount",
        "relationalwindowscsafe",
        "relationalwindowsdesk",
    ]
    assert found["finalcheckqend"] == f"{site.id}/modules/final-check/q-end"
    private = tuple(replace(each, points=0) if each.kind == "likert" else each for each in site.activities)
    assert rows(replace(site, activities=private), "likert") == []


def test_each_kind_says_what_its_codes_stand_for(site: Site) -> None:
    def said(kind: str) -> list[tuple[str, ...]]:
        columns = ("Code in SCORM 1.2", "Code in xAPI", "Stands for", "Right")
        return [tuple(each[name] for name in columns) for each in rows(site, kind)]

    assert said("choice")[:2] == [("a", "ask", "Asking first", "yes"), ("b", "mail", "A mail", "no")]
    assert said("true-false") == [("t", "true", "True", "no"), ("f", "false", "False", "yes")]
    assert said("matching") == [
        ("1", "rota", "Here is the rota.", "TO"),
        ("2", "how", "How shall we?", "WITH"),
        ("a", "to", "TO", ""),
        ("b", "with", "WITH", ""),
    ]
    assert said("sequencing")[2] == ("c", "close", "Close", "place 3")
    assert said("fill-in")[1] == ("à deux, really", "à deux, really", "à deux, really", "yes")
    assert said("numeric") == [("0.3", "0.3", "0.3", "yes (or 0.1 more or less)")]
    assert [each[0] for each in said("likert")] == ["1", "2", "3"]
    assert said("performance")[-1] == ("c", "leave", "Leave", "")


def test_no_cell_is_taken_for_a_formula(site: Site) -> None:
    bad = replace(
        site.activities[0], title='=HYPERLINK("https://evil.example")\nmore', choices=(Choice(1, "a", "-1"),)
    )
    (row,) = rows(replace(site, activities=(bad,)), "choice")
    assert row["Question"] == """'=HYPERLINK("https://evil.example") more"""
    assert row["Stands for"] == "'-1"


def test_the_codes_are_those_that_the_player_sends(site: Site, root: Path) -> None:
    """Of every option alone, also beyond 36 numbers; the player's own function writes them."""
    wide = tuple(Choice(each, f"o{each}", "") for each in (2, 36, 40, 41))
    activities = [*site.activities, replace(site.activities[0], choices=wide)]
    asked: list[tuple[dict[str, Any], dict[str, Any]]] = []
    wanted = []
    for activity in activities:
        plain = asdict(activity)
        for each in activity.choices:
            if activity.kind in ("choice", "sequencing"):
                single = activity.kind == "choice"
                response = {
                    "chosen": [each.number] if single else [],
                    "pairs": [] if single else [[each.number, 1]],
                }
                asked.append((plain, response))
                wanted.append(symbol(activity.choices, each.number, LETTERS))
            elif activity.kind == "matching":
                for target in activity.targets:
                    asked.append((plain, {"chosen": [], "pairs": [[each.number, target.number]]}))
                    codes = (
                        symbol(activity.choices, each.number, DIGITS),
                        symbol(activity.targets, target.number, LETTERS),
                    )
                    wanted.append(".".join(codes))
    command = ["node", "--input-type=module", "-e", CODES]
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, cwd=HERE / "adapters", check=True
    )
    assert json.loads(done.stdout) == wanted
