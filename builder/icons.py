"""A name -> an inline drawing of one stroke width: the handful of icons that the player uses."""

from __future__ import annotations

from markupsafe import Markup

_PATHS = {
    "arrow": "M3 8h10M9 4l4 4-4 4",
    "back": "M13 8H3M7 4L3 8l4 4",
    "calendar": "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3",
    "check": "M2.5 8.5l3.5 3.5 7.5-8",
    "circle": "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 1 1 8 1.8",
    "cross": "M3.5 3.5l9 9M12.5 3.5l-9 9",
    "down": "M8 3v10M4 9l4 4 4-4",
    "download": "M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10",
    "field": "M2 4.5h12v7H2zM4.5 6.5v3",
    "help": "M8 14.2A6.2 6.2 0 1 1 8 1.8a6.2 6.2 0 0 1 0 12.4M6.2 6.2a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.2v.1",
    "key": "M6.5 9.5l6-6M10.5 5.5l2 2M6.5 9.5a2.5 2.5 0 1 1-3.5 3.5 2.5 2.5 0 0 1 3.5-3.5",
    "link": "M6 3.5H3.5v9h9V10M9 3h4v4M13 3L7.5 8.5",
    "lock": "M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3.5 7h9v6.5h-9z",
    "match": "M2.5 5h11M11 2.5L13.5 5 11 7.5M13.5 11h-11M5 8.5L2.5 11 5 13.5",
    "notice": "M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.5M8 11v.01",
    "note": "M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2.5",
    "order": "M5 13V3M2.5 5.5L5 3l2.5 2.5M11 3v10M8.5 10.5L11 13l2.5-2.5",
    "partly": "M8 14.2A6.2 6.2 0 1 1 8 1.8a6.2 6.2 0 0 1 0 12.4M5 8h6",
    "pencil": "M2.5 13.5l.8-3.2L11 2.5l2.5 2.5-7.8 7.8z",
    "play": "M4.5 3l8.5 5-8.5 5z",
    "print": "M4.5 6V2.5h7V6M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7v4h-7z",
    "scale": "M2 8h12M2.5 4.5v7M8 6v4M13.5 4.5v7",
    "speech": "M2.5 3h11v7.5H7.5L4.5 13.5v-3h-2z",
    "star": "M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z",
    "tip": "M6 12.5h4M6.5 14.2h3M8 1.8a4 4 0 0 1 2.3 7.2c-.4.3-.6.7-.6 1.2v.3H6.3v-.3c0-.5-.2-.9-.6-1.2A4 4 0 0 1 8 1.8",
    "up": "M8 13V3M4 7l4-4 4 4",
    "warning": "M8 2.5l6 11H2zM8 6.5v3M8 11.4v.1",
}
NAMES = tuple(_PATHS)


def icon(name: str) -> Markup:
    """An inline SVG of the size of the text around it, hidden from screen readers: words say it too."""
    return Markup(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{}"/></svg>'
    ).format(_PATHS[name])
