"""An author who edits a course -> versions of it as learners get them, with who is who in each.

Who an item is follows from what the author did, not from course.lock: an id makes it the same through every edit,
without one its words in their place do.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from builder import lock, lock_file
from builder.findings import has_errors
from builder.model import Site, Source
from builder.parse import parse
from builder.render import render

Json = dict[str, Any]
Key = Hashable


@dataclass
class Option:
    id: str | None
    text: str
    right: bool  # of a sort: in the first group

    def key(self) -> Key:
        return self.id or self.text


@dataclass
class Item:
    kind: str  # question, true-false, sort, reflection
    id: str | None
    prompt: str
    options: list[Option]
    required: bool

    def key(self, module: str) -> Key:
        return self.id or (module, self.kind, self.prompt)

    def content(self) -> Key:
        """What makes it another question when it changes; not the order."""
        return self.prompt, tuple(sorted((each.text, each.right) for each in self.options))

    def source(self) -> str:
        head = f":::{{{self.kind}}}{f' {self.id}' if self.id else ''}\n:required: {'yes' if self.required else 'no'}\n"
        body = f"{self.prompt}\n\n"
        if self.kind == "sort":
            for group, right in (("Up", True), ("Down", False)):
                own = [each for each in self.options if each.right is right]
                body += f"- {group}\n" + "".join(f"  - {words(each)}\n" for each in own)
        else:
            for each in self.options:
                body += f"- [{'x' if each.right else ' '}] {words(each)}\n  > Why.\n"
        return f"{head}{body}\n{'' if self.kind == 'reflection' else 'Because: so.'}\n:::\n\n"


def words(option: Option) -> str:
    return option.text + (f" {{#{option.id}}}" if option.id else "")


@dataclass
class Page:
    uid: int
    id: str | None
    title: str
    items: list[Item]

    def key(self, module: str) -> Key:
        return self.uid if self.id else (module, self.title)


@dataclass
class Module:
    slug: str
    title: str
    pages: list[Page]  # the first one has no heading of its own
    pass_mark: int = 0  # 0: no test

    def source(self) -> str:
        test = f"assessment:\n  pass_mark: {self.pass_mark}\n  attempts: 3\n" if self.pass_mark else ""
        text = f"---\ntitle: {self.title}\nminutes: 9\noutcomes: [See]\n{test}---\nText.\n\n"
        for index, page in enumerate(self.pages):
            if index:
                text += f"## {page.title}{f' {{#{page.id}}}' if page.id else ''}\n\nText.\n\n"
            text += "".join(each.source() for each in page.items)
        return text


@dataclass
class Version:
    """A built course as its learners get it: keys of tests open. Numbers are told apart by kind."""

    data: Json
    pages: dict[Key, int]
    activities: dict[Key, int]
    options: dict[tuple[Key, Key], int]
    revisions: dict[Key, int]  # of our own: counts changes of content
    text: str  # course.lock
    codes: list[str]  # what course.lock had to say


@dataclass
class Author:
    """Edits a course at random and builds it again and again."""

    dice: random.Random
    modules: list[Module] = field(default_factory=list)
    bin: list[tuple[list[Any], Any]] = field(default_factory=list)  # deleted: where from, what
    lock: str | None = None
    count: int = 0
    contents: dict[Key, tuple[Key, int]] = field(default_factory=dict)
    placed: dict[int, tuple[str, str]] = field(default_factory=dict)  # pages with ids at the last build
    known: dict[tuple[str, str], int] = field(default_factory=dict)  # module and id -> page

    # ------------------------------------------------------------ making

    def fresh(self, word: str) -> str:
        self.count += 1
        return f"{word} {self.count}"

    def name(self, start: str) -> str | None:
        self.count += 1
        return f"{start}-{self.count}" if self.dice.random() < 0.6 else None

    def option(self, right: bool) -> Option:
        return Option(self.name("o"), self.fresh("Option"), right)

    def item(self, test: bool) -> Item:
        kinds = ["question", "question", "sort", "true-false", *([] if test else ["reflection"])]
        kind = self.dice.choice(kinds)
        if kind == "true-false":
            right = self.dice.random() < 0.5
            options = [Option(None, "True", right), Option(None, "False", not right)]
        elif kind == "reflection":
            options = []
        else:
            options = [self.option(True), self.option(False)]
            options += [self.option(self.dice.random() < 0.5) for _ in range(self.dice.randint(0, 2))]
        return Item(kind, self.name("i"), self.fresh("Which is it,") + "?", options, self.dice.random() < 0.5)

    def page(self, test: bool) -> Page:
        self.count += 1
        items = [self.item(test) for _ in range(self.dice.randint(int(test), 2))]
        return Page(self.count, self.name("p"), self.fresh("Page"), items)

    def module(self, test: bool) -> Module:
        self.count += 1
        pages = [self.page(test) for _ in range(self.dice.randint(1, 3))]
        pages[0].id, pages[0].title = None, ""
        return Module(f"m{self.count}", self.fresh("Module"), pages, 60 if test else 0)

    def begin(self) -> Version:
        self.modules = [self.module(False), self.module(False), self.module(True)]
        return self.build()

    # ------------------------------------------------------------ editing

    def edit(self, times: int) -> Version:
        acts: list[Callable[[], None]] = [
            self.insert_page,
            self.delete_page,
            self.move_page,
            self.rename,
            self.insert_item,
            self.delete_item,
            self.move_item,
            self.change_option,
            self.reorder,
            self.change_key,
            self.change_terms,
            self.put_back,
        ]
        for _ in range(times):
            self.dice.choice(acts)()
        return self.build()

    def any_page(self) -> tuple[Module, Page]:
        module = self.dice.choice(self.modules)
        return module, self.dice.choice(module.pages)

    def any_item(self) -> tuple[Module, Page, Item] | None:
        found = [(m, p, i) for m in self.modules for p in m.pages for i in p.items]
        return self.dice.choice(found) if found else None

    def insert_page(self) -> None:
        module = self.dice.choice(self.modules)
        module.pages.insert(self.dice.randint(1, len(module.pages)), self.page(bool(module.pass_mark)))

    def delete_page(self) -> None:
        module, page = self.any_page()
        if page is not module.pages[0] and not (module.pass_mark and asked(module, without=page) == 0):
            module.pages.remove(page)
            self.bin.append((module.pages, page))

    def move_page(self) -> None:
        module, page = self.any_page()
        other = self.dice.choice([module, *(each for each in self.modules if not each.pass_mark)])
        if page is not module.pages[0] and not (module.pass_mark and module is not other):
            module.pages.remove(page)
            other.pages.insert(self.dice.randint(1, len(other.pages)), page)

    def rename(self) -> None:
        module, page = self.any_page()
        if page is module.pages[0]:
            module.title = self.fresh("Module")
        else:
            page.title = self.fresh("Page")

    def insert_item(self) -> None:
        module, page = self.any_page()
        page.items.insert(self.dice.randint(0, len(page.items)), self.item(bool(module.pass_mark)))

    def delete_item(self) -> None:
        found = self.any_item()
        if found and not (found[0].pass_mark and asked(found[0]) == 1):
            found[1].items.remove(found[2])
            self.bin.append((found[1].items, found[2]))

    def move_item(self) -> None:
        found = self.any_item()
        if found and not (found[0].pass_mark and asked(found[0]) == 1):
            module, page = self.any_page()
            if not (module.pass_mark and found[2].kind == "reflection"):
                found[1].items.remove(found[2])
                page.items.insert(self.dice.randint(0, len(page.items)), found[2])

    def change_option(self) -> None:
        found = self.any_item()
        if found is None:
            return
        item = found[2]
        if item.kind in ("true-false", "reflection") or self.dice.random() < 0.2:
            item.prompt = self.fresh("Which is it,") + "?"
            return
        option = self.dice.choice(item.options)
        what = self.dice.choice(["text", "add", "remove"])
        if what == "text":
            option.text = self.fresh("Option")
        elif what == "add":
            item.options.insert(self.dice.randint(0, len(item.options)), self.option(False))
        elif sum(each.right is option.right for each in item.options) > 1:
            item.options.remove(option)
            self.bin.append((item.options, option))

    def reorder(self) -> None:
        found = self.any_item()
        if found:
            self.dice.shuffle(found[2].options)

    def change_key(self) -> None:
        found = self.any_item()
        if found is None or found[2].kind == "reflection":
            return
        options = found[2].options
        if found[2].kind == "true-false":
            for each in options:
                each.right = not each.right
        else:
            option = self.dice.choice(options)
            if sum(each.right is option.right for each in options) > 1:
                option.right = not option.right

    def change_terms(self) -> None:
        for module in self.modules:
            if module.pass_mark:
                module.pass_mark = self.dice.choice([20, 60, 90])
        found = self.any_item()
        if found:
            found[2].required = not found[2].required

    def put_back(self) -> None:
        """An undone deletion, at another place of the same list."""
        if self.bin:
            home, what = self.bin.pop(self.dice.randrange(len(self.bin)))
            home.insert(self.dice.randint(int(isinstance(what, Page)), len(home)), what)

    # ------------------------------------------------------------ building

    def build(self) -> Version:
        """parse -> number -> render, with the course.lock of before."""
        tests = [each for each in self.modules if each.pass_mark]
        listed = "".join(f"\n  - {each.slug}" for each in self.modules)
        texts: dict[str, str | bytes] = {
            "course.yaml": f"id: https://example.org/c\ntitle: C\nversion: 1.0.0\nmodules:{listed}\ntargets: [web]\n"
            f"completion:\n  assessment: {tests[0].slug}\n"
        }
        texts |= {f"modules/{each.slug}/module.md": each.source() for each in self.modules}
        if self.lock:
            texts[lock_file.NAME] = self.lock
        course, findings = parse(Source.of(texts))
        assert course is not None
        assert not has_errors(findings), findings
        numbers, text, said = lock.assign(course)
        self.lock = text
        return self.named(data_of(render(course, numbers)), text, [each.code for each in said])

    def named(self, data: Json, text: str, codes: list[str]) -> Version:
        self.identify()
        version = Version(data, {}, {}, {}, {}, text, codes)
        pages = [(module, page) for module in self.modules for page in module.pages]
        for (module, page), given in zip(pages, data["pages"], strict=True):
            assert given["id"].startswith(f"{module.slug}--")
            version.pages[page.key(module.slug)] = given["number"]
        items = [(module, item) for module, page in pages for item in page.items]
        for (module, item), given in zip(items, data["activities"], strict=True):
            assert given["title"] == item.prompt
            key = item.key(module.slug)
            version.activities[key] = given["number"]
            before, revision = self.contents.get(key, (item.content(), 1))
            revision += before != item.content()
            self.contents[key] = item.content(), revision
            version.revisions[key] = revision
            texts = {each.text: each.key() for each in item.options}
            for choice in given["choices"]:
                version.options[key, texts[choice["text"]]] = choice["number"]
        return version

    def identify(self) -> None:
        """A page is who its id says within its module; in another one it is so only if it came there straight from the
        last version, with its title."""
        placed = {}
        for module in self.modules:
            for page in module.pages:
                if page.id is None:
                    continue
                home = (module.slug, page.id)
                if home in self.known:
                    page.uid = self.known[home]
                else:
                    before = self.placed.get(page.uid)
                    if before and before[1] == page.title:
                        del self.known[before[0], page.id]
                    elif page.uid in self.known.values():
                        self.count += 1
                        page.uid = self.count
                    self.known[home] = page.uid
                placed[page.uid] = (module.slug, page.title)
        self.placed = placed


def asked(module: Module, without: Page | None = None) -> int:
    return sum(len(each.items) for each in module.pages if each is not without)


def data_of(site: Site) -> Json:
    """What the player is told, with what the page says besides: keys of tests, titles, and the texts of all options."""
    data: Json = json.loads(json.dumps(dict(site.document.data)))
    unseal(data)
    for given, activity in zip(data["activities"], site.activities, strict=True):
        given.setdefault("title", activity.title)
        for option, choice in zip(given["choices"], activity.choices, strict=True):
            option["text"] = choice.text
    return data


def unseal(data: Json) -> None:
    """Gives a test's questions their keys, as the player does when it marks."""
    for sealed in data["sealed"].values():
        for number, key in json.loads("".join(chr(ord(each) ^ 3) for each in sealed)).items():
            for each in data["activities"]:
                if each["number"] == int(number):
                    each |= {"correct": key["correct"], "pairs": key["pairs"]}
