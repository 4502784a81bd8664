"""The built player -> the keys of strings that scripts ask for: the others stand in the page already, as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from builder.languages import FORMS
from builder.resources import resource

_WHOLE = re.compile(r"[\"`]([\w-]+(?:\.[\w-]+)*)[\"`]")  # t("turn.done")
_BEGUN = re.compile(r"`((?:[\w-]+\.)+)\$\{")  # t(`finish.title.${how}`)


def asked_for(strings: Mapping[str, str]) -> dict[str, str]:
    """The strings that a script may ask for, in all their plural forms."""
    whole, begun = _keys()
    return {
        key: text
        for key, text in strings.items()
        if key in whole or key.startswith(begun) or _without_form(key) in whole
    }


def _without_form(key: str) -> str:
    base, _, form = key.rpartition(".")
    return base if form in FORMS else key


@cache
def _keys() -> tuple[frozenset[str], tuple[str, ...]]:
    """What stands in the scripts of all targets as a whole key, and as the beginning of one."""
    text = "".join(each.read_text("utf-8") for each in sorted(resource("player/built").glob("*.js")))
    return frozenset(_WHOLE.findall(text)), tuple(sorted(set(_BEGUN.findall(text))))
