"""The vocabulary: the values that the stages load, parse, check, render and package hand to each other.

Everything here is frozen. A value that an author wrote knows its `Spot`; a value that is tracked knows its
number from `course.lock`. Nothing here knows HTML, SCORM or xAPI.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from builder.blocks import Block
    from builder.settings import AssessmentSettings, CourseSettings, GuideSettings, ModuleSettings


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """A place in a file of the course: path relative to the course folder, line and column from 1.

    `length` is the number of characters a caret should underline.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


# ---------------------------------------------------------------- load: what is in the folder


@dataclass(frozen=True)
class SourceFile:
    """One file of the course folder. `text` for what we read as text, else `location` or `data`.

    `path` is relative to the course folder with `/`. Media stay on disk (`location`) and are never held whole.
    """

    path: str
    size: int
    text: str | None = None
    location: Path | None = None
    data: bytes | None = None

    def read(self) -> bytes:
        """All bytes of the file (for small files: images to measure, SVG to clean)."""
        if self.text is not None:
            return self.text.encode("utf-8")
        if self.data is not None:
            return self.data
        assert self.location is not None
        return self.location.read_bytes()


@dataclass(frozen=True)
class Source:
    """A course folder, every file read once: path -> file."""

    files: Mapping[str, SourceFile]
    root: Path | None = None

    def get(self, path: str) -> SourceFile | None:
        return self.files.get(path)

    @staticmethod
    def of(texts: Mapping[str, str | bytes]) -> Source:
        """A source from a dictionary, for tests; with the line ends that load leaves."""
        files: dict[str, SourceFile] = {}
        for path, content in texts.items():
            if isinstance(content, str):
                text = content.replace("\r\n", "\n").replace("\r", "\n")
                files[path] = SourceFile(path, len(content.encode()), text=text)
            else:
                files[path] = SourceFile(path, len(content), data=content)
        return Source(files)


# ---------------------------------------------------------------- parse: what the author meant


