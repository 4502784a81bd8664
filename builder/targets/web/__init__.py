"""A rendered course -> a folder of files that opens from disk or any web server. Nothing is recorded."""

from __future__ import annotations

from builder.model import File, Site
from builder.targets import shared_files
from builder.targets.notice import notice

__all__ = ["data", "files"]


def data(site: Site) -> None:
    """The adapter needs nothing: there is no one to tell."""


def files(site: Site, html: str) -> tuple[File, ...]:
    """The page, the player, style and media: relative names only, so that `file://` works."""
    return (*shared_files(site, html, "web"), notice())
