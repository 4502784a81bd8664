"""`:::{video} https://www.youtube.com/watch?v=…` -> a film with its words, loaded when asked for."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Self

from builder.blocks import Directive, FileUse, Located, Reader
from builder.blocks.figure import picture
from builder.blocks.recording import Recording, read_recording
from builder.blocks.video.source import HOSTS, Film, film_of
from builder.findings import Finding
from builder.rules import Look, reported, rule

DESCRIPTIONS = ("in-narration", "track", "second-version")


class Video(Recording):
    """`captions`, `description`: as written, judged by the rules below. `vtt` is a file's captions."""

    argument: ClassVar[str] = "url"
    options: ClassVar[Mapping[str, bool]] = {
        "title": True, "length": True, "captions": False, "captions-reason": False, "transcript": False,
        "summary": False, "description": False, "speaker": False, "poster": False, "required": False,
    }  # fmt: skip
    done: ClassVar[str] = "watched"

    film: Film
    captions: Located | None
    captions_reason: Located | None
    vtt: str | None
    vtt_text: str | None
    description: Located | None
    two_texts: Located | None
    poster: str | None

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        given = directive.options
        film = film_of(directive.argument, reader)
        fields = read_recording(directive, reader)
        poster = picture(given["poster"], reader) if "poster" in given else None
        captions = given.get("captions")
        vtt = reader.file(captions) if captions and captions.value.endswith(".vtt") else None
        if film is None or fields is None:
            return None
        return cls(
            **fields,
            film=film,
            captions=captions,
            captions_reason=given.get("captions-reason"),
            vtt=vtt,
            vtt_text=reader.text(vtt) if vtt else None,
            description=given.get("description"),
            two_texts=given.get("summary") if "transcript" in given else None,
            poster=poster,
        )

    def place(self) -> str:
        return self.film.watch

    def files(self) -> Iterable[FileUse]:
        own = (self.film.path, self.poster)
        return tuple(FileUse(path, self.spot) for path in own if path)

    def context(self, course: Any) -> Mapping[str, Any]:
        """Captions go into the page itself: from disk a browser refuses to read them out of a file."""
        packed = base64.b64encode((self.vtt_text or "").encode()).decode()
        return {
            "host": HOSTS.get(self.film.kind, ""),
            "language": course.settings.language,
            "captions": f"data:text/vtt;charset=utf-8;base64,{packed}",
        }


@rule("M302", "error", of=Video)
def no_captions(block: Video, look: Look) -> Iterator[Finding]:
    """
    What it finds: a video that does not say that it has captions; for a file: that names no captions file.

    Why it matters: captions are required for recorded video with sound (WCAG 1.2.2).

    Wrong: no `:captions:` line, or `:captions: yes` on a file

    Right: `:captions: yes` on YouTube or Vimeo, `:captions: talk.vtt` on a file, `:captions: none-needed`
    with `:captions-reason:` where nothing is said
    """
    said = block.captions.value if block.captions else ""
    spot = block.captions.spot if block.captions else block.spot
    if said == "none-needed" or said.endswith(".vtt"):
        return
    if block.film.kind == "file":
        yield look.finding(
            spot, "The video has no captions file.", "Add :captions: and the name of a .vtt file."
        )
    elif said != "yes":
        hint = "If it has captions that people made, add :captions: yes. If not, choose another film."
        yield look.finding(spot, "The video does not say that it has captions.", hint)


@rule("M303", "error", quality=True, of=Video)
def not_described(block: Video, look: Look) -> Iterator[Finding]:
    """
    What it finds: a video that does not say how those who cannot see it learn what is only to be seen.

    Why it matters: audio description is required where the narration does not say it (WCAG 1.2.5).

    Wrong: no `:description:` line

    Right: `:description: in-narration` (the words say it all), `track` or `second-version`
    """
    said = block.description
    if said is None or said.value not in DESCRIPTIONS:
        message = (
            f"“{said.value}” is no way to describe what is only seen."
            if said
            else ("Nothing says how people who cannot see the video learn what it only shows.")
        )
        hint = "Write :description: in-narration where the words say it all; or track, or second-version."
        yield look.finding(said.spot if said else block.spot, message, hint)


@rule("M304", "error", of=Video)
def no_reason(block: Video, look: Look) -> Iterator[Finding]:
    """
    What it finds: `:captions: none-needed` without a reason.

    Why it matters: whoever audits the course must be able to see that it was thought about.

    Wrong: `:captions: none-needed` alone

    Right: `:captions-reason: nobody speaks in it`
    """
    if block.captions and block.captions.value == "none-needed" and block.captions_reason is None:
        hint = "Add :captions-reason: and say why."
        yield look.finding(block.captions.spot, "It is not said why no captions are needed.", hint)


@reported("M305", "error")
def not_a_film() -> None:
    """
    What it finds: a video that is neither a film on YouTube or Vimeo nor a file that browsers play.

    Why it matters: the player could not show it.

    Wrong: `:::{video} talk.avi`

    Right: `:::{video} talk.mp4`
    """


@rule("M307", "error", of=Video)
def not_webvtt(block: Video, look: Look) -> Iterator[Finding]:
    """
    What it finds: a captions file that does not begin with the word WEBVTT.

    Why it matters: browsers ignore it without a word, and the film has no captions.

    Wrong: an .srt file renamed to .vtt

    Right: a file whose first line is `WEBVTT`
    """
    if block.vtt and not (block.vtt_text or "").startswith("WEBVTT") and block.captions:
        hint = "Save the captions as WebVTT: the first line must be WEBVTT."
        yield look.finding(block.captions.spot, f"“{block.captions.value}” is not a WebVTT file.", hint)


@rule("M309", "error", of=Video)
def captions_elsewhere(block: Video, look: Look) -> Iterator[Finding]:
    """
    What it finds: a captions file for a film on YouTube or Vimeo.

    Why it matters: their players cannot show it; learners would have no captions.

    Wrong: `:captions: talk.vtt` on a YouTube film

    Right: captions added on YouTube, and `:captions: yes` here
    """
    if block.film.kind != "file" and block.captions and block.captions.value.endswith(".vtt"):
        hint = f"Add the captions on {HOSTS[block.film.kind]}, then write :captions: yes."
        message = f"A film on {HOSTS[block.film.kind]} cannot use a captions file of the course."
        yield look.finding(block.captions.spot, message, hint)


@rule("M310", "error", of=Video)
def two_texts(block: Video, look: Look) -> Iterator[Finding]:
    """
    What it finds: a video with both a transcript and a summary.

    Why it matters: only the transcript would be shown; who can read all of it needs no summary.

    Wrong: `:transcript: talk.md` and `:summary: short.md`

    Right: one of them
    """
    if block.two_texts is not None:
        yield look.finding(
            block.two_texts.spot, "The video has a transcript already.", "Keep one of the two."
        )
