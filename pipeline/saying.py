"""Speaks on standard output: any character can be written, and a reader who leaves early is no fault."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from rules.core.errors import UserError


def encodable() -> None:
    """Let a terminal that is not in UTF-8 show a question mark for what it does not know."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output to write on. One who closes it early, such as `head`, has seen enough.

    Raises UserError where nothing more can be written.
    """
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        _write_no_more()
    except OSError as error:
        _write_no_more()
        raise UserError(
            f"Standard output cannot be written: {error.strerror}. Name a file with --output instead."
        ) from error


def say(*sentences: str) -> None:
    """Print sentences, one a line."""
    with standard_output() as out:
        out.writelines(f"{sentence}\n" for sentence in sentences)


def tell(*sentences: str) -> None:
    """Print messages about the work itself on standard error, apart from what was found."""
    with suppress(OSError):
        for sentence in sentences:
            click.echo(sentence, err=True)


def _write_no_more() -> None:
    """Send what is still buffered nowhere, or Python would fail to write it once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
