"""Fits the model behind the reading age, prints how well it agrees with people, and writes its coefficients.

    python -m tests.fit.reading_age EXCERPTS.jsonl

Each line of the file holds a `text` and its `easiness` as people judged it: the CLEAR corpus (Crossley and others,
2022), which is CC BY-NC-SA 4.0 and no part of this project. `docs/reading-age.md` says how the model is made.
"""

# ruff: noqa: T201 - it is a program that prints
from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from statistics import correlation, fmean, stdev

from pipeline.convert import READERS
from rules.core.classic import classic_scores
from rules.core.difficulty import Measures, measure
from rules.core.model import FITTED
from rules.core.readability import prose_read
from rules.core.segment import segment

NAMES = [f.name for f in fields(Measures)]
FOLDS = 10
ABOUT = """\
# The model behind the reading age, written by tests/fit/reading_age.py: see docs/reading-age.md.
# Fitted to the judgements of the CLEAR corpus (CC BY-NC-SA 4.0), of which it holds no text.
"""


def main(path: str) -> None:
    """Fit, print and write."""
    rows, easiness, scores = _read(path)
    print(f"{len(rows)} texts; agreement with people's judgement (Pearson, Spearman)")
    for name in scores[0]:
        _print(name, [abs(s[name]) if name != "flesch" else -s[name] for s in scores], easiness)
    _print(f"the model, {FOLDS}-fold", _held_out(rows, easiness), easiness)
    constant, *weights = fit(rows, easiness)
    told = [_easiness(constant, weights, row) for row in rows]
    grades = [s["flesch-kincaid"] for s in scores]
    slope = -stdev(grades) / stdev(told)
    typical = [fmean(column) for column in zip(*rows, strict=True)]
    _write(constant, fmean(grades) - slope * fmean(told), slope, weights, typical)
    spread = [stdev(column) for column in zip(*rows, strict=True)]
    for name, weight, sd in zip(NAMES, weights, spread, strict=True):
        print(f"{name:14}{weight:9.3f}   {weight * sd:+.3f} for one standard deviation")


def _read(path: str) -> tuple[list[tuple[float, ...]], list[float], list[dict[str, float]]]:
    rows, easiness, scores = [], [], []
    for line in Path(path).read_text("utf-8").splitlines():
        told = json.loads(line)
        html = READERS[".txt"](told["text"].encode(), "text").html
        page = segment(html, "https://text.test/", seen=date(2026, 1, 1))
        measures = measure(page.of(prose_read))
        if measures is not None:
            rows.append(astuple(measures))
            easiness.append(told["easiness"])
            scores.append(classic_scores(page))
    return rows, easiness, scores


def fit(rows: Sequence[Sequence[float]], wanted: Sequence[float]) -> list[float]:
    """The constant and the weights of least squares."""
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


def _held_out(rows: list[tuple[float, ...]], easiness: list[float]) -> list[float]:
    """Difficulty of each text by a model that has not seen it."""
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    told = [0.0] * len(rows)
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        seen = [i for i in range(len(rows)) if i not in out]
        constant, *weights = fit([rows[i] for i in seen], [easiness[i] for i in seen])
        for i in out:
            told[i] = -_easiness(constant, weights, rows[i])
    return told


def _easiness(constant: float, weights: Sequence[float], row: Sequence[float]) -> float:
    return constant + sum(weight * value for weight, value in zip(weights, row, strict=True))


def _print(name: str, told: list[float], easiness: list[float]) -> None:
    wanted = [-e for e in easiness]
    print(f"{name:20} {correlation(told, wanted):.3f} {correlation(_ranks(told), _ranks(wanted)):.3f}")


def _ranks(values: list[float]) -> list[float]:
    ranks = [0.0] * len(values)
    for rank, i in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        ranks[i] = rank
    return ranks


def _write(
    constant: float, at_zero: float, slope: float, weights: Sequence[float], typical: Sequence[float]
) -> None:
    lines = [f"constant = {constant:.4f}", f"at_zero = {at_zero:.4f}", f"slope = {slope:.4f}"]
    for title, values in (("weights", weights), ("typical", typical)):
        lines += ["", f"[{title}]", *(f"{n} = {v:.4f}" for n, v in zip(NAMES, values, strict=True))]
    FITTED.write_text(ABOUT + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
