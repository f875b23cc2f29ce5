"""Cards for Teams and blocks for Slack: whole, within their limits, and with nothing in them that is obeyed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipeline.telling.cards import for_slack, for_teams
from reports.digest import Digest
from tests.telling.messages import MESSAGE, hostile, long

HOSTILE = (
    "<!channel> <@U1> *bold* [evil](https://evil.test) <https://evil.test|click> {{x}} &amp; \"'\\ <at>all</at>"
)


def each(told: object, name: str) -> Iterator[Any]:
    """The values of a key wherever it stands."""
    if isinstance(told, dict):
        if name in told:
            yield told[name]
        for inner in told.values():
            yield from each(inner, name)
    elif isinstance(told, list):
        for inner in told:
            yield from each(inner, name)


def card(message: Digest) -> Any:
    told = json.loads(for_teams(message))
    assert told["type"] == "message"
    (attached,) = told["attachments"]
    assert attached["contentType"] == "application/vnd.microsoft.card.adaptive"
    return attached["content"]


def blocks(message: Digest) -> list[Any]:
    found: list[Any] = json.loads(for_slack(message))["blocks"]
    return found


class TestTeams:
    def test_a_card_says_what_happened_and_leads_to_the_words_and_the_report(self) -> None:
        told = card(MESSAGE)
        assert (told["type"], told["version"]) == ("AdaptiveCard", "1.4")
        said = "".join(each(told["body"], "text"))
        assert MESSAGE.lead in said
        assert "Problem: The words do not say where the link goes. “click here”. Page: Short breaks" in said
        assert [*each(told, "selectAction")] == [{"type": "Action.OpenUrl", "url": MESSAGE.parts[0].items[0].href}]
        assert told["actions"] == [{"type": "Action.OpenUrl", "title": "Open the report", "url": MESSAGE.report}]

    def test_without_an_address_of_the_report_there_is_no_button(self) -> None:
        assert card(replace(MESSAGE, report=None))["actions"] == []

    def test_what_a_page_says_stands_only_where_no_markup_is_read(self) -> None:
        body = card(hostile(HOSTILE))["body"]
        marked_up = [block["text"] for block in body if block["type"] == "TextBlock"]
        assert not [text for text in marked_up if "evil" in text]
        assert any(HOSTILE in text for text in each(body, "text"))
        assert {block["type"] for block in body} == {"TextBlock", "RichTextBlock"}


class TestSlack:
    def test_blocks_say_what_happened_and_lead_to_the_words_and_the_report(self) -> None:
        head, told = blocks(MESSAGE)
        assert head["text"] == {"type": "plain_text", "text": MESSAGE.subject, "emoji": False}
        said = "".join(each(told, "text"))
        assert MESSAGE.lead in said
        assert "Problem: The words do not say where the link goes. “click here”. Page: Short breaks" in said
        links = [element for elements in each(told, "elements") for element in elements if element.get("url")]
        assert [link["url"] for link in links] == [MESSAGE.parts[0].items[0].href, MESSAGE.report]

    def test_what_a_page_says_stands_only_where_no_markup_is_read(self) -> None:
        sent = json.loads(for_slack(hostile(HOSTILE)))
        assert "<" not in sent["text"]
        assert not [*each(sent, "mrkdwn")]
        assert {block["type"] for block in sent["blocks"]} == {"header", "rich_text"}
        (list_,) = [e for e in sent["blocks"][1]["elements"] if e["type"] == "rich_text_list"]
        assert {e["type"] for line in list_["elements"] for e in line["elements"]} == {"text", "link"}

    def test_no_text_is_empty_which_slack_refuses(self) -> None:
        bare = replace(MESSAGE.parts[0].items[0], label="", words="", others=None)
        assert all(each(blocks(replace(MESSAGE, parts=(replace(MESSAGE.parts[0], items=(bare,)),))), "text"))

    def test_a_heading_is_as_long_as_slack_allows(self) -> None:
        assert len(blocks(replace(MESSAGE, subject="x" * 500))[0]["text"]["text"]) == 150


LIMITS = pytest.mark.parametrize(("write", "most"), [(for_teams, 28_000), (for_slack, 12_000)])


@LIMITS
@pytest.mark.parametrize("words", ["A long sentence about short breaks. " * 8, "\u00e9" * 300, '"\\' * 150])
def test_a_long_message_is_cut_to_the_limit_and_says_how_much_more_there_is(
    write: Callable[[Digest], bytes], most: int, words: str
) -> None:
    sent = write(long(words, f"https://www.anyborough.gov.uk/{'a' * 300}"))
    assert len(sent) <= most
    assert words[:200] in "".join(text for text in each(json.loads(sent), "text") if isinstance(text, str))
    assert "And 4,99" in sent.decode()


@LIMITS
def test_what_is_too_long_to_show_is_counted(write: Callable[[Digest], bytes], most: int) -> None:
    sent = write(long("words", f"https://www.anyborough.gov.uk/{'a' * 30_000}"))
    assert len(sent) <= most
    assert "And 5,000 more." in sent.decode()
