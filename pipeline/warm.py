"""Imported where worker processes are forked from: reads a page, so that they start with what that loads."""

from __future__ import annotations

import gc
from datetime import date

from pipeline.reading import read, read_with
from pipeline.store.bodies import packer
from rules.core.registry import choose
from spiders.fetched import Fetched

_PAGE = b"<html lang=en><main><h1>Help</h1><p>Call us on 01632 960123 by 3 October 2026 about an EHCP.</p></main>"

read(Fetched("https://example.org/", 200, _PAGE), read_with(choose()), date(2026, 11, 23))
packer()
gc.collect()
gc.freeze()
