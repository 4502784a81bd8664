"""A language tag -> what follows from it: the files its words stand in, its plural forms, its direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

FORMS = ("zero", "one", "two", "few", "many", "other")
_TO_THE_LEFT = {
    "ar",
    "arc",
    "ckb",
    "dv",
    "fa",
    "he",
    "ks",
    "nqo",
    "pnb",
    "prs",
    "ps",
    "sd",
    "syr",
    "ug",
    "ur",
    "yi",
}
_SCRIPTS = {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}  # written to the left

Rule = Callable[[int], str]


def tags(language: str) -> list[str]:
    """From the language alone to all that was asked for: zh, zh-hant, zh-hant-tw. Tags are told apart in small letters."""
    parts = language.lower().split("-")
    return ["-".join(parts[: count + 1]) for count in range(len(parts))]


def direction(language: str) -> str:
    """For `dir`. A script decides where the tag names one: pa-Arab goes to the left, ur-Latn to the right."""
    name, *more = language.lower().split("-")
    script = next((each for each in more if len(each) == 4 and each.isalpha()), None)
    return "rtl" if (script in _SCRIPTS if script else name in _TO_THE_LEFT) else "ltr"


def plural(language: str, count: int) -> str:
    """The form that goes with a whole number, as Intl.PluralRules chooses it in the player."""
    return _RULES.get(tags(language)[0], _one)(count)


def plural_forms(language: str) -> list[str]:
    """Every form that the language needs, in CLDR's order. Below 200 each rule has shown all its forms."""
    found = {plural(language, count) for count in range(200)} | {"other"}
    return [each for each in FORMS if each in found]


def _one(count: int) -> str:
    return "one" if count == 1 else "other"


def _one_with_zero(count: int) -> str:
    return "one" if count < 2 else "other"


def _just(numbers: Mapping[int, str]) -> Rule:
    """Forms that stand for single numbers."""
    return lambda count: numbers.get(count, "other")


def _slavic(one: Rule) -> Rule:
    """2-4, 22-24 … are few; all that is neither few nor one is many."""

    def form(count: int) -> str:
        few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
        return "one" if one(count) == "one" else "few" if few else "many"

    return form


def _arabic(count: int) -> str:
    if count < 3:
        return FORMS[count]
    return "few" if 3 <= count % 100 <= 10 else "many" if count % 100 > 10 else "other"


# CLDR's cardinal rules for whole numbers, where they are not "one for 1, else other".
_RULES: dict[str, Rule] = {
    "ar": _arabic,
    "cy": _just({0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}),
    "ga": _just(
        {1: "one", 2: "two"} | dict.fromkeys(range(3, 7), "few") | dict.fromkeys(range(7, 11), "many")
    ),
    "gd": _just(
        {1: "one", 11: "one", 2: "two", 12: "two"} | dict.fromkeys([*range(3, 11), *range(13, 20)], "few")
    ),
    "he": _just({1: "one", 2: "two"}),
    "pl": _slavic(_one),
    **dict.fromkeys(
        ("be", "ru", "uk"), _slavic(lambda count: "one" if count % 10 == 1 and count % 100 != 11 else "other")
    ),
    **dict.fromkeys(("am", "bn", "fa", "fr", "gu", "hi", "pa", "pt", "ti", "zu"), _one_with_zero),
    **dict.fromkeys(("id", "ja", "ko", "ms", "my", "th", "vi", "zh"), _just({})),
}
