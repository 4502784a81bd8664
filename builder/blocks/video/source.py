"""What an author names as a film -> where it plays from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from builder.blocks import Located, Reader

HOSTS = {"youtube": "YouTube", "vimeo": "Vimeo"}
TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}


@dataclass(frozen=True)
class Film:
    """`kind`: youtube, vimeo or file. `frame` is loaded on a click, `watch` is the page for people."""

    kind: str
    watch: str
    frame: str = ""
    path: str | None = None
    type: str = ""


def film_of(value: Located, reader: Reader) -> Film | None:
    """The film that is named, or None after saying what is wrong."""
    film = None
    if re.match(r"https?://", value.value, re.I):
        film = _youtube(value.value) or _vimeo(value.value)
    elif value.value.lower().endswith(tuple(TYPES)):
        path = reader.file(value)
        ending = value.value[value.value.rfind(".") :].lower()
        return Film("file", path, path=path, type=TYPES[ending]) if path else None
    if film is None:
        hint = "Name a film on YouTube or Vimeo by its address, or a file that ends in .mp4 or .webm."
        reader.report("M305", value.spot, f"“{value.value}” is no film that the player can show.", hint)
    return film


def _youtube(address: str) -> Film | None:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    name = parse_qs(parts.query).get("v", [""])[0] if parts.path == "/watch" else ""
    if host == "youtu.be":
        name = parts.path.strip("/")
    elif host in ("youtube.com", "youtube-nocookie.com"):
        found = re.match(r"/(?:embed|shorts|live)/([^/]+)", parts.path)
        name = found.group(1) if found else name
    else:
        return None
    if not re.fullmatch(r"[A-Za-z0-9_-]{11}", name):
        return None
    # cc_load_policy=1: captions from the start (PLAYER 32); enablejsapi=1: the frame can say that it is there
    frame = f"https://www.youtube-nocookie.com/embed/{name}?cc_load_policy=1&rel=0&enablejsapi=1&autoplay=1"
    return Film("youtube", f"https://www.youtube.com/watch?v={name}", frame)


def _vimeo(address: str) -> Film | None:
    parts = urlsplit(address)
    found = re.fullmatch(r"/(?:video/)?(\d+)(?:/([0-9a-f]+))?/?", parts.path)
    if (parts.hostname or "") not in ("vimeo.com", "www.vimeo.com", "player.vimeo.com") or found is None:
        return None
    number, private = found.groups()
    private = private or parse_qs(parts.query).get("h", [""])[0]
    secret = f"&h={private}" if re.fullmatch(r"[0-9a-f]+", private or "") else ""
    frame = f"https://player.vimeo.com/video/{number}?dnt=1&autoplay=1{secret}"
    return Film("vimeo", f"https://vimeo.com/{number}" + (f"/{private}" if secret else ""), frame)
