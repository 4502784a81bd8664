"""README and docs: links lead somewhere, commands exist, and what they list is what the program has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click
import pytest
from PIL import Image
from pydantic import BaseModel

from builder.blocks import block_types
from builder.blocks.callout import KINDS
from builder.cli import check, main
from builder.settings import AssessmentSettings, CourseSettings, GuideSettings, ModuleSettings
from docs.documents import DOCUMENTS, GUIDE, ROOT, anchors, fences, links, prose, section

LARGEST = 250_000  # bytes of a picture


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda each: each.name)
def test_links_lead_somewhere(path: Path) -> None:
    lost = []
    for address in links(path):
        if re.match(r"https?://|mailto:", address):
            continue
        name, _, anchor = address.partition("#")
        goal = (path.parent / name).resolve() if name else path
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            lost.append(address)
    assert not lost


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda each: each.name)
def test_commands_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    named = re.findall(r"python3 scripts/([\w.]+)", text) + re.findall(r"py scripts\\([\w.]+)", text)
    assert all((ROOT / "scripts" / each).is_file() for each in named)


def test_readme_begins_with_the_two_commands() -> None:
    first = next(each for each in fences(ROOT / "README.md") if each.language == "bash")
    assert first.text.split("\n")[:2] == ["python3 scripts/build", "python3 scripts/test"]


def options(command: click.Command) -> set[str]:
    """What `--help` shows, with help itself."""
    own = {each for parameter in command.params for each in parameter.opts if each.startswith("-")}
    return own | {"-h", "--help"}


def named_options(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", text))


def test_the_table_of_options_is_complete() -> None:
    rows = [line for line in section(GUIDE, "Commands and options").split("\n") if line.startswith("| `-")]
    assert named_options(" ".join(row.split("|")[1] for row in rows)) == options(main)
    for_check = [row.split("|")[1] for row in rows if row.split("|")[3].strip() == "yes"]
    assert named_options(" ".join(for_check)) == options(check)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda each: each.name)
def test_only_options_that_exist_are_named(path: Path) -> None:
    commands = [
        line
        for fence in fences(path)
        for line in fence.text.split("\n")
        if re.search(r"scripts[/\\]build", line)
    ]
    spans = re.findall(r"`(-[^`\n]*|build [^`\n]*)`", prose(path))
    assert named_options(" ".join([*commands, *spans])) <= options(main) | options(check)


def test_commands_of_the_program_are_listed() -> None:
    table = section(GUIDE, "Commands and options")
    assert all(f"`python3 scripts/build {name}`" in table for name in main.commands)


def rows(text: str) -> set[str]:
    """The first cells of the tables in a text, without their code marks."""
    cells = re.findall(r"^\| `([^`]+)`", text, re.M)
    return set(cells)


def keys(settings: type[BaseModel], prefix: str = "") -> Iterable[str]:
    return (prefix + name for name in settings.model_fields)


def test_every_key_is_explained() -> None:
    told = rows(section(GUIDE, "course.yaml: what the course is"))
    assert {each.split(".")[0] for each in told} == set(keys(CourseSettings))
    assert rows(section(GUIDE, "Modules and their front matter")) == set(keys(ModuleSettings))
    assert rows(section(GUIDE, "Tests")) == set(keys(AssessmentSettings))
    assert rows(section(GUIDE, "Notes for facilitators")) == set(keys(GuideSettings))


def test_every_key_is_shown_in_use() -> None:
    course = next(each.text for each in fences(GUIDE) if each.name == "course.yaml" and "theme:" in each.text)
    nested = re.findall(r"^  (\w+):", course, re.M)
    wanted = {"allow"} | set(re.findall(r"^(\w+):", course, re.M))
    assert wanted == set(keys(CourseSettings))
    groups = [field.annotation for field in CourseSettings.model_fields.values()]
    models = [part for group in groups for part in getattr(group, "__args__", (group,))]
    inner = [each for each in models if isinstance(each, type) and issubclass(each, BaseModel)]
    assert set(nested) == {key for each in inner for key in each.model_fields}


@pytest.mark.parametrize("name", sorted(set(block_types()) - {"text"}))
def test_every_block_has_a_section_with_its_options(name: str) -> None:
    text = section(GUIDE, name)
    assert f":::{{{name}}}" in text
    named = set(re.findall(r"`:([\w-]+):`", text))
    if shared := re.search(r"Options: those of a question, but for ([^.;]+)", text):
        less = set(re.findall(r"`:([\w-]+):`", shared[1]))
        named = (named | set(block_types()["question"].options)) - less
    assert named == set(block_types()[name].options)


def test_every_kind_of_callout_is_named() -> None:
    assert all(f"`{kind}`" in section(GUIDE, "callout") for kind in KINDS)


def test_pictures_are_there_and_light() -> None:
    shown = {
        f"{view}-{width}-{scheme}.png"
        for view in ("cover", "figure", "question")
        for width in (1280, 320)
        for scheme in ("light", "dark")
    }
    blocks = {f"block-{name}.png" for name in block_types() if name != "text"}
    folder = ROOT / "docs" / "pictures"
    assert {each.name for each in folder.iterdir()} == shown | blocks
    for path in folder.iterdir():
        with Image.open(path) as image:
            assert image.width == (int(path.name.split("-")[1]) if path.name in shown else 760)
        assert path.stat().st_size <= LARGEST, path.name


@pytest.mark.parametrize("name", sorted(set(block_types()) - {"text"}))
def test_every_block_is_shown(name: str) -> None:
    assert f'<img src="pictures/block-{name}.png"' in section(GUIDE, name)
