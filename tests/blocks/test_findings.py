"""Every mistake that the blocks know of: the body of a module -> exactly that code."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import builder.blocks

from .course import codes_of, findings_of
from .exercise_mistakes import CASES as OF_EXERCISES

OPTIONS = """
- [ ] One
  > Why not.
- [x] Two
  > Why.
"""
BECAUSE = "\nBecause: two is one more than one.\n"
WHAT = "Which?\n"
GROUPS = "\n- TO\n  - a\n- WITH\n  - b\n"
FILM = ":title: A film\n:length: 1:00\n:captions: yes\n:transcript: talk.md\n:description: in-narration\n"
YOUTUBE = "https://www.youtube.com/watch?v=2UvDMQyBVLs"


def directive(name: str, body: str, argument: str = "") -> str:
    return f":::{{{name}}} {argument}\n{body}\n:::\n"


def question(body: str) -> str:
    return directive("question", body, "q")


def video(options: str, film: str = YOUTUBE) -> str:
    return directive("video", options, film)


def without(key: str) -> str:
    return "".join(line for line in FILM.splitlines(True) if not line.startswith(f":{key}:"))


def grid(table: str, argument: str = "g") -> str:
    return directive("grid", f"Who gets what?\n\n{table}", argument)


def checklist(items: str) -> str:
    return directive("checklist", f"What have you kept?\n\n{items}", "c")


TABLE = "| | Low | High |\n| --- | --- | --- |\n| Early | TO | WITH |\n"
TALK = ":title: A talk\n:length: 1:00\n:transcript: talk.md\n"
SPOUT = "- 62% 18% The spout\n  It pours.\n"
CROWD = "".join(f"- {10 + n % 5 * 20}% {10 + n // 5 * 20}% Spot {n}\n  It is there.\n" for n in range(21))


def event(name: str = "circle", **given: str) -> str:
    options = {"title": "A circle", "start": "2099-12-08 14:00", "length": "60", **given}
    return directive("event", "\n".join(f":{key}: {value}" for key, value in options.items()), name)


def hotspot(spots: str) -> str:
    return directive("hotspot", f":alt: A kettle\nThe kettle.\n\n{spots}", "window.svg")


MANY = "".join(f"- [ ] Option {n}\n  > No.\n" for n in range(36)) + "- [x] Last\n  > Yes.\n"

CASES = {
    "no prompt": ("Q101", question(OPTIONS + BECAUSE)),
    "no options": ("Q102", question(WHAT + BECAUSE)),
    "one option": ("Q103", question(f"{WHAT}\n- [x] One\n  > Why.\n{BECAUSE}")),
    "nothing right": ("Q104", question(WHAT + OPTIONS.replace("[x]", "[ ]") + BECAUSE)),
    "several right, one allowed": (
        "Q105",
        question(f":multiple: no\n{WHAT}{OPTIONS.replace('[ ]', '[x]')}{BECAUSE}"),
    ),
    "no feedback": ("Q106", question(WHAT + OPTIONS.replace("\n  > Why not.", "") + BECAUSE)),
    "no explanation": ("Q107", question(WHAT + OPTIONS)),
    "two options alike": ("Q108", question(WHAT + OPTIONS.replace("One", "two") + BECAUSE)),
    "37 options": ("Q109", question(f"{WHAT}\n{MANY}{BECAUSE}")),
    "not true and false": ("Q110", directive("true-false", f"{WHAT}{OPTIONS}{BECAUSE}", "t")),
    "true only": ("Q110", directive("true-false", f"It is.\n\n- [x] True\n  > Yes.\n{BECAUSE}", "t")),
    "both true and false": (
        "Q110",
        directive("true-false", f"It is.\n\n- [x] True\n  > Yes.\n- [x] False\n  > No.\n{BECAUSE}", "t"),
    ),
    "half a point": ("Q111", question(f":points: half\n{WHAT}{OPTIONS}{BECAUSE}")),
    "no point": ("Q111", question(f":points: 0\n{WHAT}{OPTIONS}{BECAUSE}")),
    "text left over": ("Q112", question(f"{WHAT}{OPTIONS}\nThink about it.\n{BECAUSE}")),
    "a list in an option": (
        "Q112",
        question(WHAT + OPTIONS.replace("One\n", "One\n  - and a half\n") + BECAUSE),
    ),
    "an option without a box": ("Q113", question(WHAT + OPTIONS.replace("[ ] ", "") + BECAUSE)),
    "teaches nothing": ("Q114", question(f":teaches: examples/nowhere\n{WHAT}{OPTIONS}{BECAUSE}")),
    "one group": ("Q121", directive("sort", f"{WHAT}\n- TO\n  - a\n  - b\n{BECAUSE}", "s")),
    "seven groups": (
        "Q121",
        directive("sort", f"{WHAT}\n" + "".join(f"- {n}\n  - item {n}\n" for n in range(7)) + BECAUSE, "s"),
    ),
    "an empty group": ("Q122", directive("sort", f"{WHAT}{GROUPS}- NOT\n{BECAUSE}", "s")),
    "an item twice": ("Q123", directive("sort", WHAT + GROUPS.replace("- b", "- a") + BECAUSE, "s")),
    "a sort without explanation": ("Q107", directive("sort", WHAT + GROUPS, "s")),
    **OF_EXERCISES,
    "text after feedback": (
        "S121",
        question(WHAT + OPTIONS.replace("not.\n", "not.\n\n  More.\n") + BECAUSE),
    ),
    "a line runs into feedback": (
        "S122",
        question(WHAT + OPTIONS.replace("not.\n", "not.\n  More.\n") + BECAUSE),
    ),
    "a label runs into an option": (
        "S122",
        question(f"{WHAT}\n- [x] One\n  > Why.\n- [ ] Two\nBecause: it is.\n")
        + ":::{callout} tip\nText.\n:::\n",
    ),
    "a label runs into a hint": (
        "S122",
        question(f"{WHAT}{OPTIONS}\nHint: look.\nBecause: it is.\n{BECAUSE}"),
    ),
    "feedback not indented": (
        "S123",
        question(WHAT + OPTIONS.replace("  > Why not.", "> Why not.") + BECAUSE),
    ),
    "neither yes nor no": ("S150", question(f":required: perhaps\n{WHAT}{OPTIONS}{BECAUSE}")),
    "an empty callout": ("S151", directive("callout", "", "tip")),
    "empty details": ("S151", directive("details", "", "More")),
    "text in a summary": ("S152", directive("summary", "All that I did.")),
    "text in a video": ("S152", video(FILM + "\nLook at this.")),
    "an unknown callout": ("S153", directive("callout", "Text.", "warning")),
    "an empty quotation": ("S151", directive("quote", ":by: Ann")),
    "an empty comparison": ("S151", directive("compare", "")),
    "steps without steps": ("S151", directive("steps", "")),
    "an empty glossary": ("S151", directive("glossary", "")),
    "nobody's quotation": ("S109", directive("quote", "It is so.")),
    "two links in one": (
        "S109",
        directive("quote", ":by: [Ann](#start)\n:link: https://example.org/\nIt is so."),
    ),
    "a quotation from nowhere": ("A103", directive("quote", ":by: Ann\n:link: #nowhere\nIt is so.")),
    "columns without names": ("S154", directive("compare", "- TO\n  - a\n- WITH\n  - b")),
    "words before the first step": ("S154", directive("steps", "How:\n\n### Ask\nWho?\n\n### Brew\nTea.")),
    "one voice": ("S155", directive("compare", "### TO\nIt is on the door.")),
    "a step with nothing to do": ("S156", directive("steps", "### Ask\n\n### Brew\nTea.")),
    "a column without a name": ("S107", directive("compare", "### TO\na\n\n###\nb")),
    "a step in a step": ("S132", directive("steps", "#### Ask\nWho?\n\n#### Brew\nTea.")),
    "a term without colon": ("S157", directive("glossary", "Cup\nFor tea.\n\nMug\n: For more tea.")),
    "a term without meaning": ("S157", directive("glossary", "Cup\n:\n\nMug\n: For more tea.")),
    "a meaning without term": ("S157", directive("glossary", ": For tea.\n\nMug\n: For more tea.")),
    "a term that cannot be linked to": ("S106", directive("glossary", "Mug {#The_Mug}\n: For more tea.")),
    "a term twice": ("S158", directive("glossary", "Cup\n: For tea.\n\n*cup*\n: For coffee.")),
    "two terms with one id": ("S158", directive("glossary", "Cup\n: For tea.\n\nMug {#cup}\n: For more.")),
    "a term called like a page": ("S158", directive("glossary", "Start\n: The first page.")),
    "a link to no term": ("A103", "See [mugs](#mugs).\n\n" + directive("glossary", "Mug\n: For more tea.")),
    "a reflection without prompt": ("R101", directive("reflection", ":words: 80", "r")),
    "words not a number": ("R102", directive("reflection", ":words: about 80\nThink.", "r")),
    "an unknown reflection": ("R103", directive("recall", "", "nothing")),
    "recalled too soon": ("R104", directive("recall", "", "r") + directive("reflection", "Think.", "r")),
    "a grid without a table": ("R108", directive("grid", "Who gets what?", "g")),
    "an empty grid": ("R108", directive("grid", "", "g")),
    "a checklist without a list": ("R108", directive("checklist", "What have you kept?", "c")),
    "a grid that asks nothing": ("R109", directive("grid", TABLE, "g")),
    "a checklist that asks nothing": ("R109", directive("checklist", "- A promise", "c")),
    "a grid with names only": ("R110", grid("| Name |\n| --- |\n| Early |\n")),
    "a grid with six columns": (
        "R110",
        grid("|" + " | ".join("nabcdef") + "|\n" + "|-" * 7 + "|\n|x" + "|" * 7),
    ),
    "a grid without rows": ("R112", grid("| | Low |\n| --- | --- |\n")),
    "a grid with 13 rows": ("R112", grid("| | Low |\n|-|-|\n" + "".join(f"| {n} | |\n" for n in range(13)))),
    "a grid with 40 boxes": (
        "R113",
        grid("| |a|b|c|d|e|\n" + "|-" * 6 + "|\n" + "".join(f"| {n} ||||||\n" for n in range(8))),
    ),
    "37 things to tick": ("R113", checklist("".join(f"- Promise {n}\n" for n in range(37)))),
    "a column without name": ("R114", grid(TABLE.replace("High", ""))),
    "a row without name": ("R114", grid(TABLE.replace("Early", ""))),
    "two columns alike": ("R115", grid(TABLE.replace("High", "*low*"))),
    "two rows alike": ("R115", grid(TABLE + "| Early | NOT | FOR |\n")),
    "two things to tick alike": ("R115", checklist("- A promise\n- a promise\n")),
    "a short row": ("R116", grid(TABLE.replace("TO | ", ""))),
    "a long row": ("R116", grid(TABLE.replace("WITH", "WITH | FOR"))),
    "words right below the table": ("R116", grid(TABLE + "Think of one person.\n")),
    "words after the table": ("R117", grid(TABLE + "\nThink of one person.\n")),
    "a second table": ("R117", grid(TABLE + "\n" + TABLE)),
    "words after a checklist": ("R117", checklist("- A promise\n\nThink of one person.\n")),
    "feedback in a checklist": ("R117", checklist("- A promise\n  > Well done.\n")),
    "a list in a checklist": ("R117", checklist("- A promise\n  - and another\n")),
    "a plan with 20 rows": ("R118", directive("plan", ":rows: 20", "p")),
    "a plan with no rows": ("R118", directive("plan", ":rows: 0", "p")),
    "ticked already": ("R119", checklist("- [ ] A promise\n- [x] A secret\n")),
    "a box that cannot be called so": ("S106", grid(TABLE.replace("WITH", "WITH {#With_you}"))),
    "two boxes with one id": (
        "S105",
        grid(TABLE.replace("TO", "TO {#with}").replace("WITH", "WITH {#with}")),
    ),
    "a thing to tick without words": ("S124", checklist("- A promise\n-\n")),
    "a recalled grid": ("R103", grid(TABLE) + directive("recall", "", "g")),
    "two summaries": ("R111", directive("summary", "") + directive("summary", "")),
    "no alternative text": ("M101", directive("figure", "A caption.", "window.svg")),
    "not an image": ("M102", directive("figure", ":alt: A window", "window.tiff")),
    "a long alternative text": ("M103", directive("figure", f":alt: {'word ' * 60}", "window.svg")),
    "a list in a figure": (
        "M104",
        directive("figure", ":alt: A window\nA caption.\n\n- an item", "window.svg"),
    ),
    "no transcript": ("M301", video(without("transcript"))),
    "captions not declared": ("M302", video(without("captions"))),
    "no captions": ("M302", video(without("captions") + ":captions: no\n")),
    "a file without captions file": ("M302", video(FILM, "talk.mp4")),
    "not described": ("M303", video(without("description"))),
    "described somehow": ("M303", video(without("description") + ":description: yes\n")),
    "no reason": ("M304", video(without("captions") + ":captions: none-needed\n")),
    "another site": ("M305", video(FILM, "https://example.org/film")),
    "not a film": ("M305", video(FILM, "talk.avi")),
    "a channel": ("M305", video(FILM, "https://www.youtube.com/@nhsengland")),
    "a length in words": ("M306", video(without("length") + ":length: 14 min\n")),
    "no length at all": ("M306", video(without("length") + ":length: 0:00\n")),
    "not WebVTT": ("M307", video(without("captions") + ":captions: /modules/examples/srt.vtt\n", "talk.mp4")),
    "captions that YouTube cannot use": ("M309", video(without("captions") + ":captions: talk.vtt\n")),
    "two texts": ("M310", video(FILM + ":summary: talk.md\n")),
    "a transcript in Word": ("M311", video(without("transcript") + ":transcript: plan.docx\n")),
    "an empty transcript": ("M311", video(without("transcript") + ":transcript: empty.md\n")),
    "a missing captions file": ("F104", video(without("captions") + ":captions: none.vtt\n", "talk.mp4")),
    "audio without a transcript": (
        "M301",
        directive("audio", TALK.replace(":transcript: talk.md\n", ""), "bell.wav"),
    ),
    "audio of an unknown kind": ("M312", directive("audio", TALK, "talk.wma")),
    "audio from elsewhere": ("M312", directive("audio", TALK, "https://example.org/talk.mp3")),
    "a length of audio in words": ("M306", directive("audio", TALK.replace("1:00", "a minute"), "bell.wav")),
    "an event without a time": ("S159", event(start="2099-12-08")),
    "an event on a day that is none": ("S159", event(start="2099-02-29 14:00")),
    "an event in the hour that is skipped": ("S159", event(start="2099-03-29 01:30")),
    "an event in no time zone": ("S160", event(timezone="Mars/Olympus Mons")),
    "an event of an hour and a half": ("S161", event(length="1:30")),
    "an event that cannot be joined safely": ("S162", event(place="http://meet.example.org/")),
    "an event at no address": ("S162", event(place="https://[/")),
    "more participatory than there is": ("S163", event(participatory="61")),
    "participatory in words": ("S163", event(participatory="all of it")),
    "an event that is over": ("S164", event(start="2020-01-31 14:00")),
    "two events with one id": ("S165", event() + "\n" + event(title="Another")),
    "an event called like a page": ("S165", event("start")),
    "words after the spots": ("S166", hotspot(SPOUT + "\nMind the steam.")),
    "a spot without a place": ("S167", hotspot(SPOUT + "- The lid\n  It stays on.")),
    "a spot outside": ("S167", hotspot(SPOUT + "- 62% 118% The lid\n  It stays on.")),
    "a spot without a name": ("S168", hotspot(SPOUT + "- 20% 20%\n  It stays on.")),
    "a spot that says nothing": ("S168", hotspot(SPOUT + "- 20% 20% The lid")),
    "a picture without spots": ("S169", hotspot("")),
    "21 spots": ("S169", hotspot(CROWD)),
    "two spots under one finger": ("S170", hotspot(SPOUT + "- 64% 20% The lid\n  It stays on.")),
    "two spots with one id": (
        "S171",
        hotspot(SPOUT.replace("spout\n", "spout {#a}\n") + "- 9% 9% Lid {#a}\n  On."),
    ),
    "a spot called like a page": ("S171", hotspot(SPOUT.replace("spout\n", "spout {#start}\n"))),
    "a spot that cannot be linked to": ("S106", hotspot(SPOUT.replace("spout\n", "spout {#The_spout}\n"))),
    "spots without alternative text": ("M101", hotspot(SPOUT).replace(":alt: A kettle\n", "")),
    "spots on no image": ("M102", directive("hotspot", f":alt: A kettle\n\n{SPOUT}", "window.tiff")),
    "a missing download": ("F104", directive("download", ":title: A plan", "plans.docx")),
    "a refused download": ("F121", directive("download", ":title: All sheets", "sheets.zip")),
    "a page to download": ("F121", directive("download", ":title: A page", "page.html")),
}
# What the same mistake also breaks, and is rightly said too.
ALSO = {
    "an option without a box": ("Q106",),
    "a label runs into an option": ("Q106", "Q107"),
    "feedback not indented": ("Q106",),
}
MORE = {
    "modules/examples/srt.vtt": "1\n00:00:00,000 --> 00:00:04,000\nWe sit in a circle.\n",
    "modules/examples/empty.md": "\n",
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_gets_its_finding(name: str) -> None:
    code, body = CASES[name]
    found = codes_of(f"{body}\n", MORE)
    assert code in found
    # follow-on findings of the same block confuse: at most the same code again, or what really is wrong as well
    assert set(found) <= {code, *ALSO.get(name, ())}


@pytest.mark.parametrize("name", CASES)
def test_a_finding_says_what_to_do(name: str) -> None:
    code, body = CASES[name]
    for found in findings_of(f"{body}\n", more=MORE):
        if found.code == code:
            assert found.hint
            assert found.message.endswith((".", "!", "?")) or found.message.endswith("”.")
            assert found.spot.path == "modules/examples/module.md"


def test_every_code_of_the_blocks_has_a_case() -> None:
    own = set()
    for entry in pkgutil.iter_modules(builder.blocks.__path__):
        # Those of account stand in its form (tests/takeaway/test_account.py), of the others a case in tests/checks is all.
        if entry.name in ("account", "scale", "scenario"):
            continue
        module = importlib.import_module(f"builder.blocks.{entry.name}")
        own |= {each.__rule__.code for each in vars(module).values() if hasattr(each, "__rule__")}
    assert len(own) > 40
    assert own <= {code for code, _ in CASES.values()}


def test_a_finding_stands_where_the_mistake_is() -> None:
    body = question(WHAT + OPTIONS.replace("One", "two") + BECAUSE)
    (found,) = findings_of(body)
    line = f"---\ntitle: Examples\nminutes: 10\n---\n{body}".split("\n")[found.spot.line - 1]
    assert line == "- [x] Two"


@pytest.mark.parametrize("code", ["M301", "M303"])
def test_a_finding_about_quality_can_be_silenced_with_a_reason(code: str) -> None:
    key = {"M301": "transcript", "M303": "description"}[code]
    assert codes_of(video(without(key) + f":allow: {code} the maker has not sent it yet\n")) == []


def test_captions_cannot_be_silenced() -> None:
    assert "M302" in codes_of(video(without("captions") + ":allow: M302 no time\n"))
