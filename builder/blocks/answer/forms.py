"""What somebody writes -> what it is compared by: the same two foldings as in templates/player/marking.ts."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal


def folded(text: str) -> str:
    """A text by its letters and digits: capitals, accents, spaces and punctuation make no difference."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in apart if not unicodedata.category(each).startswith("M"))
    kept = "".join(each if unicodedata.category(each)[0] in "LN" else " " for each in plain)
    return " ".join(kept.split()).lower()


def number_of(text: str) -> Decimal | None:
    """A number as people write it: with a unit, a comma for the decimals, or commas between thousands. None where
    there is none, or more than one."""
    if re.search(r"\d[^\d]*[^\d\s.,]+[^\d]*\d", text):
        return None
    digits = re.sub(r"[^\d.,−-]|[.,](?!\d)", "", text, flags=re.A).replace("−", "-")
    digits = re.sub(r",(?=\d{3}(\D|$))", "", digits).replace(",", ".", 1)
    return Decimal(digits) if re.fullmatch(r"-?(\d+(\.\d+)?|\.\d+)", digits, re.A) else None
