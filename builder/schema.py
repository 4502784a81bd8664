"""YAML values -> pydantic settings: everything wrong becomes a finding at its key or value."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.findings import Finding
from builder.located import Path, Tree
from builder.rules import problem

CLOSE = 0.6  # how alike a misspelt word must be to what was probably meant
M = TypeVar("M", bound=BaseModel)


def fill(model: type[M], tree: Tree, spare: Mapping[str, Any]) -> tuple[M, list[Finding]]:
    """The settings in `tree`, and all that is wrong with them.

    What cannot be used is left at its default, or at its value in `spare`, so that one wrong key does not hide
    the mistakes in the rest of the course. `spare` has a value for every key that must be there.
    """
    try:
        return model.model_validate(tree.value), []
    except ValidationError as errors:
        wrong = {str(error["loc"][0]) for error in errors.errors()}
        rest = {key: value for key, value in tree.value.items() if key not in wrong}
        rest |= {key: value for key, value in spare.items() if key in wrong}
        return model.model_validate(rest), _findings(model, tree, errors)


def _findings(model: type[BaseModel], tree: Tree, errors: ValidationError) -> list[Finding]:
    found: dict[Path, Finding] = {}
    listed = errors.errors(include_url=False)
    unknown = [tuple(each["loc"]) for each in listed if each["type"] == "extra_forbidden"]
    for error in listed:
        path = _written(tree, tuple(error["loc"]))
        if error["type"] == "missing":
            beside = [str(each[-1]) for each in unknown if each[:-1] == path]
            if difflib.get_close_matches(str(error["loc"][-1]), beside, 1, CLOSE):
                continue  # it is there, misspelt: one mistake, one finding
            path = (*path, error["loc"][-1])
        finding = _finding(model, tree, path, dict(error))
        if path in found:  # a union says no several times: any of its wishes will do
            finding = replace(
                finding, hint=f"{found[path].hint} Or: {finding.hint[0].lower()}{finding.hint[1:]}"
            )
        found[path] = finding
    return list(found.values())


def _written(tree: Tree, loc: Path) -> Path:
    """The part of pydantic's location that the author wrote (a union adds names of its own)."""
    path: Path = ()
    for step in loc:
        if (*path, step) in tree.values:
            path = (*path, step)
    return path


def _finding(model: type[BaseModel], tree: Tree, path: Path, error: dict[str, Any]) -> Finding:
    name = ".".join(str(each) for each in path)
    if error["type"] == "missing":
        spot = tree.spot(path[:-1], key=True)
        return problem("Y202", spot, f"“{name}” is missing.", f"Add a line “{path[-1]}: …”.")
    if error["type"] == "extra_forbidden":
        known = _keys(model, path[:-1])
        return problem(
            "Y201",
            tree.spot(path, key=True),
            f"There is no key “{path[-1]}” here.",
            guess(str(path[-1]), known),
        )
    written = tree.value
    for step in path:
        written = written[step]
    if written == "":
        return problem("Y203", tree.spot(path, key=True), f"“{name}” has no value.", _wanted(error))
    if isinstance(path[-1], int):  # authors do not count what stands in a list
        name = ".".join(str(each) for each in path[:-1])
        return problem(
            "Y203", tree.spot(path), f"{_shown(written)} cannot stand in “{name}”.", _wanted(error)
        )
    return problem("Y203", tree.spot(path), f"“{name}” cannot be {_shown(written)}.", _wanted(error))


def _shown(written: object) -> str:
    if isinstance(written, str):
        return f"“{written}”" if len(written) <= 60 else f"“{written[:59]}…”"
    return "a list" if isinstance(written, list) else "keys and values"


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the settings at `path` know."""
    here: Any = model
    for step in path:
        if not isinstance(step, str) or step not in getattr(here, "model_fields", {}):
            return []
        annotation = here.model_fields[step].annotation
        options = [annotation, *getattr(annotation, "__args__", ())]
        here = next((each for each in options if hasattr(each, "model_fields")), None)
    return list(getattr(here, "model_fields", {}))


def guess(written: str, known: list[str]) -> str:
    """“Did you mean …?”, or what there is."""
    close = difflib.get_close_matches(written, known, 1, CLOSE)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"Possible here: {', '.join(known)}." if known else ""


def _wanted(error: dict[str, Any]) -> str:
    """In words, what would be accepted."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return re.sub(r"'([^']*)'", r"“\1”", f"Write {context['expected']}.")
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], "Use another form.")
    if kind in ("string_too_long", "too_long"):
        return f"At most {context['max_length']} " + (
            "characters." if kind == "string_too_long" else "entries."
        )
    if kind in ("string_too_short", "too_short"):
        return "It must not be empty."
    wording = {
        "int_parsing": "Write a whole number.",
        "int_parsing_size": "Write a smaller number.",
        "bool_parsing": "Write yes or no.",
        "tuple_type": "Write a list: “[one, two]”, or a line “- …” for each.",
        "string_type": "Write a text.",
        "dict_type": "Write keys and values, indented below it.",
        "model_type": "Write keys and values, indented below it.",
    }
    limits = {"greater_than_equal": "at least {ge}", "less_than_equal": "at most {le}"}
    if kind in limits:
        return "Write a number of " + limits[kind].format(**context) + "."
    return wording.get(kind, str(error["msg"]) + ".")


_PATTERNS = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "Use small letters a–z, digits and single hyphens: “the-window”.",
    r"^#[0-9a-fA-F]{6}$": 'Write a colour as # and six hexadecimal digits, in quotes: "#00636b".',
    r"^\d{4}-\d{2}-\d{2}$": "Write a date as year-month-day: 2026-03-24.",
    r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$": "Write an IRI: a web address that you own and that will not change.",
    r"^[0-9A-Za-z][0-9A-Za-z.-]*$": "Write a version such as 1.0.0.",
    r"^[a-zA-Z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$": "Write a language tag such as en-GB or cy.",
}
