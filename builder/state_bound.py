"""Activities and page numbers -> the most characters that a learner's progress can take in an LMS.

Mirrors the layout of templates/player/codec.ts (head, then answers in cells) with every field at its longest. The
cross-test in tests/player/state holds the two together: the bound is never below the real size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from builder.model import Activity

ROOM = 4096  # characters that any LMS keeps (SCORM 1.2 RTE 3.4.4, CMIString4096)
CRC = 4
LEAD = 8
CELL = 124 * 6  # bits of payload in a full cell
CELL_CHARACTERS = 128
MOST_TEXT = 40  # characters of a typed answer

# Measured as the codec packs them, with eight reflective accounts in plain English of about 60 words each
# (tests/player/state/reflections.py): bytes a word in UTF-8, and after squeezing all of them together. More text
# takes a little less, unusual words a little more.
BYTES_PER_WORD = 5.3
SQUEEZED_PER_WORD = 2.3


def state_bound(
    highest_page: int,
    activities: Iterable[Activity],
    assessments: Iterable[int],
    drawing: Iterable[int] = (),
) -> int:
    """The most characters that head and answers take, all pages done and all questions answered at the longest.

    `activities`: those of the package, in any order. `assessments`: numbers of its modules that have an assessment;
    `drawing`: of those whose attempts ask some of the questions only.
    Counts every option number up to today's highest. What was retired (pages, questions, options above that number)
    is not counted: the codec leaves it out where room is short. Above 4,096 the course cannot keep all progress and
    must be split.
    """
    modules = sorted(set(assessments))
    listed = list(activities)
    banks = [each for each in listed if each.assessed and each.module in set(drawing)]
    asked = {each: sorted(bank.number for bank in banks if bank.module == each) for each in modules}
    head = CRC + LEAD + _characters(_head_bits(highest_page, asked))
    groups = [(0, [each for each in listed if not each.assessed and each.kind != "note"])]
    groups += [
        (number, [each for each in listed if each.assessed and each.module == number]) for number in modules
    ]
    return head + _cells(groups)


def words_for_notes(bound: int) -> tuple[int, int]:
    """About how many words of notes fit beside progress of that many characters: kept plain, and squeezed.

    The player squeezes; the plain figure is for comparison. Learners' words differ, so this is for a warning, never
    for a promise.
    """
    cells = max(0, ROOM - bound) / CELL_CHARACTERS
    room = max(0.0, cells * CELL / 8 - 5)
    return int(room / BYTES_PER_WORD), int(room / SQUEEZED_PER_WORD)


def _gamma(value: int) -> int:
    """Bits of an Elias gamma code."""
    return 2 * value.bit_length() - 1


def _characters(bits: int) -> int:
    """Whole groups of four."""
    return -(-bits // 24) * 4


def _head_bits(highest_page: int, asked: Mapping[int, Sequence[int]]) -> int:
    """`asked`: of each test the numbers it draws from; what it drew, and had drawn before, are two lists of them."""
    bits = 4 * 42 + 16 + 24 + 2 + 2 + _gamma(highest_page + 1) + highest_page
    bits += 1 + 16 + 42  # the role
    result = 8 + 16 + 42 + 2 * 14 + 1 + 1
    bits += _gamma(len(asked) + 1) + 2 * sum(_longest_list(each) for each in asked.values())
    return bits + sum(_gamma(number - before) + result for before, number in _steps([*asked]))


def _longest_list(numbers: Sequence[int]) -> int:
    """The most bits for a list of any of these numbers: its length and its steps."""
    best = [0] * (len(numbers) + 1)  # of lists that end with each; the first is the empty one
    for index, number in enumerate(numbers, 1):
        best[index] = max(
            best[at] + _gamma(number - before) for at, before in enumerate([0, *numbers[: index - 1]])
        )
    return _gamma(len(numbers) + 1) + max(best)


def _steps(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip([0, *numbers], numbers, strict=False)


def _cells(groups: Iterable[tuple[int, Sequence[Activity]]]) -> int:
    """Characters of all answers: the codec's packing, each record at its longest.

    Shorter or missing records never take more: each record's end then lies at or before its end here.
    """
    full, used = 0, 0
    for group, members in groups:
        last = 0
        for each in sorted(members, key=lambda activity: activity.number):
            rest = _gamma(each.revision + 1) + 3 + 2 + 2 + _response_bits(each)
            first = min(CELL, 1 + _gamma(group + 1) + _gamma(each.number + 1) + rest)
            size = _gamma(each.number - last + 1) + rest + (0 if last else 1 + _gamma(group + 1))
            if not used:
                used = first
            elif used + size <= CELL:
                used += size
            else:
                full, used = full + 1, first
            last = each.number
    return full * CELL_CHARACTERS + (CRC + _characters(used) if used else 0)


def _response_bits(activity: Activity) -> int:
    if activity.typed:
        return _gamma(2) + _gamma(MOST_TEXT + 1) + 1 + 16 * MOST_TEXT
    options = max((each.number for each in activity.choices), default=1)
    width = max((each.number for each in activity.targets), default=0).bit_length()
    return _gamma(width + 2 if width else 1) + _longest_choice(options, width)


@cache
def _longest_choice(highest: int, each: int) -> int:
    """The most bits for any set of the numbers 1..highest: its size, its steps, and `each` bits for every one."""
    if highest > 64:  # a step of n takes at most 1.5 n bits
        return _gamma(highest + 1) + highest * 3 // 2 + 1 + each * highest
    best = [[-1] * (highest + 1) for _ in range(highest + 1)]  # [count][last number]
    best[0][0] = 0
    for count in range(1, highest + 1):
        for last in range(count, highest + 1):
            before = range(count - 1, last)
            best[count][last] = max(
                (best[count - 1][one] + _gamma(last - one) for one in before if best[count - 1][one] >= 0),
                default=-1,
            )
    return max(max(row) + _gamma(count + 1) + count * each for count, row in enumerate(best) if max(row) >= 0)
