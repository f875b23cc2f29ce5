"""A long sentence is taken apart where each half can stand, or made a list where it is one."""

from __future__ import annotations

import time

import pytest

from rules.core.joints import how_to_split
from tests.machine import here


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "The team meets families at home on most days of the week and you can bring a friend or a neighbour.",
            "before “and you can bring…”",
        ),
        (
            "We look at every form in the week that it comes in; the panel then decides what help there is.",
            "before “the panel then decides…”",
        ),
        (
            "The nursery must keep a record of all that it spends and must send us a copy every year in May.",
            "before “and must send us…”, and say again who",
        ),
        (
            "If your child goes to a school in another town, you can ask us for help with the cost of the bus.",
            "begins “you can ask us…”. Then say when it applies.",
        ),
        (
            "If your child is ill, or if you cannot come on that day, please ring the office as soon as you can.",
            "begins “please ring the office…”",
        ),
        (
            "You can get help with the cost of the bus if the school is more than three miles from your home.",
            "Put “if the school is…” in a sentence of its own.",
        ),
        (
            "You need to check with the school before the end of the term if there is a bus that goes past you.",
            "Put “if there is a…”",
        ),
        (
            "The centre has many things for small children to do such as painting and clay on a Friday morning.",
            "from “such as painting and…” on",
        ),
        (
            "Bring a coat, a hat, a towel, some lunch, a drink for later and shoes that can get wet on the day.",
            "Make the things it names a list",
        ),
        (
            "The plan tells what help your child will get from the school and the clinic in the year ahead.",
            "one idea in each",
        ),
    ],
)
def test_a_sentence_is_split_at_its_best_joint(sentence: str, told: str) -> None:
    assert told in how_to_split(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please check with the school before the end of the summer term to see if your child has a place there.",
        "The office gives a form (you can also ask for it at the library) to all parents at the nursery.",
        "You can come to the hall on most days of the week in the holidays, as if it were a club of your own.",
    ],
)
def test_what_belongs_together_is_not_split(sentence: str) -> None:
    assert "“" not in how_to_split(sentence)


@pytest.mark.parametrize(
    "piece", ["and we ", "a, ", "aaaa; ", "If a, or ", ", making the ", "(", "“a ", "including "]
)
def test_a_very_long_sentence_takes_no_time(piece: str) -> None:
    started = time.process_time()
    how_to_split((piece * 100_000)[:100_000])
    assert time.process_time() - started < here(0.5)
