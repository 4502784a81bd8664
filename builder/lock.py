"""Course + course.lock -> a number for every module, page, activity and option, never used twice.

What a learner did is kept by these numbers, so they must survive every edit: an item is found again by the id
that the author gave it, else by its exact text within its parent, never by its position. Entries of deleted
items stay (`retired`), so that their numbers stay taken and an undone deletion finds its number again. Each page's
entry says `after` which one it stands, so that a learner who left at a page that is deleted comes back to its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from builder.blocks import Block
from builder.findings import Finding
from builder.lock_file import Entry, read_lock, written
from builder.model import Course, Module, Numbered, Numbers, Option, Page, Spot, Tracked
from builder.rules import problem


@dataclass
class _Table:
    """The entries of one kind while a course is numbered: which are taken, which are still free."""

    entries: list[Entry]
    taken: set[int] = field(default_factory=set)

    def find(self, **wanted: str) -> Entry | None:
        """The entry with these fields that nothing has claimed yet; one that is in use before a retired one."""
        fits = (
            each
            for each in self.entries
            if each.number not in self.taken and all(each.get(k) == v for k, v in wanted.items())
        )
        return min(fits, key=lambda each: each.get("retired"), default=None)

    def gone(self, **wanted: str) -> Entry | None:
        """One that was there at the last build and that nothing has claimed now."""
        return self.find(**wanted, retired="")

    def claim(self, wishes: Sequence[Sequence[Mapping[str, str] | None]]) -> list[Entry | None]:
        """For each item the entry that it is. All first wishes are heard before any second one."""
        found: list[Entry | None] = [None] * len(wishes)
        for rank in range(max((len(each) for each in wishes), default=0)):
            for index, each in enumerate(wishes):
                wish = each[rank]
                entry = self.find(**wish) if wish is not None and found[index] is None else None
                if entry is not None:
                    self.taken.add(entry.number)
                    found[index] = entry
        return found

    def free_id(self, wanted: str, **within: str) -> str:
        """`wanted`, or with a number after it where another entry has it."""
        used = {each.get("id") for each in self.entries if all(each.get(k) == v for k, v in within.items())}
        count = 2
        free = wanted
        while free in used:
            free, count = f"{wanted}-{count}", count + 1
        return free

    def take(self, entry: Entry) -> int:
        self.taken.add(entry.number)
        self.entries = [entry if each.number == entry.number else each for each in self.entries]
        return entry.number

    def add(self, **fields: str) -> Entry:
        entry = Entry(1 + max((each.number for each in self.entries), default=0), fields)
        self.entries.append(entry)
        return entry

    def closed(self) -> list[Entry]:
        """All entries; the ones that nothing in the course claims are retired."""
        return [
            replace(each, fields={k: v for k, v in each.fields.items() if k != "retired"})
            if each.number in self.taken
            else replace(each, fields={**each.fields, "retired": "yes"})
            for each in sorted(self.entries, key=lambda each: each.number)
        ]


def assign(course: Course) -> tuple[Numbers, str, list[Finding]]:
    """The numbers of the course, the new text of course.lock, and what the author should know."""
    entries, findings = read_lock(course.source)
    tables = {name: _Table(each) for name, each in entries.items()}
    work = _Assignment(tables, findings)
    work.number(course)
    numbers = Numbers(
        work.modules,
        work.pages,
        work.blocks,
        max((each.number for each in tables["pages"].entries), default=0),
        max((each.number for each in tables["activities"].entries), default=0),
        _heirs(tables["pages"].closed(), list(work.pages.values())),
    )
    return numbers, written({name: each.closed() for name, each in tables.items()}), findings


class _Assignment:
    """One pass over the course. Explicit ids are matched before texts, so that a text never steals one's number."""

    def __init__(self, tables: Mapping[str, _Table], findings: list[Finding]) -> None:
        self.tables, self.findings = tables, findings
        self.modules: dict[str, int] = {}
        self.pages: dict[tuple[str, str], int] = {}
        self.blocks: dict[Spot, Numbered] = {}

    def number(self, course: Course) -> None:
        """All modules at once: what is gone from one may have moved to another."""
        for module in course.modules:
            table = self.tables["modules"]
            entry = table.find(id=module.slug) or table.add(id=module.slug)
            self.modules[module.slug] = table.take(entry)
        self._pages([(module, page) for module in course.modules for page in module.pages])
        self._activities([(module, block) for module, _, block in course.blocks()])

    def _parent(self, module: Module) -> str:
        return str(self.modules[module.slug])

    def _pages(self, pages: Sequence[tuple[Module, Page]]) -> None:
        table = self.tables["pages"]
        wishes = [_page_wishes(self._parent(module), page) for module, page in pages]
        before = 0
        for (module, page), entry in zip(pages, table.claim(wishes), strict=True):
            known = entry or self._new_page(module, page)
            fields = {
                "module": self._parent(module),
                "id": page.id if page.pinned else known.get("id"),
                "text": digest(page.title),
            }
            if before:
                fields["after"] = str(before)
            before = table.take(replace(known, fields=fields))
            self.pages[module.slug, page.id] = before

    def _new_page(self, module: Module, page: Page) -> Entry:
        table = self.tables["pages"]
        parent = self._parent(module)
        lost, moved = table.gone(module=parent), table.gone(text=digest(page.title))
        if page.pinned or (lost is None and moved is None):
            pass
        elif moved is not None:
            self._say_new(
                "L101",
                page.spot,
                f"The page “{page.title}” is new to this module, and gone from another one.",
                f"If it was moved, write “## {page.title} {{#{moved.get('id')}}}” and build with the course.lock of "
                "before, to keep learners' progress.",
            )
        elif lost is not None:
            self._say_new(
                "L101",
                page.spot,
                f"The page “{page.title}” is new to course.lock, and the page “{lost.get('id')}” is gone.",
                f"If it was renamed, write “## {page.title} {{#{lost.get('id')}}}” to keep learners' progress.",
            )
        return table.add(module=parent, id=page.id if page.pinned else table.free_id(page.id, module=parent))

    def _activities(self, blocks: Sequence[tuple[Module, Block]]) -> None:
        table = self.tables["activities"]
        tracked = [(self._parent(module), block, t) for module, block in blocks if (t := block.tracked())]
        entries = table.claim([_activity_wishes(*each) for each in tracked])
        for (parent, block, asked), entry in zip(tracked, entries, strict=True):
            self._activity(parent, block, asked, entry)

    def _activity(self, parent: str, block: Block, asked: Tracked, entry: Entry | None) -> None:
        table = self.tables["activities"]
        content = digest(asked.content)
        if entry is None:
            self._say_lost(table, parent, block, asked)
            entry = table.add(kind=asked.kind, hash=content, revision="1")
        revision = int(entry.get("revision") or 1) + (entry.get("hash") != content)
        options, option_numbers = self._options(
            entry.options, asked.options, fixed=asked.kind == "true-false"
        )
        targets, target_numbers = self._options(entry.targets, asked.targets)
        own = entry.get("id") or table.free_id(f"{block.directive()}-{entry.number}")
        fields = {"module": parent, "id": block.id or own, "kind": asked.kind}
        fields |= {} if block.id else {"unnamed": "yes"}
        fields |= {"text": digest(asked.text), "hash": content, "revision": str(revision)}
        table.take(replace(entry, fields=fields, options=options, targets=targets))
        self.blocks[block.spot] = Numbered(entry.number, revision, option_numbers, target_numbers)

    def _say_lost(self, table: _Table, parent: str, block: Block, asked: Tracked) -> None:
        """A changed text without an id looks like a new question: say how to keep learners' answers."""
        moved = table.gone(text=digest(asked.text), kind=asked.kind, unnamed="yes")
        lost = moved or table.gone(module=parent, kind=asked.kind, unnamed="yes")
        if block.id is None and lost is not None:
            what = f"This {block.directive()} is new to"
            self._say_new(
                "L102",
                block.spot,
                f"{what} this module, and gone from another one."
                if moved
                else f"{what} course.lock, and another one without an id is gone.",
                f"If {'it was moved' if moved else 'only its words changed'}, write "
                f":::{{{block.directive()}}} {lost.get('id')} to keep learners' answers.",
            )

    def _say_new(self, code: str, spot: Spot, message: str, hint: str) -> None:
        self.findings.append(problem(code, spot, message, hint))

    def _options(
        self, known: Sequence[Entry], asked: Sequence[Option], *, fixed: bool = False
    ) -> tuple[tuple[Entry, ...], tuple[int, ...]]:
        """Entries and numbers of the options, in the author's order."""
        if fixed:  # true and false are always 1 and 2
            return (), tuple(range(1, len(asked) + 1))
        table = _Table(list(known))
        numbers = []
        found = table.claim([_option_wishes(each) for each in asked])
        lost = iter([each for each in known if each.number not in table.taken and not each.get("retired")])
        for option, entry in zip(asked, found, strict=True):
            if entry is None:
                self._say_lost_option(option, next(lost, None))
                entry = table.add()
            kept = option.id or entry.get("id") or table.free_id(f"o{entry.number}")
            numbers.append(table.take(replace(entry, fields={"id": kept, "text": digest(option.text)})))
        return tuple(table.closed()), tuple(numbers)

    def _say_lost_option(self, option: Option, lost: Entry | None) -> None:
        """Where several are new and gone, the first is taken for the first: each hint names another id."""
        if lost is not None and option.id is None:
            self._say_new(
                "L103",
                option.spot,
                f"The option “{_short(option.text)}” is new to course.lock, and another one is gone.",
                f"If only its words changed, put {{#{lost.get('id')}}} after them to keep learners' answers.",
            )


