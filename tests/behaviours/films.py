"""A course with a film of each kind, and pages that stand in for the players of YouTube and Vimeo."""

from __future__ import annotations

import io
import shutil
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lms.courses import ROOT, write
from lms.seats import Seat
from playwright.sync_api import BrowserContext, Frame, Locator, Request, Route

COURSE = """id: https://example.org/courses/doors-on-film
title: Doors on film
version: 1.0.0
language: en-GB
description: A short course for tests.
modules: [films]
"""

MODULE = """---
title: Films
minutes: 10
outcomes: [Watch a door]
---

## The hall {#hall}

:::{video} https://www.youtube.com/watch?v=aqz-KE-bpKQ
:title: A door opens
:length: 2:40
:captions: yes
:transcript: door.md
:description: in-narration
:poster: circle.png
:required: yes
:::

:::{video} https://youtu.be/bqz-KE-bpKQ
:title: The same door closes
:length: 0:40
:captions: yes
:description: in-narration
:allow: M301 Nothing is said in it that is not on this page.
:::

## The stairs {#stairs}

:::{video} https://www.youtube.com/watch?v=cqz-KE-bpKQ
:title: A door upstairs
:speaker: A carpenter
:length: 14:20
:captions: yes
:summary: door.md
:description: in-narration
:::

## The lift {#lift}

:::{video} https://vimeo.com/76979871
:title: A door that slides
:length: 1:02:03
:captions: yes
:transcript: door.md
:description: in-narration
:required: yes
:::

## The cellar {#cellar}

:::{video} silence.mp4
:title: Nobody comes in
:length: 0:10
:captions: silence.vtt
:transcript: door.md
:description: in-narration
:poster: circle.png
:required: yes
:::

## The attic {#attic}

:::{video} spoilt.webm
:title: A film that fell down
:length: 0:20
:captions: none-needed
:captions-reason: nobody speaks in it
:transcript: door.md
:description: in-narration
:required: yes
:::
"""

DOOR = """### What is said

A voice says: this door opens inwards.

### What is seen

A hand turns a handle.
"""

TEXTS = {
    "course.yaml": COURSE,
    "modules/films/module.md": MODULE,
    "modules/films/door.md": DOOR,
    "modules/films/silence.vtt": "WEBVTT\n\n00:00.000 --> 00:09.000\nNobody says a word.\n",
}
PAGES = ("hall", "stairs", "lift", "cellar", "attic")
SECONDS = 10

YOUTUBE = """<!doctype html><title>YouTube</title><button>To the end</button><output>loading</output><script>
const output = document.querySelector("output");
let asked = null;
const tell = (playerState) => asked?.postMessage(JSON.stringify({ event: "infoDelivery", info: { playerState } }), "*");
addEventListener("message", ({ data, source }) => {
  const { event, func } = JSON.parse(data);
  if (event === "listening" && !asked) {
    asked = source;
    [-1, 3, 1].forEach(tell);
    output.textContent = "playing";
  }
  if (func === "pauseVideo") output.textContent = "paused";
});
document.querySelector("button").onclick = () => tell(0);
</script>"""
"""Tells who asked for it how the film stands: -1 not begun, 3 waiting, 1 playing, 0 at its end."""

VIMEO = """<!doctype html><title>Vimeo</title><button>To the end</button><output>loading</output><script>
const output = document.querySelector("output");
const wanted = new Set(["ready"]);
const tell = (event) => wanted.has(event) && parent.postMessage(JSON.stringify({ event, player_id: null }), "*");
document.querySelector("button").onclick = () => tell("ended");
addEventListener("load", () => setTimeout(() => {
  addEventListener("message", ({ data }) => {
    const { method, value } = JSON.parse(data);
    if (method === "addEventListener" && !wanted.has(value)) { wanted.add(value); output.textContent = "playing"; }
    if (method === "pause") output.textContent = "paused";
  });
  tell("ready");
}, 100));
</script>"""
"""Its player comes a while after its page, says that it is there, and hears from then on what is wanted of it."""


@dataclass(frozen=True)
class Host:
    """Who has a film: where its player is, where its page for people is, and who answers in its place here."""

    name: str
    page: str
    player: str
    watch: str
    body: str


HOSTS = (
    Host(
        "YouTube",
        "hall",
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        YOUTUBE,
    ),
    Host("Vimeo", "lift", "https://player.vimeo.com/video/76979871", "https://vimeo.com/76979871", VIMEO),
)


def silence() -> bytes:
    """Browsers go by what is in a file, not by its name: every build of Chromium plays this one."""
    with io.BytesIO() as file:
        with wave.open(file, "wb") as film:
            film.setnchannels(1)
            film.setsampwidth(1)
            film.setframerate(8000)
            film.writeframes(b"\x80" * 8000 * SECONDS)
        return file.getvalue()


def lay(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """The course's folder. The picture is that of the blocks' examples."""
    write(folder, texts)
    module = folder / "modules/films"
    shutil.copy(ROOT / "tests/blocks/files/circle.png", module)
    (module / "silence.mp4").write_bytes(silence())
    (module / "spoilt.webm").write_bytes(b"fell")
    return folder


def answering(context: BrowserContext) -> None:
    """From now on somebody answers at the films' addresses."""

    def served(host: Host) -> Callable[[Route], None]:
        return lambda route: route.fulfill(body=host.body, content_type="text/html")

    for host in HOSTS:
        context.route(f"{host.player.rpartition('/')[0]}/**", served(host))
        context.route(f"{host.watch}*", served(host))


def card(view: Frame, number: int = 0) -> Locator:
    """A film of the page that is shown."""
    return view.locator("article.current .video").nth(number)


def play(view: Frame, host: str = "YouTube", number: int = 0) -> Locator:
    """Presses the button; the frame that has taken its place."""
    card(view, number).get_by_role("button", name=f"Play video ({host})", exact=True).click()
    return card(view, number).locator("iframe")


def asked(seat: Seat) -> list[Request]:
    """Every request of this browser to anybody but the package's own server, from now on."""
    found: list[Request] = []
    own = ("http://127.0.0.1", "http://localhost", "data:", "blob:", "about:", "file:")
    seat.context.on("request", lambda each: None if each.url.startswith(own) else found.append(each))
    return found


def plain(requests: list[Request]) -> list[str]:
    """Where they went, without what they asked for there."""
    return [each.url.partition("?")[0] for each in requests]
