"""Language tag -> the table of strings: templates/strings, the blocks' strings.yaml, then the course's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from builder.blocks import block_types, folder_of
from builder.languages import plural, tags
from builder.located import read_yaml
from builder.model import Source, SourceFile
from builder.resources import resource

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_OWN = re.compile(r"strings/([^/]+)\.yaml")


@dataclass(frozen=True)
class Strings:
    """Every string of the player and the blocks in one language. `{name}` is filled in by `say`."""

    language: str
    table: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The string; with `count`, the form that goes with the number. words.ts does the same in the browser."""
        form = f"{key}.{plural(self.language, int(str(values['count'])))}" if "count" in values else key
        text = next(self.table[each] for each in (key, form, f"{key}.other") if each in self.table)
        return PLACEHOLDER.sub(lambda name: str(values.get(name[1], name[0])), text)


def strings_for(language: str, source: Source) -> Strings:
    """English underneath, then the language, then its regional form; of each, the course's own come last."""
    table: dict[str, str] = {}
    for name in dict.fromkeys(["en", *tags(language)]):
        table |= ours(name)
        for file, own in own_files(source):
            if name == own and file.text is not None:
                table |= _flat(file.text, file.path)
    return Strings(language, table)


def own_files(source: Source) -> list[tuple[SourceFile, str]]:
    """The course's own files of strings, each with the language that it is for."""
    found = [(file, _OWN.fullmatch(path)) for path, file in source.files.items()]
    return [(file, name[1].lower()) for file, name in found if name]


@cache
def ours(name: str) -> Mapping[str, str]:
    """The words that Coursewright itself has in a language: the core's, then the blocks'."""
    table: dict[str, str] = {}
    path = resource("strings") / f"{name}.yaml"
    if path.is_file():
        table |= _flat(path.read_text("utf-8"), path.name)
    for block in block_types().values():
        own = folder_of(block) / "strings.yaml"
        if own.is_file():
            tree, _ = read_yaml(own.read_text("utf-8"), own.name)
            table |= (tree.value if tree else {}).get(name, {})
    return table


def languages() -> list[str]:
    """The languages that the player speaks."""
    return sorted(each.stem for each in resource("strings").glob("*.yaml"))


def _flat(text: str, name: str) -> dict[str, str]:
    tree, findings = read_yaml(text, name)
    assert tree is not None, findings
    return {key: value for key, value in tree.value.items() if isinstance(value, str)}