def _heirs(entries: Sequence[Entry], order: Sequence[int]) -> dict[int, int]:
    """For each page that is gone the one that stands in its place: the next in its module, else the one before."""
    known = {each.number: each for each in entries}
    heirs = {}
    for gone in entries if order else ():
        if gone.number in order:
            continue
        before = gone.number
        # The pages before it may be gone too; a lock that was edited by hand may lead round in a circle.
        for _ in entries:
            if before not in known or before in order:
                break
            after = known[before].get("after")
            before = int(after) if after.isdigit() else 0
        place = order.index(before) + 1 if before in order else 0
        near = [*order[place:][:1], *order[:place][-1:]]
        beside = [each for each in (*near, *order) if known[each].get("module") == gone.get("module")]
        heirs[gone.number] = (beside or near)[0]
    return heirs


# What an item may be known by, strongest first: its id, its exact text, and for one that was given an id since
# the last build the text that it had without. A page's title may change in capitals and punctuation. Ids of pages are
# their module's own: a page has moved from another module only if its id and its title are now gone there.


def _page_wishes(parent: str, page: Page) -> tuple[Mapping[str, str] | None, ...]:
    text = digest(page.title)
    by_id, by_text = {"module": parent, "id": page.id}, {"module": parent, "text": text}
    moved = {"id": page.id, "text": text, "retired": ""}
    return (by_id, None, by_text, None, moved) if page.pinned else (None, by_text, None, by_id, None)


def _activity_wishes(parent: str, block: Block, asked: Tracked) -> tuple[Mapping[str, str] | None, ...]:
    by_text = {"module": parent, "text": digest(asked.text), "kind": asked.kind, "unnamed": "yes"}
    if block.id is None:
        return None, by_text, None
    return {"id": block.id, "kind": asked.kind}, None, by_text


def _option_wishes(option: Option) -> tuple[Mapping[str, str] | None, ...]:
    by_text = {"text": digest(option.text)}
    return (None, by_text, None) if option.id is None else ({"id": option.id}, None, by_text)


def digest(text: str) -> str:
    """Ten hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
