"""Source -> Guides: each module's facilitator.md, and where a link in one leads within facilitator.html."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.findings import Finding
from builder.links import Goal, goal
from builder.located import front_matter, read_yaml
from builder.markdown import mentions, tokens_of
from builder.model import Course, Guide, Module, Prose, Source, Spot
from builder.rules import problem
from builder.schema import fill
from builder.settings import GuideSettings

NAME = "facilitator.md"
_SPARE = {"kind": "-", "minutes": "1", "group": "-", "needs": []}  # never built: see schema.fill
_ID = re.compile(r"^(#{1,6}[ \t].*?)[ \t]*\{#[^{}\s]*\}[ \t]*$", re.M)
_SHORT = re.compile(rf"^\.\./([a-z0-9-]+)(?:/(?:{re.escape(NAME)})?)?(?=#|$)")


def path_of(slug: str) -> str:
    """Where a module's notes for facilitators lie."""
    return f"modules/{slug}/{NAME}"


def read_guides(source: Source, slugs: Iterable[str]) -> tuple[tuple[Guide, ...], list[Finding]]:
    """The notes of these modules, in their order, and what is wrong with them."""
    found: list[Guide] = []
    findings: list[Finding] = []
    for slug in slugs:
        file = source.get(path_of(slug))
        if file is not None and file.text is not None:  # without text: load has said why
            guide, wrong = _read(slug, file.text)
            found += [guide] if guide else []
            findings += wrong
    return tuple(found), findings


def _read(slug: str, text: str) -> tuple[Guide | None, list[Finding]]:
    path = path_of(slug)
    front, body, line = front_matter(text)
    if front is None:
        hint = (
            "Begin the file with ---, kind: …, minutes: …, group: …, needs: […], --- on lines of their own."
        )
        return None, [problem("Y204", Spot(path), "These notes have no front matter.", hint)]
    tree, findings = read_yaml(front, path, 2)
    settings = GuideSettings.model_validate(_SPARE)
    if tree is not None:
        settings, wrong = fill(GuideSettings, tree, _SPARE)
        findings += wrong
    body = _ID.sub(r"\1", body)  # nothing links to a heading of these notes, so its id means nothing
    prose = Prose(body, Spot(path, line), tuple(tokens_of(body, {}, page=True)))
    for each in mentions(prose):
        if each.kind == "heading" and not each.text.strip():
            findings.append(
                problem(
                    "S107", each.spot, "This heading has no words.", "Write them after the #, or delete it."
                )
            )
    return Guide(slug, Spot(path), settings, prose), findings


def lead(course: Course, module: Module, written: str) -> Goal | None:
    """Where a link in the notes of a module leads: the web, or (by the page that it names) a module of the course.

    A module can be named in short, `../circles`, or as its file of notes. The page with all notes is sent on by itself, so
    that a link to a file would lead nowhere.
    """
    found = goal(course, module, _SHORT.sub(r"../\1/module.md", written))
    return found if found is not None and found.kind in ("page", "web") else None
