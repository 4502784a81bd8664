"""`:::{download} plan.docx` -> a link to a file, with what it is and how large."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, ClassVar, Self

from builder.blocks import Block, Directive, FileUse, Located, Reader
from builder.model import Prose
from builder.rules import reported

# Refused by LMSs and their content hosts, or run by a browser with the course's rights (lms-and-uk 7.5).
REFUSED = {
    "asp", "aspx", "bat", "br", "cgi", "cmd", "com", "dat", "exe", "htaccess", "htm", "html", "jar", "js",
    "jsp", "mjs", "msi", "php", "pl", "ps1", "py", "rb", "sh", "vbs", "xhtml", "zip",
}  # fmt: skip
NAMES = {
    "pdf": "PDF", "doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel", "ppt": "PowerPoint",
    "pptx": "PowerPoint", "odt": "OpenDocument", "ods": "OpenDocument", "odp": "OpenDocument", "rtf": "RTF",
}  # fmt: skip


class Download(Block):
    """`path` is relative to the course folder."""

    argument: ClassVar[str] = "file"
    argument_required: ClassVar[bool] = True
    options: ClassVar[Mapping[str, bool]] = {"title": True}

    path: str
    file: Located
    title: Prose
    body: Prose | None

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        ending = extension(directive.argument.value)
        if ending in REFUSED:
            message = f"Learning systems refuse packages with .{ending} files in them."
            hint = "Offer it as a PDF or an office document, or as a link to a web page."
            reader.report("F121", directive.argument.spot, message, hint)
            return None
        path = reader.file(directive.argument)
        if path is None:
            return None
        title = directive.options["title"]
        return cls(
            spot=directive.spot,
            path=path,
            file=directive.argument,
            title=reader.prose(title.value, title.spot),
            body=reader.prose(directive.body, directive.body_spot) if directive.body.strip() else None,
        )

    def prose(self) -> Iterable[Prose]:
        return (self.title, self.body) if self.body else (self.title,)

    def files(self) -> Iterable[FileUse]:
        return (FileUse(self.path, self.file.spot),)

    def context(self, course: Any) -> Mapping[str, Any]:
        ending = extension(self.path)
        amount, unit = readable_size(course.source.files[self.path].size)
        return {"kind": NAMES.get(ending, ending.upper()), "amount": amount, "unit": unit}


def extension(path: str) -> str:
    """What stands after the last dot, small: `.htaccess` counts."""
    return PurePosixPath(path).name.rpartition(".")[2].lower() if "." in PurePosixPath(path).name else ""


def readable_size(size: int) -> tuple[str, str]:
    """Bytes as people say them, in thousands: 240 kB, 1.3 MB."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f}", "MB"
    return f"{max(1, round(size / 1000))}", "kB"


@reported("F121", "error")
def refused_type() -> None:
    """
    What it finds: a download of a type that learning systems refuse, or that a browser would run.

    Why it matters: some systems reject the whole package because of one such file, without saying which.

    Wrong: `:::{download} worksheets.zip`

    Right: one `:::{download}` for each worksheet, as PDF or Word
    """
