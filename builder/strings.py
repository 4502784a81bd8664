"""Language tag -> the table of strings: templates/strings, the blocks' strings.yaml, then the course's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.blocks import block_types, folder_of
from builder.located import read_yaml
from builder.model import Source
from builder.resources import resource


@dataclass(frozen=True)
class Strings:
    """Every string of the player and the blocks in one language. `{name}` is filled in by `say`."""

    table: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The string; with `count`, its `.one` or `.other` form."""
        if "count" in values and f"{key}.other" in self.table:
            key = f"{key}.one" if values["count"] == 1 and f"{key}.one" in self.table else f"{key}.other"
        text = self.table[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text


def strings_for(language: str, source: Source) -> Strings:
    """English underneath, then the language, then its regional form, then the course's `strings/<language>.yaml`."""
    table: dict[str, str] = {}
    wanted = ["en", language.split("-")[0], language]
    for name in dict.fromkeys(wanted):
        path = resource("strings") / f"{name}.yaml"
        if path.is_file():
            table |= _flat(path.read_text("utf-8"), str(path.name))
        for block in block_types().values():
            own = folder_of(block) / "strings.yaml"
            if own.is_file():
                tree, _ = read_yaml(own.read_text("utf-8"), own.name)
                table |= (tree.value if tree else {}).get(name, {})
        file = source.get(f"strings/{name}.yaml")
        if file is not None and file.text is not None:
            table |= _flat(file.text, file.path)
    return Strings(table)


def languages() -> list[str]:
    """The languages that the player speaks."""
    return sorted(each.stem for each in resource("strings").glob("*.yaml"))


def _flat(text: str, name: str) -> dict[str, str]:
    tree, findings = read_yaml(text, name)
    assert tree is not None, findings
    return {key: value for key, value in tree.value.items() if isinstance(value, str)}
