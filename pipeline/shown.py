"""What a person sees while an audit runs: a progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.progress import Progress


@contextmanager
def progress(*, wanted: bool) -> Iterator[Progress]:
    """A Progress whose steps show as a bar with pages done, waiting, things noticed and time left."""
    if not (wanted and sys.stderr.isatty()):
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading pages", told="", total=None)

        def show(now: Progress) -> None:
            told = f"{now.done:,} read, {now.waiting:,} waiting, {now.noticed:,} things noticed"
            bar.update(task, completed=now.done, total=now.done + now.waiting or None, told=told)

        yield Progress(changed=show)
