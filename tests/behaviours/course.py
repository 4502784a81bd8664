"""The course in which the behaviours of the player are tried: small, with one of each kind of thing a learner meets."""

from __future__ import annotations

ID = "https://example.org/courses/doorways"

COURSE = f"""id: {ID}
title: Doorways
subtitle: How to come into a room
version: 1.4.0
language: en-GB
description: A short course for tests.
modules: [coming-in, staying, check]
completion:
  assessment: check
contact:
  name: the learning team
  email: learning@example.org
cpd:
  participatory_minutes: 5
"""

COMING_IN = """---
title: Coming in
minutes: 10
outcomes: [Knock before you come in, Say who you are]
sources: ["A handbook of doors. https://example.org/handbook-of-doors"]
---

A door is the *mot juste*: [porte]{lang=fr} in French. It opens both ways.

| Door | Handle | Which way it opens | Who may use it | What it says on it | When it is locked |
|---|---|---|---|---|---|
| Front | Brass | Inwards | Everyone | Please ring | At night |
| Back | None | Outwards | Only those who live here | Private | Always |

:::{callout} key-points
Knock, wait, and say your name.
:::

:::{details} Why wait
Because the person behind the door may need a moment.
:::

## Consent {#consent}

:::{question} q-consent
May you go in?

- [ ] Yes, at once
  > Ask first: it is their room.
- [x] After a knock
  > Yes. A knock asks.

Hint: Think whose room it is.

Because: knocking asks.
:::

:::{question} q-several
What belongs to coming in?

- [x] Knocking
  > It asks.
- [x] Saying your name
  > It tells them who you are.
- [ ] Whistling
  > It tells them only that you are cheerful.

Because: both let the other person decide.
:::

:::{sort} s-ways
Which way does it go?

- In
  - Arriving
  - Visiting
- Out
  - Leaving

Because: in is towards the middle.
:::

## A film about doors {#film}

:::{video} https://www.youtube.com/watch?v=aqz-KE-bpKQ
:title: A door opens
:length: 2:30
:captions: yes
:transcript: door.md
:description: in-narration
:required: yes
:::

## Nothing to answer {#reading}

Read this, then go on.

## Thoughts {#thoughts}

Go back to [the question](#consent) if you like.

:::{reflection} r-thoughts
:words: 30
When did somebody last knock at your door?
:::

:::{reflection} r-other
What will you do at the next door?
:::
"""

DOOR = """### What is said

A voice says: this door opens inwards.

### What is seen

A hand turns a handle.
"""

STAYING = """---
title: Staying
minutes: 5
outcomes: [Remember what you thought]
---

You are in now. You wrote this when you came in:

:::{recall} r-thoughts
:::

:::{true-false} t-staying
Whoever stays may sit down.

- [x] True
  > If they are asked to.
- [ ] False
  > Standing is tiring.

Because: sitting down is kind to those who look up at you.
:::

## What you have done {#record}

:::{summary}
:::
"""

CHECK = """---
title: The check
minutes: 5
assessment:
  pass_mark: 60
  attempts: 3
  show_answers: after-pass
  when_failed: Ask your manager to open the check again.
---

Three questions count.

:::{question} c-one
:teaches: coming-in/consent
What comes before going in?

- [x] A knock
  > Yes.
- [ ] A whistle
  > No one is asked by it.

Because: a knock asks.
:::

:::{true-false} c-two
:teaches: coming-in/consent
A door has two sides.

- [x] True
  > It has.
- [ ] False
  > Look behind it.

Because: that is how doors are made.
:::

:::{sort} c-three
:teaches: coming-in/consent
Which way?

- In
  - To the hall
- Out
  - To the street

Because: the street is outside.
:::
"""

DOORWAYS = {
    "course.yaml": COURSE,
    "modules/coming-in/module.md": COMING_IN,
    "modules/coming-in/door.md": DOOR,
    "modules/staying/module.md": STAYING,
    "modules/check/module.md": CHECK,
}
IN_ORDER = DOORWAYS | {"course.yaml": COURSE + "navigation: in-order\n"}

MORE_BLOCKS = """
## What else there is {#more}

:::{figure} door.svg
:alt: A door that stands open
A door, open.

Description: The handle is on the left.
:::

:::{download} doors.pdf
:title: Doors on one page
:::

:::{recall} r-thoughts
:::

:::{true-false} t-open
This door is open.

- [x] True
  > It stands open.
- [ ] False
  > Look again.

Because: the picture shows it.
:::

:::{match} m-doors
Which door is for whom?

- The front door
  - Guests
- The back door
  - Those who live here

Because: it says so on the doors.
:::

:::{order} o-coming
In what order?

- Knock
- Wait
- Come in

Because: whoever knocks and does not wait has not knocked.
:::

:::{answer} a-door
What do you do before you come in?

- [x] knock
- [ ] ring
  > There is no bell.

Because: a knock asks.
:::

:::{account} an-account
:form: nmc
:required: yes
:::

:::{grid} a-grid
Which doors are open to whom?

|         | By day | By night     |
| ------- | ------ | ------------ |
| Front   | Guests | All {#night} |
| Back    |        |              |
:::

:::{plan} a-plan
:rows: 1
:::

:::{checklist} a-checklist
What have you tried?

- The handle
- The bell
:::

:::{scale} sc-doors
:required: yes
How often are doors open?

- Never
- Sometimes
- Always
:::

:::{scenario} s-knock
:required: yes
Somebody is inside.

### At the door {#door}
It is shut.

- Knock -> #open
  > Steps come nearer.
- Whistle -> #shut

### It opens {#open}
“Come in.”

### It stays shut {#shut}
Nobody comes.
:::

:::{audio} knock.wav
:title: A knock
:length: 0:02
:transcript: door.md
:required: yes
:::

:::{event} e-open-doors
:title: Open doors
:start: 2099-12-08 14:00
:length: 60
:required: yes
:::

:::{hotspot} door.svg
:alt: A door that stands open

- 20% 50% The handle
  Press it down.
- 60% 90% The threshold
  Mind your step.
:::

:::{quote}
:by: A porter
Every door has two sides.
:::

:::{compare}
### What was said

- “Come in.”

### What was heard

- “If you must.”
:::

:::{steps}
### Knock

Twice.

### Wait

For an answer.
:::

:::{glossary}
Lintel
: The beam above a door.
:::

:::{summary}
:::
"""
EVERY_BLOCK = DOORWAYS | {
    "course.yaml": COURSE.replace("coming-in, staying, check", "coming-in, check"),
    "modules/coming-in/module.md": COMING_IN + MORE_BLOCKS,
    "modules/coming-in/door.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 60" width="40" height="60">'
    '<rect x="4" y="4" width="32" height="52" fill="currentColor"/></svg>',
    "modules/coming-in/doors.pdf": "%PDF-1.4\n%%EOF\n",
    "modules/coming-in/knock.wav": "never played here",
}
"""One module with every block that there is, and the test."""
