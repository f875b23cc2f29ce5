"""Carries out `localoffer history`: the audits that the store holds, and how two of them differ."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.config import Config
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import Changed, Run
from pipeline.waivers import load_waivers
from reports.exports.clean import one_line
from reports.views.compare import HOW, Comparison, Tally, cautions, changes, compare, in_words, most_changed, pair
from reports.views.promises import figure_of
from rules.core.charter import Charter, load_charter

Given = Mapping[str, Any]


def history(config: Config, given: Given) -> str:
    """The audits that the store holds, newest first, or two of them compared: as text or JSON."""
    waivers = load_waivers(Path(config.waivers))
    with open_store(given["store"] or config.store, create=False) as opened:
        reader = Reader(opened, waivers)
        if given["compare"]:
            return _compared(reader, *pair(reader, *given["compare"]), load_charter(config.site.charter), given)
        rows = [_audit(reader, run) for run in reader.runs(given["site"])]
    if given["form"] == "json":
        return json.dumps(rows, indent=2, ensure_ascii=False)
    if not rows:
        return "The store holds no audits yet. Run `localoffer audit` first."
    return "\n".join(
        f"{row['run']:>4}  {row['today']}  {row['pages']:>6} pages  {row['findings']:>7} findings  "
        f"{'complete' if row['complete'] else 'not complete'}  {row['site']}"
        for row in rows
    )


def _audit(reader: Reader, run: Run) -> dict[str, object]:
    return {
        "run": run.id,
        "site": run.site,
        "today": run.today.isoformat(),
        "complete": run.complete,
        "reason": run.reason,
        "pages": sum(1 for _ in reader.pages(run)),
        "findings": sum(reader.findings_by_rule(run).values()),
        "version": run.version,
        "figures": dict(run.figures),
    }


def _compared(reader: Reader, before: Run, after: Run, charter: Charter, given: Given) -> str:
    if given["form"] == "text":
        return "\n".join(_as_text(compare(changes(reader, before, after), before, after, charter), charter))
    changed = list(changes(reader, before, after))
    told = _as_json(compare(changed, before, after, charter), charter, changed)
    return json.dumps(told, indent=2, ensure_ascii=False)


def _as_text(told: Comparison, charter: Charter) -> Iterable[str]:
    yield one_line(f"{told.after.site}: audits {told.before.id} and {told.after.id}")
    yield in_words(told)
    yield from cautions(told)
    promises = {id_: tally for id_, tally in told.promises.items() if tally}
    words = {id_: commitment.words for id_, commitment in charter.commitments.items()}
    for title, tallies, names in (
        ("By promise", most_changed(promises), words),
        ("By rule", most_changed(told.rules), {}),
        ("By page", most_changed(told.pages), {}),
    ):
        if tallies:
            yield f"\n{title:<11}put right      new     gone"
            for name, tally in tallies:
                numbers = "".join(f"{tally[how]:>9}" for how in HOW)
                yield f"{'':<11}{numbers}  {one_line(names.get(name, name))}"


def _as_json(told: Comparison, charter: Charter, changed: Iterable[Changed]) -> dict[str, object]:
    before, after = told.before, told.after
    return {
        "site": after.site,
        "before": {"run": before.id, "today": before.today.isoformat()},
        "after": {"run": after.id, "today": after.today.isoformat()},
        **_numbers(told.total),
        "cautions": [*cautions(told)],
        "commitments": [
            {
                "id": id_,
                "words": commitment.words,
                "kept_before": before.figures.get(figure_of(id_)),
                "kept_after": after.figures.get(figure_of(id_)),
                **_numbers(told.promises[id_]),
            }
            for id_, commitment in charter.commitments.items()
        ],
        "rules": [{"rule": rule, **_numbers(tally)} for rule, tally in most_changed(told.rules)],
        "pages": [{"url": url, **_numbers(tally)} for url, tally in most_changed(told.pages)],
        "changes": [change._asdict() for change in changed],
    }


def _numbers(tally: Tally) -> dict[str, int]:
    return {how: tally[how] for how in HOW}
