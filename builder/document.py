"""Templates and what they are filled with -> HTML: Jinja2 as we use it everywhere, and a SCO's index.html."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.blocks import block_types, folder_of
from builder.resources import resource


def environment() -> Environment:
    """Jinja2 as we use it everywhere: always escaping, never silent about a missing value."""
    blocks = [folder_of(each) for each in block_types().values()]
    folders = [resource("course.html").parent, *blocks, blocks[0].parent]
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


# Between two elements any white space is one space.
_GAP = re.compile(r"(?<=>)[ \t\n]{2,}(?=<)")


@dataclass(frozen=True)
class Document:
    """index.html but for what the target's adapter needs to know."""

    environment: Environment
    context: Mapping[str, Any]
    data: Mapping[str, Any]

    def html(self, target_data: Any) -> str:
        """The finished document."""
        text = json.dumps({"target": target_data, **self.data}, ensure_ascii=False, separators=(",", ":"))
        # The only beginnings of what could end a script or make a comment of it; in JSON, both mean the same.
        text = text.replace("</", "<\\/").replace("<!", "\\u003c!")
        page = self.environment.get_template("course.html").render(**self.context, data=Markup(text)) + "\n"
        return _GAP.sub("\n", page)
