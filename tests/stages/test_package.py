"""Files -> packages that are the same bytes every time, and a dist/ that is never half of anything."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from builder import build as stage
from builder.build import Request, build
from builder.model import File
from builder.package import Outbox, package_name, write_zip
from stages.courses import COURSE, FRONT, GUIDE, MODULE, course

MB = 1 << 20
FILES = (
    File.of("index.html", "<p>" + "text " * 100),
    File.of("style.css", "a{b:c}"),
    File.of("media/b.mp4", b"\x00" * 1000),
    File.of("media/a.png", b"\x00" * 1000),
    File.of("NOTICE", "words"),
)


def entries(path: Path) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.infolist()


def test_entries(tmp_path: Path) -> None:
    write_zip(FILES, tmp_path / "a.zip")
    found = entries(tmp_path / "a.zip")
    assert [each.filename for each in found] == [
        "NOTICE",
        "index.html",
        "media/a.png",
        "media/b.mp4",
        "style.css",
    ]
    for each in found:
        assert not each.is_dir()
        assert each.external_attr >> 16 == 0o100644
        assert each.create_system == 3
        assert each.extra == b""
        assert each.date_time == (1980, 1, 1, 0, 0, 0)
    kinds = {each.filename: each.compress_type for each in found}
    assert kinds["media/b.mp4"] == kinds["media/a.png"] == zipfile.ZIP_STORED
    assert kinds["index.html"] == kinds["style.css"] == kinds["NOTICE"] == zipfile.ZIP_DEFLATED


def test_the_same_files_are_the_same_bytes(tmp_path: Path) -> None:
    write_zip(FILES, tmp_path / "a.zip")
    write_zip(reversed(FILES), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_its_bytes_do_not_follow_the_machine(tmp_path: Path) -> None:
    """Neither its zlib nor Python's zipfile has a part in them."""
    write_zip(FILES, tmp_path / "a.zip")
    digest = hashlib.sha256((tmp_path / "a.zip").read_bytes()).hexdigest()
    assert digest == "5c673ea366c63cf424bbec9fc47a1c122b2c151c4bfee8108406c9e004823b5a"


