"""Every sample of the authors' guide is copied into a small course and built: there must be nothing to mend."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml

from docs.documents import EXAMPLES, GUIDE, Fence, built, copied, fences

SAMPLES = [each for each in fences(GUIDE) if each.name]
COURSE = """\
id: https://example.org/courses/sample
title: Sample
version: 1.0.0
modules: [boil, look, ask, sample]
targets: [web]
"""
FRONT = "---\ntitle: Sample\nminutes: 10\n---\n\n"
TEST = FRONT.replace("---\n\n", "assessment: {pass_mark: 50}\n---\n\n")
QUESTION = ":::{true-false}\nTea is hot.\n\n- [x] True\n  > Yes.\n- [ ] False\n  > Not yet.\n\nBecause: it is.\n:::\n"


def course_with(sample: Fence, folder: Path) -> Path:
    """The modules that the guide speaks of, and one in which the sample stands beside the guide's files."""
    course = copied("everything", folder)
    for name in ("taste-test", "washing-up", "one-for-the-road", "last-drop"):
        (course / "modules" / name / "module.md").unlink()
    (course / "course.lock").unlink()
    (course / "course.yaml").write_text(COURSE, "utf-8")
    own = course / "modules" / "sample"
    own.mkdir()
    for file in (course / "modules" / "look").iterdir():
        if file.name != "module.md":
            (own / file.name).write_bytes(file.read_bytes())
    module = own / "module.md"
    module.write_text(FRONT + "Text.\n", "utf-8")
    if sample.name == "page":
        module.write_text(FRONT + sample.text, "utf-8")
    elif sample.name == "module.md":
        module.write_text(sample.text, "utf-8")
    elif sample.name == "course.yaml":
        modules_for(sample, course)
    elif "/" in sample.name:
        (course / sample.name).parent.mkdir(exist_ok=True)
        (course / sample.name).write_text(sample.text, "utf-8")
    else:
        own_form = f":::{{account}} a-sample\n:form: {sample.name}\n:::\n"
        film = (each.text for each in SAMPLES if f":transcript: {sample.name}" in each.text)
        module.write_text(FRONT + next(film, own_form), "utf-8")
        (own / sample.name).write_text(sample.text, "utf-8")
    return course


def modules_for(sample: Fence, course: Path) -> None:
    """Modules with the names that a sample of course.yaml has."""
    (course / "course.yaml").write_text(sample.text, "utf-8")
    settings = yaml.safe_load(sample.text)
    for notes in course.glob("modules/*/facilitator.md"):
        notes.unlink()  # they lead to pages that these modules do not have
    for slug in settings["modules"]:
        file = course / "modules" / slug / "module.md"
        file.parent.mkdir(exist_ok=True)
        test = settings.get("completion", {}).get("assessment") == slug
        file.write_text(TEST + QUESTION if test else FRONT + "Text.\n", "utf-8")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: f"line {each.line} {each.name}")
def test_builds_without_findings(sample: Fence, tmp_path: Path) -> None:
    assert built(course_with(sample, tmp_path)).packed


def test_everything_that_can_be_built_is_marked() -> None:
    unmarked = [
        each.line for each in fences(GUIDE) if each.language in ("markdown", "yaml") and not each.name
    ]
    assert not unmarked, f"samples without a <!-- sample: … --> comment at lines {unmarked}"


@pytest.mark.parametrize(
    ("name", "path"), [("course.yaml", "course.yaml"), ("module.md", "modules/open-questions/module.md")]
)
def test_the_small_course_is_the_one_to_copy(name: str, path: str) -> None:
    first = next(each for each in SAMPLES if each.name == name)
    assert first.text == (EXAMPLES / "first-course" / path).read_text("utf-8")


def test_own_words_reach_the_page(tmp_path: Path) -> None:
    sample = next(each for each in SAMPLES if each.name.startswith("strings/"))
    course = course_with(sample, tmp_path)
    built(course)
    with zipfile.ZipFile(next((course / "dist").glob("*.zip"))) as archive:
        page = archive.read("index.html").decode()
    for words in yaml.safe_load(sample.text).values():
        assert f">{words}<" in page
