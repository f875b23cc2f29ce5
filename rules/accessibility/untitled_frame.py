"""A frame or a dialogue without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.aria import DECORATIVE
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.html_roles import explicit_role
from rules.core.markup import Markup, markup
from rules.core.page import Page


class UntitledFrame(FaultsRule):
    """A frame shows something from another page: a map, a video, a form. Without a title nobody can tell what.

    A screen reader says “frame”, and starts reading whatever is in it. Someone who listens cannot choose to pass
    it.

    **Left alone:**

    - frames that the keyboard does not enter, and those that are hidden from everyone or from screen readers
    - frames marked as decoration (`role="presentation"`)
    - frames of one name that show the same page
    """

    id = "accessibility.untitled-frame"
    title = "Frames and dialogues without a title"
    message = "This frame (iframe) has no title."
    fix = "Say in the title of the frame what it shows."
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("4.1.2",)
    act = ("cae760", "4b1c6c")
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/cae760/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "frame": Fault(
            "The frame that shows “{value}” (iframe) has no title, so a screen reader cannot say what is in it.",
            "Say in the title of the frame what it shows.",
            "problem",
            act=("cae760",),
        ),
        "same title": Fault(
            "Another frame on the page has the same title, “{value}”, but shows another page.",
            "Give each frame a title of its own.",
            review=True,
            act=("4b1c6c",),
        ),
        "dialog": Fault(
            "The dialogue “{value}” has no name, so nobody can hear what it is about.",
            "Let “aria-labelledby” name the heading of the dialogue.",
            act=(),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        frames = [f for f in elements.of("iframe", "frame") if not _left_out(f) and told.told(f)]
        for frame in frames:
            if not told.name(frame):
                yield fault_at(page, frame, "frame", frame.get("src", ""))
        yield from _alike(page, told, frames)
        for dialog in _dialogs(elements):
            if told.told(dialog) and not told.name(dialog):
                yield fault_at(page, dialog, "dialog", dialog.get("id", ""))


def _left_out(frame: HtmlElement) -> bool:
    return frame.get("tabindex", "").strip().startswith("-") or explicit_role(frame) in DECORATIVE


def _alike(page: Page, told: Accessibility, frames: list[HtmlElement]) -> Iterator[Fact]:
    """The frames that have the name of one before them and show something else."""
    shown: dict[str, str] = {}
    for frame in frames:
        name, source = told.name(frame), page.absolute(frame.get("src", ""))
        if name and frame.get("src") and shown.setdefault(name.casefold(), source) != source:
            yield fault_at(page, frame, "same title", name)


def _dialogs(elements: Markup) -> list[HtmlElement]:
    given = (
        e for e in elements.having("role") if e.get("role") in ("dialog", "alertdialog") and e.tag != "dialog"
    )
    return [*elements.of("dialog"), *given]
