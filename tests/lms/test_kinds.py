"""One activity of every kind that is recorded, done by clicks: the exact values that each LMS and LRS ends up with."""

from __future__ import annotations

import json
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from builder.simulators import Lms, Lrs, PackageServer, profile

from .courses import ROOT, Packages, pack, write
from .desk import Desk
from .learner import Learner
from .test_strangers import ScormAgain, listed

COURSE = {
    "course.yaml": "id: https://example.org/courses/kinds\ntitle: All kinds\nversion: '1'\nmodules: [kinds]\n",
    "modules/kinds/module.md": """---
title: Kinds
minutes: 5
---

:::{question} q-one
Which two are doors?

- [x] A gate {#gate}
  > Yes.
- [ ] A wall {#wall}
  > No.
- [x] A hatch {#hatch}
  > Yes.

Because: both open.
:::

:::{true-false} t-one
A door opens.

- [x] True
  > Yes.
- [ ] False
  > Try it.

Because: it does.
:::

:::{sort} s-one
Where does it go?

- In {#in}
  - Coming {#coming}
- Out {#out}
  - Going {#going}

Because: of the words.
:::

:::{match} m-one
What belongs together?

- Key {#key}
  - Lock {#lock}
- Knock {#knock}
  - Wood {#wood}

Because: each needs the other.
:::

:::{order} o-one
In which order?

- Knock {#first}
- Wait {#second}
- Enter {#third}

Because: that is polite.
:::

:::{answer} a-one
What do you turn?

- [x] The handle {#handle}
- [x] the knob {#knob}
- [ ] the page {#page}
  > That is a book.

Because: it has one.
:::

:::{answer} n-one
:tolerance: 0.5
How high is it, in metres?

- [x] 2 {#two}

Because: of tall people.
:::

:::{scale} l-one
:recorded: yes
How safe is it behind it?

- Not at all {#not}
- Somewhat {#some}
- Very {#very}
:::

:::{scale} l-private
How safe is it before it?

- No
- Yes
- Very much so
:::

:::{scenario} c-one
:recorded: yes
Somebody knocks.

### At the door {#door}

They wait.

- “Come in.” -> #inside {#come}
- “Who is it?” -> #outside {#who}

### They come in {#inside}

The end.

### They go away {#outside}

They do not hear you.

- “Wait!” -> #inside {#wait}
:::

:::{reflection} r-one
What is behind your door?
:::
""",
}
# id, type, student_response, patterns, result: standards 1.5, the form that every checker takes.
RECORDED = [
    ("kindsqone", "choice", "a,b", ["a,c"], "wrong"),
    ("kindstone", "true-false", "t", ["t"], "correct"),
    ("kindssone", "matching", "1.a,2.a", ["1.a,2.b"], "wrong"),
    ("kindsmone", "matching", "1.a,2.b", ["1.a,2.b"], "correct"),
    ("kindsoone", "sequencing", "b,a,c", ["a,b,c"], "wrong"),
    ("kindsaone", "fill-in", "the KNOB", ["The handle", "the knob"], "correct"),
    ("kindsnone", "numeric", "2.5", ["2"], "correct"),
    ("kindslone", "likert", "2", [], "neutral"),
    ("kindscone", "performance", "1b3c", [], "neutral"),
]
# The same in xAPI: response, patterns, success, scaled score (Data, appendix C).
SAID = {
    "q-one": ("choice", "gate[,]wall", ["gate[,]hatch"], False, 0),
    "t-one": ("true-false", "true", ["true"], True, 1),
    "s-one": ("matching", "coming[.]in[,]going[.]in", ["coming[.]in[,]going[.]out"], False, 0.5),
    "m-one": ("matching", "key[.]lock[,]knock[.]wood", ["key[.]lock[,]knock[.]wood"], True, 1),
    "o-one": ("sequencing", "second[,]first[,]third", ["first[,]second[,]third"], False, 0.3333),
    "a-one": ("fill-in", "the KNOB", ["The handle", "the knob"], True, 1),
    "n-one": ("numeric", "2.5", ["1.5[:]2.5"], True, 1),
    "l-one": ("likert", "some", None, None, None),
    "c-one": ("performance", "door[.]who[,]outside[.]wait", None, None, None),
}


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(write(tmp_path_factory.mktemp("kinds") / "course", COURSE), "course")


