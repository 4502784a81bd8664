"""Targets are found by looking at the folders; the web package; the rules about what a target cannot carry."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from builder.model import Course, Option, Site, Source, Spot, Tracked
from builder.resources import resource
from builder.rules import Look, catalogue
from builder.targets import targets
from tests.targets.conftest import COURSE_YAML


def test_a_target_is_a_folder_with_an_adapter() -> None:
    folder = Path(__file__).parent.parent.parent / "builder/targets"
    assert list(targets()) == sorted(path.parent.name for path in folder.glob("*/adapter.ts"))


@pytest.mark.parametrize("name", ["scorm12", "xapi", "web"])
def test_the_adapters_data_is_json(name: str, site: Site) -> None:
    json.dumps(targets()[name].data(site))


def test_the_web_package_has_no_manifest(site: Site) -> None:
    files = {file.path: file for file in targets()["web"].files(site, "<p>é</p>")}
    assert sorted(files) == ["NOTICE", "index.html", "media/window.png", "player.js", "style.css"]
    assert files["index.html"].data == "<p>é</p>".encode()
    assert files["player.js"].data == resource("player/built/web.js").read_bytes()


def test_a_resource_that_is_nowhere_is_a_broken_installation() -> None:
    with pytest.raises(FileNotFoundError, match="player/built/none"):
        resource("player/built/none.js")


def look(code: str, *blocks: Any, keywords: tuple[str, ...] = ()) -> Look:
    """A course with the blocks on one page, as the rule with this code sees it."""
    page = SimpleNamespace(blocks=blocks)
    course = SimpleNamespace(
        settings=SimpleNamespace(keywords=keywords),
        source=Source.of({"course.yaml": COURSE_YAML}),
        blocks=lambda: [(None, page, block) for block in blocks],
    )
    return Look(cast(Course, course), None, catalogue()[code], {})


def block(options: int, groups: int = 0) -> Any:
    def made(count: int) -> tuple[Option, ...]:
        return tuple(Option(f"Option {number}", Spot("module.md", 9)) for number in range(count))

    tracked = Tracked("choice", "Which?", "Which?", made(options), made(groups))
    return SimpleNamespace(spot=Spot("module.md", 7), tracked=lambda: tracked)


@pytest.mark.parametrize(
    ("options", "groups", "lines"), [(36, 0, []), (37, 0, [7]), (2, 37, [7]), (36, 36, [])]
)
def test_thirty_six_options_can_be_told_apart(options: int, groups: int, lines: list[int]) -> None:
    seen = look("T101", block(options, groups), SimpleNamespace(tracked=lambda: None))
    rule = catalogue()["T101"]
    assert rule.run is not None
    findings = list(rule.run(seen))
    assert [finding.spot.line for finding in findings] == lines
    assert all("37" in finding.message for finding in findings)


@pytest.mark.parametrize(("length", "lines"), [(998, []), (999, [4])])
def test_keywords_fit_the_learning_hub(length: int, lines: list[int]) -> None:
    """Two keywords and the comma and space between them: 1,000 characters fit."""
    rule = catalogue()["T102"]
    assert rule.run is not None
    findings = list(rule.run(look("T102", keywords=("x" * (length - 1), "y"))))
    assert [(finding.spot.path, finding.spot.line) for finding in findings] == [
        ("course.yaml", n) for n in lines
    ]
