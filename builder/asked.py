"""The built player -> the keys of strings that scripts ask for in a SCO: the others stand in the page already, as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from builder.blocks import block_types
from builder.languages import FORMS
from builder.model import Module
from builder.resources import resource
from builder.style import worn

_WHOLE = re.compile(r"[\"`]([\w-]+(?:\.[\w-]+)*)[\"`]")  # t("turn.done")
_BEGUN = re.compile(
    r"[\"`]((?:[\w-]+\.)+)(?:\$\{|[\"`])"
)  # t(`finish.title.${how}`), also where it is added up


def asked_for(strings: Mapping[str, str], modules: Iterable[Module]) -> dict[str, str]:
    """The strings that a script may ask for in a SCO of these modules, in all their plural forms."""
    whole, begun = _keys()
    idle = _idle([*modules])
    return {
        key: text
        for key, text in strings.items()
        if key.partition(".")[0] not in idle
        and (key in whole or key.startswith(begun) or _without_form(key) in whole)
    }


def _idle(modules: Sequence[Module]) -> set[str]:
    """What keys begin with that only scripts without work here ask for: of blocks that are not there, of tests."""
    tested = any(each.assessment for each in modules)
    return {*block_types()} - worn(modules) | (set() if tested else {"test"})


def _without_form(key: str) -> str:
    base, _, form = key.rpartition(".")
    return base if form in FORMS else key


@cache
def _keys() -> tuple[frozenset[str], tuple[str, ...]]:
    """What stands in the scripts of all targets as a whole key, and as the beginning of one."""
    text = "".join(each.read_text("utf-8") for each in sorted(resource("player/built").glob("*.js")))
    return frozenset(_WHOLE.findall(text)), tuple(sorted(set(_BEGUN.findall(text))))
