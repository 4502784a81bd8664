"""Files of the course that go into a package: safe names, sizes of images, drawings put inline."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from pathlib import PurePosixPath

from PIL import Image

from builder.model import File, Source, SourceFile
from builder.svg import clean_svg, drawing_size

Image.MAX_IMAGE_PIXELS = 50_000_000  # a bomb is refused, not unpacked


class Media:
    """Collects the files that a rendered course uses, each once, under a name every LMS accepts."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.names: dict[str, str] = {}  # path in the course folder -> path in the package
        self.texts: dict[str, File] = {}  # what no author wrote, by its path in the package
        self.drawn = 0

    def url(self, path: str) -> str:
        """The file's path in the package; using it puts it there."""
        if path not in self.names:
            self.names[path] = _free(safe_name(path), {*self.names.values(), *self.texts}, path)
        return self.names[path]

    def made(self, name: str, text: str) -> str:
        """A file that the builder writes (an event for calendars), put into the package; its path there."""
        taken = {*self.names.values(), *self.texts}
        path = _free(safe_name(name), taken, text)
        self.texts[path] = File.of(path, text)
        return path

    def drawing(self, path: str, attributes: dict[str, str]) -> str:
        """An SVG file as an element."""
        self.drawn += 1
        return clean_svg(self._file(path).read(), f"d{self.drawn}-", attributes)

    def size(self, path: str) -> tuple[int, int] | None:
        """Width and height of a picture or a drawing in pixels; None when it cannot be read."""
        file = self._file(path)
        return drawing_size(file.read()) if path.lower().endswith(".svg") else image_size(file)

    def files(self) -> tuple[File, ...]:
        """The collected files, streamed from disk when packaged."""
        found = []
        for path, name in self.names.items():
            file = self._file(path)
            if file.location is not None:
                found.append(File(name, location=file.location, size=file.size))
            else:
                found.append(File.of(name, file.read()))
        return tuple(sorted([*found, *self.texts.values()], key=lambda each: each.path))

    def _file(self, path: str) -> SourceFile:
        file = self.source.get(path)
        assert file is not None, path
        return file


def image_size(file: SourceFile) -> tuple[int, int] | None:
    """Width and height in pixels, without reading the pixels."""
    try:
        with Image.open(file.location or io.BytesIO(file.read())) as image:
            return image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def safe_name(path: str) -> str:
    """A path for a package: small ASCII letters, digits, hyphens; at most 100 characters (LMS rules)."""
    parts = PurePosixPath(path)
    stem = unicodedata.normalize("NFKD", parts.stem).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", stem)) or "file"
    suffix = re.sub(r"[^a-z0-9.]", "", parts.suffix.lower())
    return f"media/{stem[:60]}{suffix}"


def _free(name: str, taken: set[str], path: str) -> str:
    if name not in taken:
        return name
    mark = hashlib.sha256(path.encode()).hexdigest()[:6]
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{mark}{dot}{suffix}"
