"""Fits the model behind the reading age, prints how well it agrees with people, and writes its coefficients.

    python -m tests.fit.reading_age EXCERPTS.jsonl

Each line of the file holds a `text` and its `easiness` as people judged it: the CLEAR corpus (Crossley and others,
2022), which is CC BY-NC-SA 4.0 and no part of this project. `docs/reading-age.md` says how the model is made.
"""

# ruff: noqa: T201 - it is a program that prints
from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from statistics import correlation, fmean, stdev
from typing import NamedTuple

from pipeline.convert import READERS
from rules.core.classic import classic_scores
from rules.core.difficulty import Measures, measure
from rules.core.model import FITTED
from rules.core.readability import prose_read
from rules.core.segment import segment

NAMES = [f.name for f in fields(Measures)]
LENGTH = NAMES.index("length")
RAISED = 1.5  # see "Why sentence length counts more" in the documentation
FOLDS = 10
ABOUT = """\
# The model behind the reading age, written by tests/fit/reading_age.py: see docs/reading-age.md.
# Fitted to the judgements of the CLEAR corpus (CC BY-NC-SA 4.0), of which it holds no text.
"""
_TELLER = re.compile(r"\b(?:i|me|my|he|him|his|she|her)\b|[\"“”]", re.IGNORECASE)


class Text(NamedTuple):
    """An excerpt: its measures, its easiness as people judged it, its classic scores, whether it is no story."""

    row: tuple[float, ...]
    easiness: float
    scores: dict[str, float]
    factual: bool


def main(path: str) -> None:
    """Fit, print and write."""
    texts = _read(path)
    factual = [text for text in texts if text.factual]
    stories = [text for text in texts if not text.factual]
    print(
        f"{len(texts)} texts. Agreement with people: Pearson, Spearman, and Pearson on {len(factual)} factual ones"
    )
    for name in texts[0].scores:
        _print(name, [text.scores[name] for text in texts], [text.scores[name] for text in factual], texts)
    _print(f"the model, {FOLDS}-fold", *_held_out(texts), texts)
    taught = fit(stories)
    _print("fitted on stories", [], [-easiness(taught, text.row) for text in factual], texts)
    told = fit(texts)
    _write(told, texts)
    for name, weight, column in zip(NAMES, told[1:], zip(*(text.row for text in texts), strict=True), strict=True):
        print(f"{name:14}{weight:9.3f}   {weight * stdev(column):+.3f} for one standard deviation")


def _read(path: str) -> list[Text]:
    texts = []
    for line in Path(path).read_text("utf-8").splitlines():
        told = json.loads(line)
        html = READERS[".txt"](told["text"].encode(), "text").html
        page = segment(html, "https://text.test/", seen=date(2026, 1, 1))
        measures = measure(page.of(prose_read))
        if measures is not None:
            factual = len(_TELLER.findall(told["text"])) * 80 < len(told["text"].split())
            scores = classic_scores(page)
            scores["flesch"] = -scores["flesch"]
            texts.append(Text(astuple(measures), told["easiness"], scores, factual))
    return texts


def fit(texts: Sequence[Text]) -> list[float]:
    """The constant and the weights of least squares, of which the weight of sentence length is then raised."""
    wanted = [text.easiness for text in texts]
    raised = RAISED * _least_squares([text.row for text in texts], wanted)[1 + LENGTH]
    others = [text.row[:LENGTH] + text.row[LENGTH + 1 :] for text in texts]
    left = [text.easiness - raised * text.row[LENGTH] for text in texts]
    told = _least_squares(others, left)
    return [*told[: 1 + LENGTH], raised, *told[1 + LENGTH :]]


def easiness(told: Sequence[float], row: Sequence[float]) -> float:
    """The easiness that a constant and weights give to measures."""
    return told[0] + sum(weight * value for weight, value in zip(told[1:], row, strict=True))


def _least_squares(rows: Sequence[Sequence[float]], wanted: Sequence[float]) -> list[float]:
    full = [(1.0, *row) for row in rows]
    size = len(full[0])
    products = [[sum(row[i] * row[j] for row in full) for j in range(size)] for i in range(size)]
    targets = [sum(row[i] * y for row, y in zip(full, wanted, strict=True)) for i in range(size)]
    return _solve([[*line, target] for line, target in zip(products, targets, strict=True)])


def _solve(lines: list[list[float]]) -> list[float]:
    """Gauss and Jordan's elimination, with the largest pivot."""
    size = len(lines)
    for i in range(size):
        best = max(range(i, size), key=lambda j: abs(lines[j][i]))
        lines[i], lines[best] = lines[best], lines[i]
        lines[i] = [value / lines[i][i] for value in lines[i]]
        for j in range(size):
            if j != i:
                lines[j] = [a - lines[j][i] * b for a, b in zip(lines[j], lines[i], strict=True)]
    return [line[-1] for line in lines]


def _held_out(texts: Sequence[Text]) -> tuple[list[float], list[float]]:
    """The difficulty of all texts, and of the factual ones, each by a model that has not seen it."""
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    told = [0.0] * len(texts)
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        taught = fit([text for i, text in enumerate(texts) if i not in out])
        for i in out:
            told[i] = -easiness(taught, texts[i].row)
    return told, [value for value, text in zip(told, texts, strict=True) if text.factual]


def _print(name: str, told: list[float], factual: list[float], texts: Sequence[Text]) -> None:
    wanted = [-text.easiness for text in texts]
    both = (correlation(told, wanted), correlation(_ranks(told), _ranks(wanted))) if told else ("", "")
    facts = correlation(factual, [-text.easiness for text in texts if text.factual])
    print(f"{name:20}", *(f"{value:.3f}" if value else "  –  " for value in both), f"{facts:.3f}")


def _ranks(values: list[float]) -> list[float]:
    ranks = [0.0] * len(values)
    for rank, i in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        ranks[i] = rank
    return ranks


def _write(told: Sequence[float], texts: Sequence[Text]) -> None:
    """Write the model, with its easiness put on the scale of Flesch and Kincaid's grades."""
    grades = [text.scores["flesch-kincaid"] for text in texts]
    eased = [easiness(told, text.row) for text in texts]
    slope = -stdev(grades) / stdev(eased)
    typical = [fmean(column) for column in zip(*(text.row for text in texts), strict=True)]
    lines = [
        f"constant = {told[0]:.4f}",
        f"at_zero = {fmean(grades) - slope * fmean(eased):.4f}",
        f"slope = {slope:.4f}",
    ]
    for title, values in (("weights", told[1:]), ("typical", typical)):
        lines += ["", f"[{title}]", *(f"{n} = {v:.4f}" for n, v in zip(NAMES, values, strict=True))]
    FITTED.write_text(ABOUT + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
