"""The lint of packages: the author's file names and sizes are findings, the builder's mistakes exceptions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model import File, Site, Source
from builder.targets import targets
from builder.targets.lint import PackageError, lint
from targets.conftest import make_site

MEGABYTE = 1024 * 1024


def with_media(*media: File) -> tuple[Site, tuple[File, ...]]:
    site = make_site(files=(File.of("style.css", ""), *media))
    return site, targets()["web"].files(site, "<!doctype html>")


@pytest.mark.parametrize("target", ["scorm12", "xapi", "web"])
def test_packages_are_clean(target: str, site: Site) -> None:
    assert lint(site, targets()[target].files(site, "<!doctype html>")) == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("media/team.jpg", []),
        ("media/Team.jpg", ["T001"]),
        ("media/a b.jpg", ["T001"]),
        ("media/a+b.jpg", ["T001"]),
        ("media/a%20b.jpg", ["T001"]),
        ("media/.hidden.png", ["T001"]),
        ("media/grün.png", ["T001"]),
        ("../secret.png", ["T001"]),
        ("/root.png", ["T001"]),
        ("media//two.png", ["T001"]),
        ("media/folder/", ["T001"]),
        (f"media/{'x' * 90}.png", []),
        (f"media/{'x' * 91}.png", ["T001"]),
        ("media/run.exe", ["T002"]),
        ("media/page.php", ["T002"]),
        ("media/page.php5", ["T002"]),
        ("media/all.zip", ["T002"]),
        ("media/module.mjs", ["T002"]),
        ("media/.htaccess", ["T001", "T002"]),
        ("media/python.pdf", []),
    ],
)
def test_names_of_the_authors_files(name: str, codes: list[str]) -> None:
    site, files = with_media(File.of(name, b"x"))
    assert [finding.code for finding in lint(site, files)] == codes


@pytest.mark.parametrize(
    ("megabytes", "codes", "says"),
    [
        (199, [], ""),
        (201, ["T004"], "CrossKnowledge"),
        (251, ["T004"], "Cornerstone"),
        (1025, ["T003"], "1,024"),
    ],
)
def test_sizes(megabytes: int, codes: list[str], says: str) -> None:
    site, files = with_media(File("media/film.mp4", location=Path("film.mp4"), size=megabytes * MEGABYTE))
    findings = lint(site, files)
    assert [finding.code for finding in findings] == codes
    assert all(says in finding.message and "media/film.mp4" in finding.hint for finding in findings)


def test_a_finding_stands_at_the_authors_file(tmp_path: Path) -> None:
    location = tmp_path / "modules/start/Team.jpg"
    site, files = with_media(File("media/Team.jpg", location=location, size=3))
    course = replace(site.course, source=Source(site.course.source.files, tmp_path))
    (finding,) = lint(replace(site, course=course), files)
    assert (finding.spot.path, finding.spot.line) == ("modules/start/Team.jpg", 1)


@pytest.mark.parametrize(
    "more",
    [
        File.of("Style.css", ""),
        File.of("index.html", ""),
        File.of("Other.js", ""),
    ],
)
def test_mistakes_of_the_builder_are_exceptions(more: File, site: Site) -> None:
    with pytest.raises(PackageError):
        lint(site, (*targets()["web"].files(site, ""), more))


def test_a_package_needs_its_page(site: Site) -> None:
    with pytest.raises(PackageError, match=r"index\.html"):
        lint(site, site.files)


def test_nothing_is_loaded_over_http(site: Site) -> None:
    lint(site, targets()["web"].files(site, '<a href="http://example.org">'))
    with pytest.raises(PackageError, match="http"):
        lint(site, targets()["web"].files(site, '<img alt="" src="http://example.org/a.png">'))
