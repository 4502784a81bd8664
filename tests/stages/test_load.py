"""A folder on disk -> what belongs to the course, whatever lies in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.load import load
from stages.courses import COURSE, FRONT, MODULE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "course"
    (root / "modules/one").mkdir(parents=True)
    (root / "course.yaml").write_text(COURSE, "utf-8")
    (root / MODULE).write_text(FRONT + "Text.\n", "utf-8")
    return root


def codes(folder: Path) -> list[str]:
    return [each.code for each in load(folder)[1]]


def test_what_belongs_to_the_course(folder: Path) -> None:
    for name in (
        "images/a.png",
        "media/b.mp4",
        "strings/cy.yaml",
        "trusts/x.yaml",
        "dist/old.zip",
        "notes/private.md",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    source, findings = load(folder)
    expected = ["course.yaml", "images/a.png", "media/b.mp4", MODULE, "strings/cy.yaml", "trusts/x.yaml"]
    assert list(source.files) == expected
    assert findings == []


def test_hidden_files_are_left_alone(folder: Path) -> None:
    for name in (".env", "modules/.secret", "modules/one/.DS_Store", "modules/.git/config"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    assert sorted(load(folder)[0].files) == ["course.yaml", MODULE]


def test_media_stay_on_disk(folder: Path) -> None:
    film = folder / "modules/one/film.mp4"
    with film.open("wb") as file:
        file.truncate(5 << 30)
    source, findings = load(folder)
    file = source.files["modules/one/film.mp4"]
    assert (file.size, file.text, file.data, findings) == (5 << 30, None, None, [])
    assert file.location == film.resolve()


def test_line_ends_and_byte_order_marks_vanish(folder: Path) -> None:
    (folder / MODULE).write_bytes(b"\xef\xbb\xbf---\r\ntitle: One\r---\r\nText.\r\n")
    text = load(folder)[0].files[MODULE].text
    assert text == "---\ntitle: One\n---\nText.\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_told_with_their_place(folder: Path, encoding: str) -> None:
    (folder / MODULE).write_bytes((FRONT + "A café.\n").encode(encoding))
    source, findings = load(folder)
    assert [each.code for each in findings] == ["F102"]
    spot = findings[0].spot
    assert (spot.path, spot.line, spot.column) == ((MODULE, 5, 6) if encoding == "cp1252" else (MODULE, 1, 1))
    assert source.files[MODULE].text is None  # there, but not to be read: nobody calls it missing


def test_links_out_of_the_course(folder: Path) -> None:
    secret = folder.parent / "secret.md"
    secret.write_text("secret", "utf-8")
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "more.md").write_text("secret", "utf-8")
    (folder / "modules/one/talk.md").symlink_to(secret)
    (folder / "modules/two").symlink_to(folder.parent / "elsewhere")
    (folder / "images").symlink_to(folder.parent / "elsewhere")
    source, findings = load(folder)
    assert sorted((each.code, each.spot.path) for each in findings) == [
        ("F101", "images"),
        ("F101", "modules/one/talk.md"),
        ("F101", "modules/two"),
    ]
    assert "secret" not in repr(source)


def test_links_inside_the_course_are_files(folder: Path) -> None:
    (folder / "modules/one/same.md").symlink_to(folder / MODULE)
    source, findings = load(folder)
    assert findings == []
    assert source.files["modules/one/same.md"].text == source.files[MODULE].text


def test_links_to_themselves_and_to_nothing(folder: Path) -> None:
    (folder / "modules/one/loop.md").symlink_to("loop.md")
    (folder / "modules/one/gone.md").symlink_to("nothing.md")
    assert codes(folder) == []


def test_pipes_are_not_read(folder: Path) -> None:
    os.mkfifo(folder / "modules/one/pipe.md")
    assert codes(folder) == []


def test_names_that_are_no_text(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/modules/one/\xff.md")).write_text("x", "utf-8")
    assert codes(folder) == []


def test_text_that_is_too_large(folder: Path) -> None:
    (folder / MODULE).write_text("x" * 4_000_001, "utf-8")
    assert codes(folder) == ["F103"]


def test_a_folder_without_a_course(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["Y001"]
    (tmp_path / "course.yaml").mkdir()
    assert codes(tmp_path) == ["Y001"]
