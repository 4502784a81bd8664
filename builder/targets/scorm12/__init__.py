"""A rendered course -> a SCORM 1.2 package: one organization, one item, one SCO.

The manifest is imsmanifest.xml.j2, proved against the published schemas on every build (validation.py); the
run-time is adapter.ts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.model import File, Site
from builder.targets import shared_files
from builder.targets.notice import notice
from builder.targets.scorm12.identifiers import interaction_ids
from builder.targets.scorm12.manifest import SCHEMAS, manifest
from builder.targets.scorm12.rules import keywords_too_long
from builder.targets.scorm12.validation import validate

__all__ = ["data", "files", "keywords_too_long"]

_HERE = Path(__file__).parent


def data(site: Site) -> dict[str, Any]:
    """`interactions`: activity number -> the id that a report of the LMS shows."""
    return {"interactions": interaction_ids(site.activities)}


def files(site: Site, html: str) -> tuple[File, ...]:
    """The package. The schemas stand at its root, unaltered (Content Aggregation Model 2.3.2)."""
    content = (*shared_files(site, html, "scorm12"), notice(_HERE / "NOTICE"))
    schemas = tuple(File.of(name, (_HERE / "schemas" / name).read_bytes()) for name in SCHEMAS)
    text = manifest(site, content)
    package = (File.of("imsmanifest.xml", text), *content, *schemas)
    validate(text, package)
    return package
