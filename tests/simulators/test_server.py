"""What the LMS takes from a package, and how it serves it."""

from __future__ import annotations

import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from builder.simulators import Lms, ManifestError, PackageServer, profile, read_tincan

from .conftest import course, manifest


def get(url: str, **headers: str) -> tuple[int, str, bytes]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, "", b""


def zipped(at: Path, package: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(at, "w") as file:
        for name, data in package.items():
            file.writestr(name, data)
    return at


def test_a_zip_and_a_folder_are_served_alike(tmp_path: Path) -> None:
    package = course() | {"a/b.svg": b"<svg/>"}
    folder = tmp_path / "folder"
    for name, data in package.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (tmp_path / "secret.txt").write_text("no")
    for source in (zipped(tmp_path / "c.zip", package), folder):
        with Lms(profile("moodle_strict"), source) as lms:
            at = f"{lms.origin}/content/1"
            assert get(f"{at}/a/b.svg") == (200, "image/svg+xml", b"<svg/>")
            assert get(f"{at}/script.mjs")[1] == "text/plain; charset=utf-8"
            assert get(f"{at}/../secret.txt")[0] == 404
            assert get(f"{at}/..%2fsecret.txt")[0] == 404
            assert get(f"{at}/a")[0] == 404
            assert get(f"{at}/a/b.svg", Range="bytes=1-3") == (206, "image/svg+xml", b"svg")


def test_a_package_without_an_lms() -> None:
    with PackageServer(course()) as server:
        assert get(server.url()) == (200, "text/html; charset=utf-8", course()["index.html"])


@pytest.mark.parametrize(
    ("package", "reason"),
    [
        ({}, "no imsmanifest.xml"),
        ({"imsmanifest.xml": b"<manifest>"}, "not XML"),
        ({"imsmanifest.xml": b"<manifest/>"}, "no item"),
        (course(href="other.html"), "which is not in the package"),
    ],
)
def test_packages_that_are_refused(package: dict[str, bytes], reason: str) -> None:
    with pytest.raises(ManifestError, match=reason):
        Lms(profile("moodle_strict"), package)


def test_moodle_takes_another_prefix_for_an_asset() -> None:
    package = course(prefix="cp")
    assert Lms(profile("moodle_strict"), package).attempt.status == "completed"
    assert Lms(profile("esr"), package).attempt.status == "not attempted"


def test_moodle_finds_nothing_under_a_prefixed_root() -> None:
    root = manifest().replace(b"<manifest", b"<x:manifest").replace(b"</manifest", b"</x:manifest")
    prefixed = root.replace(b"xmlns=", b"xmlns:x=")
    with pytest.raises(ManifestError, match="prefix"):
        Lms(profile("moodle_strict"), {"imsmanifest.xml": prefixed})


def test_a_new_version_keeps_the_attempt() -> None:
    with Lms(profile("esr"), course()) as lms:
        lms.attempt.values["cmi.suspend_data"] = "x"
        lms.publish(course() | {"new.html": b"new"})
        assert get(f"{lms.origin}/content/1/new.html")[2] == b"new"
        assert lms.attempt.suspend_data == "x"


def test_tincan() -> None:
    text = b"""<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
      <activity id="https://e.org/c" type="t"><name>C</name><launch lang="en">index.html</launch></activity>
      </activities></tincan>"""
    found = read_tincan(text)
    assert (found.activity_id, found.launch) == ("https://e.org/c", "index.html")
    with pytest.raises(ManifestError, match=r"no tincan\.xml"):
        read_tincan(None)
