"""A date: said as people say it, in a file that calendars read, and ticked by whoever was there."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component
from playwright.sync_api import expect

from builder import lock
from builder.model import Source
from builder.parse import parse
from builder.render import render

from .conftest import Open
from .course import COURSE, FRONT, codes_of, example, findings_of, package_of, site_of

LONG = "Bring a conversation; one, that did not go well \\\\ dewch â sgwrs – un anodd 🫖 " * 4
LONDON = ZoneInfo("Europe/London")


def event(name: str = "circle", body: str = "", **given: str) -> str:
    options = {"title": "A circle", "start": "2099-12-08 14:00", "length": "60", **given}
    lines = "".join(f":{key}: {value}\n" for key, value in options.items())
    return f":::{{event}} {name}\n{lines}{body}\n:::\n"


def files(body: str) -> dict[str, bytes]:
    found = package_of(site_of(body))
    return {name: data for name, data in found.items() if name.endswith(".ics")}


def read(data: bytes) -> Component:
    """The one event of a file, as another program understands it."""
    calendar = Calendar.from_ical(data)
    assert calendar.get("version") == "2.0"
    assert calendar.get("method") is None
    (found,) = calendar.walk("VEVENT")
    assert found.errors == []
    return found


def only(body: str) -> Component:
    (data,) = files(body).values()
    return read(data)


def words(body: str, language: str = "en-GB") -> str:
    """What stands on the page, in a course of another language."""
    texts = {"course.yaml": f"{COURSE}language: {language}\n"}
    course, _ = parse(Source.of({**texts, "modules/examples/module.md": f"---\n{FRONT}---\n{body}"}))
    assert course is not None
    site = render(course, lock.assign(course)[0])
    html = site.document.context["modules"][0]["pages"][0]["html"]
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_calendar_reads_the_event() -> None:
    found = only(
        event(body="We begin with a *round*.\n\n- Nobody has to speak.", place="Room 3, first floor")
    )
    assert found["summary"] == "A circle"
    assert found["description"] == "We begin with a round.\nNobody has to speak."
    assert found["location"] == "Room 3, first floor"
    assert found.decoded("dtstart") == datetime(2099, 12, 8, 14, tzinfo=UTC)
    assert found.decoded("dtend") == datetime(2099, 12, 8, 15, tzinfo=UTC)
    assert "url" not in found


def test_where_one_joins_is_in_the_calendar_too(opened: Open) -> None:
    address = "https://meet.example.org/circle?room=12&name=a;b"
    found = only(event(place=address))
    assert (found["location"], found["url"]) == (address, address)
    link = opened(event(place=address), scripts=False).page.get_by_role(
        "link", name="Join at meet.example.org"
    )
    expect(link).to_have_attribute("href", address)
    expect(link).to_have_attribute("target", "_blank")


def test_long_and_special_words_survive() -> None:
    (data,) = files(event(title=LONG[:150].strip(), body=LONG)).values()
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(len(each) for each in lines) == 75
    assert not any(b"\n" in each or b"\r" in each for each in lines)
    assert str(read(data)["description"]) == LONG.strip().replace("\\\\", "\\")
    assert str(read(data)["summary"]) == LONG[:150].strip().replace("\\\\", "\\")


@pytest.mark.parametrize(
    ("start", "zone", "utc"),
    [
        ("2099-07-01 14:00", "Europe/London", "2099-07-01 13:00"),
        ("2099-12-08 14:00", "Asia/Kolkata", "2099-12-08 08:30"),
        ("2099-07-01 22:30", "America/New_York", "2099-07-02 02:30"),
    ],
)
def test_the_clocks_of_the_place_hold(start: str, zone: str, utc: str) -> None:
    found = only(event(start=start, timezone=zone, length="90"))
    expected = datetime.fromisoformat(f"{utc}+00:00")
    assert found.decoded("dtstart") == expected
    assert found.decoded("dtend") == expected + timedelta(minutes=90)


def test_an_hour_is_an_hour_when_the_clocks_go_back() -> None:
    said = words(event(start="2099-10-25 00:30", length="120"))
    assert "Sunday 25 October 2099 00:30 to 01:30 UK time" in said
    assert "2 hours" in said


def test_a_calendar_that_has_the_event_moves_it() -> None:
    before, after = only(event()), only(event(start="2099-12-09 10:00", title="The circle"))
    assert before["uid"] == after["uid"]
    assert before["uid"] != only(event("other"))["uid"]


def test_events_without_ids_are_told_apart() -> None:
    found = files(event("") + "\n" + event("", start="2099-12-15 14:00") + "\n" + event("", title="茶"))
    assert len(found) == 3
    assert len({read(each)["uid"] for each in found.values()}) == 3


def test_a_file_of_the_author_is_not_written_over() -> None:
    body = "[Take this](circle.ics) with you.\n\n" + event()
    texts = {
        "course.yaml": COURSE,
        "modules/examples/module.md": f"---\n{FRONT}---\n{body}",
        "modules/examples/circle.ics": b"theirs",
    }
    course, findings = parse(Source.of(texts))
    assert course is not None
    assert findings == []
    found = {
        name: data
        for name, data in package_of(render(course, lock.assign(course)[0])).items()
        if name.endswith(".ics")
    }
    assert found.pop("media/circle.ics") == b"theirs"
    (own,) = found.values()
    assert read(own)["summary"] == "A circle"


def test_the_clock_does_not_decide_what_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert only(event()).decoded("dtstamp") == datetime(1980, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796126400")
    assert only(event()).decoded("dtstamp") == datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_a_package_lists_it() -> None:
    files = package_of(site_of(event()), "scorm12")
    manifest = files["imsmanifest.xml"].decode()
    assert 'href="media/circle.ics"' in manifest
    assert "text/calendar" in manifest


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "Tuesday 8 December 2099 14:00 to 15:00 UK time"),
        ("cy", "Dydd Mawrth 8 Rhagfyr 2099 14:00 i 15:00 amser y DU"),
    ],
)
def test_the_day_is_said_in_the_language_of_the_course(language: str, said: str) -> None:
    assert said in words(event(), language)


def test_another_time_zone_is_named() -> None:
    assert "09:00 to 10:00 New York time" in words(
        event(start="2099-12-08 09:00", timezone="America/New_York")
    )


@pytest.mark.parametrize(("days", "codes"), [(-2, ["S164"]), (2, [])], ids=["over", "to come"])
def test_an_event_that_is_over_is_found(days: int, codes: list[str]) -> None:
    start = datetime.now(LONDON).replace(hour=12) + timedelta(days=days)
    assert codes_of(event(start=f"{start:%Y-%m-%d %H:%M}")) == codes


def test_months_of_ones_own_are_twelve() -> None:
    own = {"strings/en.yaml": "date.months: Spring Summer Autumn Winter\n"}
    (found,) = findings_of(event(), more=own)
    assert (found.code, found.message) == ("W302", "There are 4 months here.")
    months = " ".join("ABCDEFGHIJKL")
    assert findings_of(event(), more={"strings/en.yaml": f"date.months: {months}\n"}) == []


def test_it_is_a_file_to_take_away(opened: Open) -> None:
    course = opened(example("event"))
    course.at("webinar")
    with course.page.expect_download() as download:
        course.page.get_by_role("link", name="Add to your calendar").filter(visible=True).click()
    assert download.value.suggested_filename == "e-webinar.ics"
    assert course.problems == []


def test_who_was_there_ticks_it(opened: Open) -> None:
    course = opened(example("event"), lms=True)
    course.at("circle")
    page = course.page
    forward = page.get_by_role("button", name="Mark as done and continue").filter(visible=True)
    forward.click()
    expect(page.locator("article.current .todo")).to_contain_text("The first circle")
    box = page.get_by_role("button", name="I took part")
    box.click()
    expect(page.get_by_role("button", name="You took part")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("You took part")
    forward.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("As little as possible")
    assert not [each for each in page.evaluate("Object.keys(log)") if each.startswith("cmi.interactions")]
    assert course.problems == []


def test_a_link_leads_to_it(opened: Open) -> None:
    course = opened(example("event"))
    course.at("circle")
    course.page.get_by_role("link", name="about the webinar").click()
    expect(course.page.get_by_role("heading", level=1)).to_have_text("A webinar")
    expect(course.page.locator(".event").filter(visible=True)).to_be_focused()
