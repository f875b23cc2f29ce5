"""Makes a site of many distinct pages like a council's, with about eight faults a page, as real texts have."""

from __future__ import annotations

import random
from pathlib import Path

_SUBJECTS = [
    "the team",
    "your child's school",
    "a family worker",
    "our advice line",
    "the short breaks service",
    "a specialist teacher",
    "your local nursery",
    "the transport office",
    "a young person",
    "the health visitor",
    "the parent carer forum",
    "a therapist",
]
_VERBS = [
    "can help with",
    "will talk to you about",
    "looks at",
    "arranges",
    "gives advice on",
    "checks",
    "writes to families about",
    "pays for",
    "runs a group for",
    "keeps a list of",
    "facilitates",
    "may be able to offer",
]
_OBJECTS = [
    "travel to school",
    "a place at a holiday club",
    "the EHCP",
    "support at home",
    "a needs assessment",
    "speech and language",
    "a personal budget",
    "moving to a new school",
    "sleep and routines",
    "equipment for the house",
    "mediation",
    "a day out",
    "leaving school",
    "money worries",
    "the annual review",
    "swimming lessons",
]
_ENDINGS = [
    "when things are hard",
    "in the school holidays",
    "if your child is under five",
    "at no cost to you",
    "every week in term time",
    "at a place near you",
    "after a short telephone call",
    "from 9am to 4.30pm",
]
_FAULTY = [
    "in order to meet need",
    "prior to the meeting",
    "for children who suffer from anxiety",
    "before 12 March 2026",
    "on Monday 5 October 2026",
]
_WORDS = [
    "apple",
    "bridge",
    "candle",
    "dinner",
    "engine",
    "farmer",
    "garden",
    "harbour",
    "island",
    "jacket",
    "kitchen",
    "ladder",
    "market",
    "needle",
    "orange",
    "paper",
    "quarter",
    "ribbon",
    "silver",
    "table",
    "under",
    "valley",
    "window",
    "yellow",
    "anchor",
    "basket",
    "copper",
    "dragon",
    "evening",
    "forest",
]


class Site:
    """A generator of pages; the same seed gives the same pages."""

    def __init__(self, pages: int, seed: int = 11) -> None:
        self._pages = pages
        self._random = random.Random(seed)
        self._top, self._bottom = self._template()

    def write(self, folder: Path) -> None:
        """Write every page below `folder`."""
        for number in range(self._pages):
            path = folder / self.address(number).lstrip("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self._page(number), "utf-8")

    def address(self, number: int) -> str:
        """The path of a page."""
        return f"/section-{number % 20}/page-{number}.html" if number else "/index.html"

    def _name(self) -> str:
        return " ".join(self._random.choices(_WORDS, k=self._random.randint(2, 5))).capitalize()

    def _sentence(self) -> str:
        pick = self._random.choice
        ending = pick(_FAULTY if self._random.random() < 0.03 else _ENDINGS)
        words = [pick(_SUBJECTS), pick(_VERBS), pick(_OBJECTS), ending]
        if self._random.random() < 0.12:
            words += ["and", pick(_SUBJECTS), pick(_VERBS), pick(_OBJECTS), *self._random.choices(_WORDS, k=3)]
        return " ".join(words).capitalize() + "."

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self._random.randint(2, 4)))

    def _link(self) -> str:
        return f"<a class='link' href='{self.address(self._random.randrange(self._pages))}'>{self._name()}</a>"

    def _template(self) -> tuple[str, str]:
        style = "".join(f".block-{n}{{margin:{n}px;padding:{n * 2}px}}" for n in range(150))
        menu = "".join(
            f"<li class='menu__item'>{self._link()}<ul class='menu__sub' hidden>"
            + "".join(f"<li class='menu__subitem'>{self._link()}</li>" for _ in range(4))
            + "</ul></li>"
            for _ in range(20)
        )
        top = (
            "<meta charset='utf-8'><meta name='viewport' content='width=device-width, initial-scale=1'>"
            f"<style>{style}</style></head><body><a class='skip-link' href='#main'>Skip to main content</a>"
            "<div class='cookie-banner'><p>We use cookies.</p><button>Accept</button></div>"
            "<header class='site-header'><form role='search'><label for='q'>Search</label><input id='q'></form>"
            f"<nav aria-label='Main'><ul>{menu}</ul></nav></header>"
        )
        columns = "".join(
            f"<div><h2>{self._name()}</h2><ul>{''.join(f'<li>{self._link()}</li>' for _ in range(6))}</ul></div>"
            for _ in range(4)
        )
        return top, f"<footer class='site-footer'>{columns}<p>© Anyborough Council 2026</p></footer></body></html>"

    def _page(self, number: int) -> str:
        title = f"{self._name()} {number}"
        body = "".join(self._part() for _ in range(self._random.randint(11, 22)))
        cards = "".join(
            f"<li class='card'><svg aria-hidden='true'><path d='{self._scribble()}'/></svg>{self._link()}</li>"
            for _ in range(20)
        )
        return (
            f"<!doctype html>\n<html lang='en-GB'><head><title>{title} – Anyborough Council</title>{self._top}"
            f"<nav class='breadcrumb'><ol><li>{self._link()}</li><li>{title}</li></ol></nav>"
            f"<main id='main'><h1>{title}</h1>{body}</main>"
            f"<aside><h2>Related</h2><ul>{cards}</ul></aside>{self._bottom}"
        ).replace("><", ">\n<")

    def _scribble(self) -> str:
        return " ".join(f"M{self._random.random() * 24:.3f} {self._random.random() * 24:.3f}" for _ in range(70))

    def _part(self) -> str:
        kind = self._random.random()
        if kind < 0.25:
            return f"<h2>{self._name()}</h2><p>{self._paragraph()}</p>"
        if kind < 0.65:
            return f"<p>{self._paragraph()} {self._link()}</p>"
        if kind < 0.85:
            return f"<ul>{''.join(f'<li>{self._sentence()}</li>' for _ in range(self._random.randint(3, 6)))}</ul>"
        if kind < 0.95:
            rows = "".join(f"<tr><td>{d}</td><td>9am to 4.30pm</td></tr>" for d in ("Monday", "Tuesday", "Friday"))
            return f"<table><tr><th>Day</th><th>Open</th></tr>{rows}</table>"
        number = self._random.randint(100, 999)
        return (
            f"<figure><img src='/photo-{number}.jpg' alt='{self._name()}'></figure>"
            f"<p>Telephone: 01632 960{number}<br>Email: team{number}@example.org</p>"
        )