def test_names_and_files_that_are_not_plain(tmp_path: Path) -> None:
    """Nothing in a file, a name that is not ASCII, and more than one piece of a stream."""
    film = bytes(range(256)) * 5000
    (tmp_path / "film").write_bytes(film)
    made = (File.of("a.txt", ""), File.of("é.txt", "ü"), File("f.mp4", location=tmp_path / "film"))
    write_zip(made, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert {each: archive.read(each) for each in archive.namelist()} == {
            "a.txt": b"",
            "é.txt": "ü".encode(),
            "f.mp4": film,
        }


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        ("1700000000", (2023, 11, 14, 22, 13, 20)),
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("-5", (1980, 1, 1, 0, 0, 0)),
        ("yesterday", (1980, 1, 1, 0, 0, 0)),
        ("", (1980, 1, 1, 0, 0, 0)),
        ("99999999999", (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_source_date_epoch(
    epoch: str, expected: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    write_zip(FILES, tmp_path / "a.zip")
    assert {each.date_time for each in entries(tmp_path / "a.zip")} == {expected}


def test_media_are_streamed(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(100 * MB)  # sparse
    tracemalloc.start()
    with Outbox(tmp_path / "dist") as outbox:
        files = (File.of("index.html", "x"), File("film.mp4", location=film, size=100 * MB))
        outbox.add("a.zip", "web", None, files)
        outbox.deliver()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MB
    with zipfile.ZipFile(tmp_path / "dist" / "a.zip") as archive:
        assert archive.getinfo("film.mp4").file_size == 100 * MB
    (tmp_path / "dist" / "a.zip").unlink()


# ---------------------------------------------------------------- whole builds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "course"
    (made / "modules/one").mkdir(parents=True)
    (made / "course.yaml").write_text(COURSE.replace("[web]", "[web, xapi]"), "utf-8")
    (made / MODULE).write_text(FRONT + "Text.\n\n:::{download} paper.pdf\n:title: Paper\n:::\n", "utf-8")
    (made / "modules/one/paper.pdf").write_bytes(b"%PDF")
    (made / "modules/one/facilitator.md").write_text(GUIDE + "## Before\n\nText.\n", "utf-8")
    return made


def everything(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


def test_what_is_in_dist(folder: Path) -> None:
    result = build(Request(folder))
    assert not result.failed
    dist = everything(folder / "dist")
    assert sorted(dist) == [
        "SHA256SUMS",
        "facilitator.html",
        "handover.html",
        "interactions.csv",
        "small-1.0.0-web.zip",
        "small-1.0.0-xapi.zip",
    ]
    lines = [
        f"{hashlib.sha256(dist[name]).hexdigest()}  {name}" for name in sorted(dist) if name.endswith(".zip")
    ]
    assert dist["SHA256SUMS"].decode().splitlines() == lines
    assert [each.sha256 for each, _ in result.packed] == [line.split()[0] for line in lines]
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


def test_rebuilt_elsewhere_by_another_process_it_is_the_same(folder: Path, tmp_path: Path) -> None:
    build(Request(folder))
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Chatham",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
    }
    command = [
        sys.executable,
        "-m",
        "builder",
        "-C",
        str(folder),
        "--out",
        str(tmp_path / "else" / "where"),
        "-q",
    ]
    subprocess.run(command, check=True, env=environment, umask=0o077)
    assert everything(tmp_path / "else" / "where") == everything(folder / "dist")


def test_an_older_package_stays_and_is_in_the_sums(folder: Path) -> None:
    build(Request(folder))
    text = (folder / "course.yaml").read_text("utf-8")
    (folder / "course.yaml").write_text(text.replace("1.0.0", "1.1.0"), "utf-8")
    build(Request(folder, targets=("web",)))
    sums = (folder / "dist" / "SHA256SUMS").read_text("utf-8")
    assert [line.split()[1] for line in sums.splitlines()] == [
        "small-1.0.0-web.zip", "small-1.0.0-xapi.zip", "small-1.1.0-web.zip",
    ]  # fmt: skip


@pytest.mark.parametrize("when", ["lint", "handover", "facilitator"])
def test_a_build_that_breaks_half_way_changes_nothing(
    when: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(Request(folder))
    (folder / MODULE).write_text(FRONT + "Other text.\n\n## New page\n\nMore.\n", "utf-8")
    before = everything(folder)
    calls = []
    real = getattr(stage, when)

    def breaks(*arguments: object) -> object:
        calls.append(arguments)
        if when != "lint" or len(calls) > 1:  # the first package is ready by then
            raise RuntimeError("power cut")
        return real(*arguments)

    monkeypatch.setattr(stage, when, breaks)
    with pytest.raises(RuntimeError, match="power cut"):
        build(Request(folder))
    assert everything(folder) == before
    assert sorted(each.name for each in folder.iterdir()) == ["course.lock", "course.yaml", "dist", "modules"]


def test_a_mistake_that_only_a_package_shows_changes_nothing(folder: Path) -> None:
    build(Request(folder))
    (folder / MODULE).write_text(FRONT + "[x](tool.exe)\n", "utf-8")
    (folder / "modules/one/tool.exe").write_bytes(b"MZ")
    before = everything(folder)
    result = build(Request(folder))
    assert ([each.code for each in result.findings], result.packed) == (["T002"], [])
    assert everything(folder) == before


def test_names_of_packages() -> None:
    made = course("Text.\n")
    assert package_name(made, {"one": 1}, None, "scorm12") == "small-1.0.0-scorm12.zip"
    assert package_name(made, {"one": 1}, made.modules[0], "web") == "small-1.0.0-m01-one-web.zip"
    for identity in ("urn:x:Ünser Kurs".replace(" ", "-"), "https://example.org/", "x:日本"):
        settings = made.settings.model_copy(update={"id": identity})
        name = package_name(type(made)(settings, made.modules, made.source), {}, None, "web")
        assert name.isascii()
        assert name.endswith("-1.0.0-web.zip")
        assert not name.startswith("-")
