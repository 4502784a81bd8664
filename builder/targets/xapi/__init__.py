"""A rendered course -> an xAPI package: tincan.xml with the course as its one activity, statements 1.0.3.

The statements' verbs and activities are made here (statements.py); adapter.ts fills in who and how well.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from builder.model import File, Site
from builder.targets import shared_files
from builder.targets.lint import PackageError
from builder.targets.notice import notice
from builder.targets.xapi.statements import parts
from builder.targets.xml import template

__all__ = ["data", "files", "tincan_xml"]

_HERE = Path(__file__).parent


def data(site: Site) -> dict[str, Any]:
    """What the adapter makes statements of; see `statements.parts`."""
    return parts(site)


def files(site: Site, html: str) -> tuple[File, ...]:
    """The package; tincan.xml stands at its root (Moodle's mod_tincanlaunch looks nowhere else)."""
    return (File.of("tincan.xml", tincan_xml(site)), *shared_files(site, html, "xapi"), notice())


def tincan_xml(site: Site) -> str:
    """tincan.xml. Only the root activity is listed: Docebo completes the course with any listed activity."""
    text = template(_HERE / "tincan.xml.j2").render(
        id=site.id,
        language=site.course.settings.language,
        title=site.title,
        description=site.description or site.title,
    )
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    schema = etree.XMLSchema(etree.parse(_HERE / "schemas" / "tincan.xsd", parser))
    if not schema.validate(etree.fromstring(text.encode("utf-8"), parser)):
        raise PackageError(f"tincan.xml: {schema.error_log}")
    return text
