"""Runs commands one after the other, each in a copy of this process: many nights cost the loading of one.

Reads a command's arguments from each line, and answers with its exit status.
"""

from __future__ import annotations

import os
import sys

import pipeline.given
import pipeline.running
import pipeline.warm
import reports.render
import spiders.crawl
from pipeline.cli import main

assert all(
    (pipeline.given, pipeline.running, pipeline.warm, reports.render, spiders.crawl)
)  # loaded once, for all

for line in sys.stdin:
    copy = os.fork()
    if copy == 0:
        main(line.split())
    sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])}\n")
    sys.stdout.flush()
