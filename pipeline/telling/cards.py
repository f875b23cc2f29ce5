"""Writes a message for the whole site as a card for Teams, and in blocks for Slack.

What a page says only ever stands where it is plain text, so that nothing in it is obeyed as markup.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from reports.digest import SHOWN, Digest, Item

Json = dict[str, Any]

_MOST_TEAMS = 25_000
_MOST_SLACK = 10_000
_MOST_HEADER = 150


def for_teams(message: Digest) -> bytes:
    """An Adaptive Card as a workflow's webhook takes it: below its 28 KB, with fewer things where it must be."""
    return _fitting(_card, message, _MOST_TEAMS)


def for_slack(message: Digest) -> bytes:
    """Blocks as an incoming webhook takes them, with fewer things where there would be too much to show."""
    return _fitting(_blocks, message, _MOST_SLACK)


def _fitting(write: Callable[[Digest], Json], message: Digest, most: int) -> bytes:
    for number in range(SHOWN, -1, -1):
        body = json.dumps(write(message.cut(number)), ensure_ascii=False, separators=(",", ":")).encode()
        if len(body) <= most:
            break
    return body


def _card(message: Digest) -> Json:
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "fallbackText": message.subject,
        "body": [*_card_body(message)],
        "actions": [{"type": "Action.OpenUrl", "title": "Open the report", "url": message.report}]
        if message.report
        else [],
    }
    card = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": content}
    return {"type": "message", "attachments": [card]}


def _card_body(message: Digest) -> Iterator[Json]:
    yield {"type": "TextBlock", "text": "Local Offer Audit", "style": "heading", "weight": "Bolder", "wrap": True}
    yield _rich(_run(message.name, size="Large", weight="Bolder"))
    yield _rich(*(_run(said) for said in _opening(message)))
    for part in message.parts:
        yield {"type": "TextBlock", "text": part.title, "weight": "Bolder", "spacing": "Large", "wrap": True}
        for item in part.items:
            page = _run(item.page)
            if item.href:
                page["selectAction"] = {"type": "Action.OpenUrl", "url": item.href}
            label = [_run(f"{item.label}: ", weight="Bolder")] if item.label else []
            yield _rich(*label, _run(_said(item)), page)
        if part.more:
            yield _rich(_run(f"{part.more}.", isSubtle=True))


def _rich(*runs: Json) -> Json:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, **how: object) -> Json:
    return {"type": "TextRun", "text": text, **how}


def _blocks(message: Digest) -> Json:
    heading = message.subject[:_MOST_HEADER]
    return {
        "text": escape(message.subject, quote=False),
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": heading, "emoji": False}},
            {"type": "rich_text", "elements": [*_rich_text(message)]},
        ],
        "unfurl_links": False,
    }


def _rich_text(message: Digest) -> Iterator[Json]:
    yield _section(*(_text(said) for said in _opening(message)))
    for part in message.parts:
        yield _section(_text(f"\n{part.title}", bold=True))
        if part.items:
            lines = [_section(*_line(item)) for item in part.items]
            yield {"type": "rich_text_list", "style": "bullet", "elements": lines}
        if part.more:
            yield _section(_text(f"{part.more}."))
    if message.report:
        yield _section(_text("\n"), _link("Open the report", message.report))


def _line(item: Item) -> Iterator[Json]:
    if item.label:
        yield _text(f"{item.label}: ", bold=True)
    yield _text(_said(item))
    yield _link(item.page, item.href) if item.href else _text(item.page)


def _section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def _text(text: str, *, bold: bool = False) -> Json:
    return {"type": "text", "text": text} | ({"style": {"bold": True}} if bold else {})


def _link(text: str, url: str) -> Json:
    return {"type": "link", "text": text, "url": url}


def _opening(message: Digest) -> Iterator[str]:
    yield message.lead
    if message.caution:
        yield f" {message.caution}"


def _said(item: Item) -> str:
    words = f" “{item.words}”." if item.words else ""
    return f"{item.message}{words} {item.others or ''} Page: ".replace("  ", " ")
