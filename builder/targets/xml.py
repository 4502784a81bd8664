"""A folder's Jinja2 template -> XML that strict and simple readers take alike."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup


def text(value: str) -> Markup:
    """Character data without numeric references: Jinja's own escaping writes an apostrophe as `&#39;`, which
    Moodle keeps as it stands. Characters that XML 1.0 cannot hold are left out."""
    allowed = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", value)
    plain = " ".join(allowed.split())
    return Markup(plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


@cache
def template(path: Path) -> Template:
    """The template, with everything escaped and nothing undefined; `| text` for what people wrote."""
    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["text"] = text
    return environment.get_template(path.name)
