"""Targets are found by looking at the folders; the web package; the rules about what a target cannot carry."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from builder.model import Course, Site, Source
from builder.resources import resource
from builder.rules import Look, catalogue
from builder.targets import targets
from targets.conftest import COURSE_YAML


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
    return Look(cast(Course, course), None, catalogue()[code])


@pytest.mark.parametrize(("length", "lines"), [(998, []), (999, [4])])
def test_keywords_fit_the_learning_hub(length: int, lines: list[int]) -> None:
    """Two keywords and the comma and space between them: 1,000 characters fit."""
    rule = catalogue()["T101"]
    assert rule.run is not None
    findings = list(rule.run(look("T101", keywords=("x" * (length - 1), "y"))))
    assert [(finding.spot.path, finding.spot.line) for finding in findings] == [
        ("course.yaml", n) for n in lines
    ]
