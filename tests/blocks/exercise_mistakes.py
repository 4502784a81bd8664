"""Every mistake that can be made with a match, an order or an answer: the body of a module -> exactly that code."""

from __future__ import annotations

BECAUSE = "\nBecause: it is.\n"


def directive(name: str, body: str, options: str = "") -> str:
    return f":::{{{name}}} x\n{options}Which?\n\n{body}{BECAUSE}:::\n"


def answer(forms: str, options: str = "") -> str:
    return directive("answer", forms, options)


PAIRS = "- Late\n  - Time\n- Silent\n  - Safety\n"
STEPS = "- Ask\n- Brew\n- Bring\n"

CASES = {
    "one pair": ("Q124", directive("match", "- Late\n  - Time\n")),
    "eleven pairs": ("Q124", directive("match", "".join(f"- a{n}\n  - b{n}\n" for n in range(11)))),
    "no pairs": ("Q124", directive("match", "")),
    "an item alone": ("Q125", directive("match", PAIRS + "- First\n")),
    "two partners": ("Q125", directive("match", PAIRS + "  - Peace\n")),
    "one partner of two": ("Q123", directive("match", PAIRS.replace("Safety", "time"))),
    "two items alike": ("Q123", directive("match", PAIRS.replace("Silent", "*Late*"))),
    "a partner's partner": ("Q112", directive("match", PAIRS + "    - Peace\n")),
    "feedback twice": ("Q112", directive("match", PAIRS + "    > Why.\n  > And why.\n")),
    "two steps": ("Q126", directive("order", "- Ask\n- Brew\n")),
    "thirteen steps": ("Q126", directive("order", "".join(f"- Step {n}\n" for n in range(13)))),
    "a step twice": ("Q123", directive("order", STEPS + "- ask\n")),
    "a step in a step": ("Q112", directive("order", STEPS + "  - Turn the handle\n")),
    "an order without explanation": ("Q107", directive("order", STEPS).replace(BECAUSE, "\n")),
    "nothing accepted": ("Q127", answer("- [ ] tea\n  > No.\n")),
    "no forms": ("Q127", answer("")),
    "a form without a box": ("Q113", answer("- [x] tea\n- coffee\n")),
    "a mistake without feedback": ("Q106", answer("- [x] tea\n- [ ] coffee\n")),
    "a sentence": ("Q128", answer("- [x] tea\n- [x] a cup of tea that somebody made for you at four\n")),
    "a smile": ("Q128", answer("- [x] tea\n- [x] :-)\n")),
    "one form twice": ("Q129", answer("- [x] café au lait\n- [x] *Cafe* au-lait\n")),
    "numbers as near as the tolerance": ("Q129", answer("- [x] 80\n- [ ] 85\n  > No.\n", ":tolerance: 5\n")),
    "one number in two ways": ("Q129", answer("- [x] 1,000\n- [x] 1000 ml\n", ":number: yes\n")),
    "a number in words": ("Q130", answer("- [x] 80\n- [x] eighty\n", ":number: yes\n")),
    "two numbers": ("Q130", answer("- [x] 7 or 8\n", ":number: yes\n")),
    "a tolerance in words": ("Q131", answer("- [x] 80\n", ":tolerance: some\n")),
    "a tolerance below nought": ("Q131", answer("- [x] 80\n", ":tolerance: -1\n")),
    "a tolerance of words": ("Q131", answer("- [x] 80\n", ":number: no\n:tolerance: 1\n")),
    "perhaps a number": ("S150", answer("- [x] 80\n", ":number: perhaps\n")),
}
