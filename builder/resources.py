"""The name of a shared file (template, theme, player) -> where it lies: in the wheel, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_ROOTS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


def resource(path: str) -> Path:
    """The file or folder `templates/<path>`.

    A wheel carries them inside the package (pyproject.toml, force-include); an editable install finds them
    beside it. A resource that is nowhere is a broken installation: FileNotFoundError.
    """
    for root in _ROOTS:
        if (root / path).exists():
            return root / path
    raise FileNotFoundError(f"templates/{path} is neither in the package nor in the checkout")
