"""`:::{quote}` -> a quotation with the person who said it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from builder.blocks import Block, Directive, Located, Reader
from builder.markdown import linked, mentions
from builder.model import Prose


class Quote(Block):
    """`by` and `work` are as they are shown: where there is a `:link:`, the last of them holds it."""

    options: ClassVar[Mapping[str, bool]] = {"by": True, "from": False, "link": False}

    body: Prose
    by: Prose
    work: Prose | None

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        if not directive.body.strip():
            hint = "Write what was said before the closing :::"
            reader.report("S151", directive.spot, "This quotation is empty.", hint)
            return None
        by, work, link = (directive.options.get(each) for each in ("by", "from", "link"))
        assert by is not None
        return cls(
            spot=directive.spot,
            body=reader.prose(directive.body, directive.body_spot),
            by=words(by, None if work else link, reader),
            work=words(work, link, reader) if work else None,
        )

    def prose(self) -> Iterable[Prose]:
        return (self.body, self.by, self.work) if self.work else (self.body, self.by)


def words(written: Located, link: Located | None, reader: Reader) -> Prose:
    """The words of an option, as a link where there is an address."""
    own = reader.prose(written.value, written.spot)
    if link is None:
        return own
    if any(each.kind == "link" for each in mentions(own)):
        hint = "Delete the line :link:, or the link in the words."
        reader.report("S109", link.spot, "The words that this link is for hold a link already.", hint)
        return own
    return linked(own, link.value, link.spot)
