"""What a block type is, and how the folders beside this file are found.

A block type is a folder whose name is the directive (`question/` is `:::{question}`, `true_false/` is
`:::{true-false}`). It holds `__init__.py` with exactly one `Block` subclass and its rules, `<name>.html`
(Jinja2), and where needed `<name>.ts`, `<name>.css`, `strings.yaml`; and `examples.md`, a module body that
shows every state an author can write. No list is edited to add one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from pydantic import BaseModel, ConfigDict

from builder.model import Activity, Kind, Numbered, Option, Prose, Spot, Tracked

__all__ = [
    "Block",
    "Directive",
    "FileUse",
    "ListItem",
    "Located",
    "Option",
    "Reader",
    "Tracked",
    "block_types",
    "folder_of",
]


@dataclass(frozen=True)
class Located:
    """A string that knows where it stands."""

    value: str
    spot: Spot


@dataclass(frozen=True)
class Directive:
    """A directive as written: `:::{name} argument`, `:key: value` lines, then a body.

    `argument` is "" where there is none. `body` is the text after the options; `body_spot` is its first line.
    """

    name: str
    spot: Spot
    argument: Located
    options: Mapping[str, Located]
    body: str
    body_spot: Spot


@dataclass(frozen=True)
class FileUse:
    """A file of the course that a block needs in the package. `path` is relative to the course folder."""

    path: str
    spot: Spot


@dataclass(frozen=True)
class ListItem:
    """One item of a list in a directive's body.

    `checked`: True for `[x]`, False for `[ ]`, None without a box. `id` is from a trailing `{#id}`. `prose` is
    the item's own text; `feedback` a `>` quote inside the item; `children` the items of a nested list.
    """

    prose: Prose
    spot: Spot
    checked: bool | None = None
    id: str | None = None
    feedback: Prose | None = None
    children: tuple[ListItem, ...] = ()
    plain: str = ""


class Reader(Protocol):
    """What a block uses to read its directive. Everything wrong is reported, never raised."""

    folder: str  # the module's folder, relative to the course folder: "modules/what-it-is"

    def report(self, code: str, spot: Spot, message: str, hint: str = "") -> None: ...

    def prose(self, text: str, spot: Spot) -> Prose:
        """Markdown (no directives inside) with its place. Options before `text` are not part of it."""
        ...

    def parts(self, directive: Directive, labels: Sequence[str] = ()) -> Parts:
        """The body cut into its parts: opening prose, one list, labelled paragraphs, whatever else there is.

        Reports by itself what breaks a list apart: text after feedback (S121), a line that runs into the
        feedback above it (S122), feedback without indentation (S123).
        """
        ...

    def plain(self, prose: Prose) -> str:
        """The words without mark-up."""
        ...

    def file(self, value: Located) -> str | None:
        """A file named by the author, beside the module or from the course folder with a leading `/`.

        Returns its path relative to the course folder, or None after reporting that it is missing or lies
        outside the course.
        """
        ...

    def text(self, path: str) -> str | None:
        """The text of a file that `file` found, or None where it is not kept as text."""
        ...


@dataclass(frozen=True)
class Parts:
    """A directive's body, taken apart. `labelled` are paragraphs that begin with a word and a colon that the
    block asked for (`Hint:`, `Because:`), without the label."""

    opening: Prose | None  # everything before the list
    items: tuple[ListItem, ...]
    labelled: Mapping[str, Prose]
    rest: tuple[Prose, ...] = ()  # anything left over after the list that has no label


class Block(BaseModel):
    """A block as the author wrote it. Frozen; its fields are its options and its body, each typed.

    Class variables: `options` maps each allowed `:key:` to whether it is required; `argument` says what the
    argument is: "id" (an id for the item), "file", "url", "text" or "none"; `wears` names the blocks (by their
    directives) whose styles and words it needs besides its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    options: ClassVar[Mapping[str, bool]] = {}
    argument: ClassVar[str] = "none"
    argument_required: ClassVar[bool] = False
    wears: ClassVar[tuple[str, ...]] = ()
    field_minutes: ClassVar[float] = 2.0  # about how long a learner takes for one field of its note

    spot: Spot
    id: str | None = None

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        """The directive as a block, or None when it is too broken to go on with (after reporting why)."""
        raise NotImplementedError

    def tracked(self) -> Tracked | None:
        """What course.lock must number; None for a block that keeps nothing."""
        return None

    def activity(self, numbered: Numbered, place: Place) -> Activity | None:
        """The block as something tracked, with its numbers."""
        return None

    def prose(self) -> Iterable[Prose]:
        """All of the author's Markdown in the block: rules about links, images and words see it."""
        return ()

    def files(self) -> Iterable[FileUse]:
        """Files the block needs in the package, beyond the images in its prose."""
        return ()

    def anchors(self) -> Iterable[str]:
        """Ids within the block that links lead to, as authors write them (see builder/links.py)."""
        return ()

    def context(self, course: Any) -> Mapping[str, Any]:
        """Extra values for the block's template, worked out from the course (see builder/render.py)."""
        return {}

    @classmethod
    def directive(cls) -> str:
        return folder_of(cls).name.replace("_", "-")


@dataclass(frozen=True)
class Place:
    """Where an activity stands, in numbers and names."""

    id: str  # the activity's id: <module slug>/<block id>
    module: int
    page: int
    assessed: bool
    say: Callable[..., str]  # a string in the course's language, with what is filled in

    def activity(self, numbered: Numbered, kind: Kind, title: str, **more: Any) -> Activity:
        """What is tracked here; `more` are the fields of Activity that differ between blocks."""
        return Activity(
            id=self.id,
            number=numbered.number,
            revision=numbered.revision,
            kind=kind,
            title=title,
            module=self.module,
            page=self.page,
            **more,
        )


def folder_of(block: type[Block]) -> Path:
    """The folder of a block type."""
    module = importlib.import_module(block.__module__)
    assert module.__file__ is not None
    return Path(module.__file__).parent


@cache
def block_types() -> Mapping[str, type[Block]]:
    """Every block type by its directive's name, found by looking at the folders."""
    found: dict[str, type[Block]] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        if not entry.ispkg:
            continue
        module = importlib.import_module(f"{__name__}.{entry.name}")
        own = [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Block) and value.__module__ == module.__name__
        ]
        assert len(own) == 1, f"builder/blocks/{entry.name} must define exactly one Block"
        found[own[0].directive()] = own[0]
    return found