@dataclass(frozen=True)
class Prose:
    """A stretch of the author's Markdown and where it begins.

    `tokens` are markdown-it's, their `map` relative to `spot.line`; only builder/markdown.py looks inside.
    """

    text: str
    spot: Spot
    tokens: tuple[Any, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Page:
    """A page: what stands under one second-level heading (the first page: what stands before the first)."""

    id: str  # within the module: [a-z0-9-]+
    pinned: bool  # the author wrote {#id}
    title: str  # plain text
    spot: Spot
    blocks: tuple[Block, ...]
    first: bool = False  # the module's opening page, which shows its outcomes
    footnotes: Prose | None = None


@dataclass(frozen=True)
class Module:
    """A module: a folder with a module.md. An assessment is a module with assessment settings."""

    slug: str
    spot: Spot
    settings: ModuleSettings
    pages: tuple[Page, ...]

    @property
    def title(self) -> str:
        return self.settings.title

    @property
    def assessment(self) -> AssessmentSettings | None:
        return self.settings.assessment


@dataclass(frozen=True)
class Allow:
    """A finding silenced by the author, with a reason, for the lines `first` to `last` of a file."""

    code: str
    reason: str
    spot: Spot
    first: int
    last: int


@dataclass(frozen=True)
class Guide:
    """A module's facilitator.md: what whoever leads a session is told. No learner's package has it."""

    slug: str
    spot: Spot
    settings: GuideSettings
    body: Prose


@dataclass(frozen=True)
class Course:
    """A course as the author wrote it, typed, in the author's order."""

    settings: CourseSettings
    modules: tuple[Module, ...]
    source: Source
    allows: tuple[Allow, ...] = ()
    guides: tuple[Guide, ...] = ()

    def blocks(self) -> Iterator[tuple[Module, Page, Block]]:
        """Every block with the page and module it stands in, in reading order."""
        for module in self.modules:
            for page in module.pages:
                for block in page.blocks:
                    yield module, page, block


@dataclass(frozen=True)
class Option:
    """One thing a learner can choose, sort or be sorted into, before it has a number."""

    text: str  # plain text, exact
    spot: Spot
    id: str | None = None  # the author's {#id}


# Interaction types by the names that SCORM and xAPI give them, and the private note, which is none.
Kind = Literal[
    "choice",
    "true-false",
    "matching",
    "sequencing",
    "fill-in",
    "numeric",
    "likert",
    "performance",
    "note",
]


@dataclass(frozen=True)
class Tracked:
    """What a block asks `course.lock` to number: one activity and its options.

    `text` is the exact prompt: without an id an item is found in the lock by it. `content` is everything that
    makes the question what it is (texts and key): when it changes, the activity's revision goes up.
    """

    kind: Kind
    text: str
    content: str
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()


# ---------------------------------------------------------------- lock: what is numbered for good


@dataclass(frozen=True)
class Numbered:
    """The numbers of one tracked block: never reused, whatever the author edits."""

    number: int
    revision: int  # starts at 1, up by one when the content changes
    options: tuple[int, ...] = ()  # one per Tracked.options, same order
    targets: tuple[int, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """course.lock as the other stages see it."""

    modules: Mapping[str, int]  # slug -> number
    pages: Mapping[tuple[str, str], int]  # (slug, page id) -> number
    blocks: Mapping[Spot, Numbered]  # a block's spot -> its numbers
    highest_page: int  # including retired ones: the length of the bitmap in the state
    highest_activity: int
    heirs: Mapping[int, int] = field(default_factory=dict)  # a page that is gone -> the one now in its place


# ---------------------------------------------------------------- render: what goes into a package


@dataclass(frozen=True)
class Choice:
    """An option of an activity with its number. `id` is readable, ASCII, stable: for statements and keys."""

    number: int
    id: str
    text: str


@dataclass(frozen=True)
class Activity:
    """Something tracked. No word of SCORM or xAPI: targets translate it.

    `kind`: `choice` (correct = numbers of the right options), `true-false` (options 1 = true, 2 = false),
    `matching` (options are the items, targets the groups; pairs = (item, target)), `sequencing` (the same with the
    places 1, 2 … as targets), `fill-in` and `numeric` (options are forms of the answer, correct = the accepted ones; a
    number may be `margin` away), `likert` (options are the scale) and `performance` (options are scenes, targets what
    can be said in them), which have no key, `note` (free text, kept privately, never recorded). Without points it is
    kept and not recorded (a film that was watched). `id` is `<module slug>/<block id>`, unique in the course. `sure`:
    the learner is asked how sure they are. `whole`: a partly right answer earns nothing. `tag`: the bank that attempts draw it from.
    """

    id: str
    number: int
    revision: int
    kind: Kind
    title: str
    module: int
    page: int
    points: int = 1
    multiple: bool = False
    choices: tuple[Choice, ...] = ()
    targets: tuple[Choice, ...] = ()
    correct: tuple[int, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    assessed: bool = False
    required: bool = False
    margin: float = 0
    whole: bool = False
    sure: bool = False
    tag: str = ""

    @property
    def shares(self) -> bool:
        """A partly right answer earns its share of the points."""
        return not self.whole and bool(self.pairs or (self.kind == "choice" and len(self.correct) > 1))

    @property
    def typed(self) -> bool:
        """The learner types the answer: its choices are the key."""
        return self.kind in ("fill-in", "numeric")


@dataclass(frozen=True)
class File:
    """One file of a package: its path in the package, and bytes or a place on disk to stream from."""

    path: str
    data: bytes | None = None
    location: Path | None = None
    size: int = 0

    @staticmethod
    def of(path: str, content: str | bytes) -> File:
        data = content.encode("utf-8") if isinstance(content, str) else content
        return File(path, data=data, size=len(data))


@dataclass(frozen=True)
class SitePage:
    """A page as rendered: the number the state knows it by, and what the player must know of it."""

    number: int
    id: str  # its id in the document: <module slug>--<page id>
    title: str
    module: int
    minutes: int
    required: tuple[int, ...]  # activity numbers that must be answered before the page can be done


@dataclass(frozen=True)
class SiteModule:
    number: int
    slug: str
    title: str
    minutes: int
    pages: tuple[int, ...]
    outcomes: tuple[str, ...] = ()
    assessment: AssessmentSettings | None = None
    role: str = ""  # for whom it is, as learners choose it; "" for everybody


@dataclass(frozen=True)
class Site:
    """One SCO, rendered but for what only a target can add.

    `id` is the root IRI (the course's, or `<course id>/modules/<slug>` for a package of one module). `slug` is
    the name used in file names and identifiers. `files` are the shared files (style, media) without
    index.html; `html(target_data)` finishes index.html once the target has said what its adapter needs.
    """

    id: str
    slug: str
    title: str
    description: str
    course: Course
    module: Module | None  # set when the SCO is one module
    modules: tuple[SiteModule, ...]
    pages: tuple[SitePage, ...]
    activities: tuple[Activity, ...]
    minutes: int
    files: tuple[File, ...]
    state_bound: int  # characters of suspend data that progress and answers can take at most
    document: Any = field(compare=False, repr=False, default=None)  # render.Document: makes index.html
