"""A rendered course and its files -> imsmanifest.xml.

Written for the readers that are stricter than the standard: Moodle matches names literally (default namespace
for imscp, `adlcp:` for ADL) and keeps numeric character references as they stand, so there are none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from builder.model import File, Site
from builder.targets.scorm12.identifiers import package_id
from builder.targets.xml import template

SCHEMAS = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")

_FORMATS = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".wav": "audio/wav",
    ".webp": "image/webp",
}


def manifest(site: Site, content: Sequence[File]) -> str:
    """imsmanifest.xml, listing every file of `content` (the schemas are not part of the SCO)."""
    settings = site.course.settings
    names = sorted(file.path for file in content if file.path != "index.html")
    suffixes = {Path(file.path).suffix for file in content}
    return template(Path(__file__).parent / "imsmanifest.xml.j2").render(
        identifier=package_id(site),
        version=settings.version,
        title=site.title,
        description=site.description,
        language=settings.language,
        keywords=settings.keywords,
        licence=settings.licence,
        formats=sorted({_FORMATS[suffix] for suffix in suffixes if suffix in _FORMATS}),
        duration=duration(site.minutes),
        names=["index.html", *names],
    )


def duration(minutes: float) -> str:
    """`PT1H30M`: an ISO 8601 duration in whole minutes, rounded up."""
    hours, rest = divmod(math.ceil(minutes), 60)
    return f"PT{hours}H{rest}M" if hours and rest else f"PT{hours}H" if hours else f"PT{rest}M"