def answer_all(view: Page | Frame) -> None:
    """Each as a learner does it, some of them wrong."""
    view.get_by_role("link", name="Start").first.click()

    def check(name: str) -> None:
        view.locator(f"#{name}").get_by_role("button", name="Check answer").click()
        expect(view.locator(f"#{name} .feedback")).to_be_visible()

    view.get_by_label("A gate").check()
    view.get_by_label("A wall").check()
    check("q-one")
    view.locator("#t-one").get_by_label("True").check()
    check("t-one")
    view.get_by_label("Coming").select_option("In")
    view.get_by_label("Going").select_option("In")
    check("s-one")
    view.get_by_label("Key").select_option("Lock")
    view.get_by_label("Knock", exact=True).select_option("Wood")
    check("m-one")
    Learner(view, []).put(view.locator("#o-one"), ["Wait", "Knock", "Enter"])
    check("o-one")
    view.locator("#a-one input").fill(" the  KNOB")
    check("a-one")
    view.locator("#n-one input").fill("2.5 m")
    check("n-one")
    view.locator("#l-one").get_by_label("Somewhat").check()
    view.locator("#l-private").get_by_label("Yes").check()
    view.get_by_role("link", name="Who is it?").click()
    view.get_by_role("link", name="Wait!").click()
    view.locator("#r-one textarea").fill("A garden, and nobody is told.")


def told(interactions: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (
            each["id"],
            each["type"],
            each["student_response"],
            [
                one["pattern"] if isinstance(one, dict) else one
                for one in listed(each.get("correct_responses", []))
            ],
            each["result"],
        )
        for each in interactions
    ]


@pytest.mark.parametrize("name", ["moodle_strict", "moodle_lax", "learning_hub"])
def test_every_kind_in_an_lms(context: BrowserContext, kinds: Packages, name: str) -> None:
    with Lms(profile(name), kinds.zip("scorm12")) as lms:
        desk = Desk(lms, context, kinds.modules)
        learner = desk.launch()
        answer_all(learner.view)
        desk.wait(lambda lms: len(lms.attempt.interactions) == len(RECORDED))
        learner.saved()
        assert told(lms.attempt.interactions) == RECORDED
        assert desk.refused() == []
        assert "garden" not in json.dumps(lms.attempt.interactions)


def test_every_kind_in_scorm_again(context: BrowserContext, kinds: Packages) -> None:
    host = ScormAgain(kinds.zip("scorm12"))
    with host.server:
        page = context.new_page()
        page.goto(host.server.origin + "/")
        frame = page.frame(name="content")
        assert frame
        expect(frame.locator("#save-state")).not_to_be_empty()
        answer_all(frame)
        with page.expect_response("**/commit"):
            frame.get_by_role("button", name="Save and exit").first.click()
        assert told(listed(host.kept["interactions"])) == RECORDED
    host.package.close()


def test_every_kind_in_an_lrs(context: BrowserContext, lrs: Lrs, kinds: Packages, tmp_path: Path) -> None:
    actor = {"objectType": "Agent", "account": {"homePage": "https://trust.example", "name": "ada"}}
    with PackageServer(kinds.zip("xapi")) as site:
        page = context.new_page()
        page.goto(lrs.launch_url(site.url(), actor, str(uuid.uuid4())))
        expect(page.locator("#save-state")).not_to_be_empty()
        answer_all(page)
        lrs.wait(lambda lrs: len(_answered(lrs)) == len(SAID))
        found = {
            each["object"]["id"].rsplit("/", 1)[1]: (
                each["object"]["definition"]["interactionType"],
                each["result"]["response"],
                each["object"]["definition"].get("correctResponsesPattern"),
                each["result"].get("success"),
                each["result"].get("score", {}).get("scaled"),
            )
            for each in _answered(lrs)
        }
        assert found == SAID
        done = subprocess.run(
            ["node", str(Path(__file__).with_name("validate.cjs")), str(ROOT)],
            input=json.dumps(lrs.statements),
            capture_output=True,
            text=True,
            check=True,
        )
        assert [each for each in json.loads(done.stdout) if each] == []


def _answered(lrs: Lrs) -> list[dict[str, Any]]:
    return [each for each in lrs.statements if each["verb"]["id"].endswith("/answered")]
