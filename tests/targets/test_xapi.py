"""The xAPI package: tincan.xml as a learning system reads it, and statements as an LRS judges them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builder.model import Site
from builder.targets import targets
from builder.targets.lint import PackageError
from builder.targets.xapi import tincan_xml
from builder.targets.xapi.statements import VERBS, parts
from targets.conftest import COURSE_ID

HERE = Path(__file__).parent
TC = "{http://projecttincan.com/tincan.xsd}"


@pytest.mark.parametrize("name", ["course", "module"])
def test_tincan_xml_is_golden(name: str, site: Site, module_site: Site, update_golden: bool) -> None:
    text = tincan_xml(site if name == "course" else module_site)
    path = HERE / "golden" / f"tincan-{name}.xml"
    if update_golden:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_one_activity_and_it_is_the_course(site: Site) -> None:
    root = etree.fromstring(tincan_xml(site).encode())
    (activity,) = root.iter(f"{TC}activity")
    assert activity.get("id") == COURSE_ID
    assert activity.findtext(f"{TC}name") == site.title
    assert activity.findtext(f"{TC}launch") == "index.html"


def test_everything_stands_in_the_package(site: Site) -> None:
    files = [file.path for file in targets()["xapi"].files(site, "<!doctype html>")]
    assert sorted(files) == [
        "NOTICE",
        "index.html",
        "media/window.png",
        "player.js",
        "style.css",
        "tincan.xml",
    ]


@pytest.mark.parametrize("wrong", [{"id": "no iri"}, {"id": "https://e.org/a b"}, {"title": ""}])
def test_a_broken_tincan_xml_is_an_exception(wrong: dict[str, str], site: Site) -> None:
    with pytest.raises(PackageError):
        tincan_xml(replace(site, **wrong))


LISTS = ("choices", "scale", "source", "target", "steps")

# ---------------------------------------------------------------- statements


def test_activities_have_iris_that_no_edit_changes(site: Site) -> None:
    made = parts(site)
    assert made["root"]["id"] == COURSE_ID
    assert made["pages"][2]["id"] == f"{COURSE_ID}/modules/relational-window/pages/panes"
    assert made["activities"][1]["id"] == f"{COURSE_ID}/modules/relational-window/q-rota"


def test_a_module_keeps_the_iris_that_it_has_in_the_course(site: Site, module_site: Site) -> None:
    course, module = parts(site), parts(module_site)
    assert module["root"]["id"] == f"{COURSE_ID}/modules/relational-window"
    assert module["course"] == COURSE_ID
    assert module["pages"].items() <= course["pages"].items()
    assert module["activities"].items() <= course["activities"].items()


def test_questions_are_described(site: Site) -> None:
    made = parts(site)["activities"]
    definition = made[1]["definition"]
    assert definition["type"] == "http://adlnet.gov/expapi/activities/cmi.interaction"
    assert definition["interactionType"] == "choice"
    assert definition["description"] == {"en-GB": "Which of these is *with*?"}
    assert [choice["id"] for choice in definition["choices"]] == ["ask", "mail", "meet"]
    listed = {number: [name for name in LISTS if name in each["definition"]] for number, each in made.items()}
    assert listed == {
        **{1: ["choices"], 2: [], 3: ["source", "target"], 5: ["choices"], 6: ["choices"], 7: [], 8: []},
        **{9: ["scale"], 10: ["steps"]},
    }


def test_long_questions_have_a_short_name_and_stand_whole_in_the_description(site: Site) -> None:
    title = "Which of these? " * 20
    long = replace(site, activities=(replace(site.activities[0], title=title),))
    definition = parts(long)["activities"][1]["definition"]
    assert len(definition["name"]["en-GB"]) <= 120
    assert definition["description"]["en-GB"] == title.strip()


def test_free_text_and_keys_of_assessed_questions_are_no_part_of_it(site: Site) -> None:
    made = parts(site)
    assert 4 not in made["activities"]
    assert "Think of one relationship" not in json.dumps(made)
    assert "correctResponsesPattern" not in json.dumps(made)


def test_statements_pass_an_independent_validator(site: Site, root: Path) -> None:
    command = ["node", str(HERE / "adapters" / "statements.mjs")]
    done = subprocess.run(
        command, input=json.dumps(parts(site)), capture_output=True, text=True, cwd=root, check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert len(answer["spoilt"]) == 1
    judged: list[dict[str, Any]] = answer["judged"]
    assert [each for each in judged if each["warnings"]] == []
    said = {each["statement"]["verb"]["id"].rsplit("/", 1)[1] for each in judged}
    assert said == set(VERBS)
    assert all("version" not in each["statement"] for each in judged)
