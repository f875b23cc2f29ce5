"""Word lists are read strictly: a slip in a list is told to its editor, by file and entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rules.core.errors import UserError
from rules.core.lists import HOME, load, read
from rules.core.phrases import compile_lists

NOT_YET = "not agreed yet"
HEAD = 'about = "Words"\nagreed_by = "The forum"\nagreed_on = "2026-11-23"\nlicence = "MIT"\n'


def written(folder: Path, text: str, head: str = HEAD) -> Path:
    path = folder / "ours.toml"
    path.write_text(head + text, "utf-8")
    return path


@pytest.mark.parametrize("path", sorted(HOME.glob("*.toml")), ids=lambda path: path.stem)
def test_each_list_says_what_it_is_for_and_who_agreed_it(path: Path) -> None:
    words = read(path)
    assert words.about
    assert words.agreed_by
    assert (words.agreed_by == NOT_YET) is (words.agreed_on == NOT_YET)
    assert words.agreed_on == NOT_YET or date.fromisoformat(words.agreed_on)
    assert words.entry


@pytest.mark.parametrize("name", ["plain_alternatives", "inclusive"])
def test_no_list_offers_a_word_that_it_asks_to_replace(name: str) -> None:
    words = load(name)
    built = compile_lists([words])
    offered = {use: entry.term for entry in words.entry for use in (*entry.use, *entry.forms.values())}
    circular = {
        term: use
        for use, term in offered.items()
        for match in built.pattern.finditer(use.lower())
        if any(
            not (sense.entry.review or sense.entry.alone or sense.entry.after) for sense in built.senses[match[0]]
        )
    }
    assert circular == {}


def test_an_entry_is_read_with_all_its_fields(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[[source]]\nid = "GDS"\nname = "The style guide"\n'
        '[[entry]]\nterm = "commence"\nuse = ["start", "begin"]\npos = "verb"\nunless = ["commence firing"]\n'
        'forms = { commencement = "start" }\nreview = true\nsources = ["GDS"]\n',
    )
    words = read(path)
    entry = words["commence"]
    assert (words.name, entry.use, entry.pos, entry.review) == ("ours", ("start", "begin"), "verb", True)
    assert entry.forms == {"commencement": "start"}
    assert "commence" in words
    assert "begin" not in words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[entry]]\nterm = "cease"\nuze = ["stop"]\n', "no field “uze”. Did you mean “use”?"),
        ('[[entry]]\nuse = ["stop"]\n', "“number 1”: the field “term” is missing"),
        ('[[entry]]\nterm = "cease"\n', "say what to write instead"),
        ('[[entry]]\nterm = "cease"\nuse = "stop"\n', "“cease”, use: this must be a list of texts, not 'stop'"),
        ('[[entry]]\nterm = "cease"\nuse = [1]\n', "must be a list of texts"),
        ('[[entry]]\nterm = "cease"\nuse = ["stop"]\nreview = "yes"\n', "must be true or false"),
        ('[[entry]]\nterm = "cease"\nuse = ["stop"]\npos = "adverbial"\n', "`pos` must be one of"),
        ('[[entry]]\nterm = "cease"\nuse = ["stop"]\nsources = ["GSD"]\n', "no [[source]] has the id “GSD”"),
        ('[[entry]]\nterm = "cease"\nuse = ["stop"]\nunless = ["fire"]\n', "shares no word with the term"),
        ('[[entry]]\nterm = "cease"\nuse = ["stop"]\n' * 2, "stands in the list twice"),
        ('entry = "cease"\n', "under a heading of its own, [[entry]]"),
        ('[[entry]\nterm = "cease"\n', "not valid TOML"),
    ],
)
def test_a_slip_is_told_by_file_and_entry(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        read(written(tmp_path, text))
    assert said in str(error.value)
    assert "ours.toml" in str(error.value)


def test_a_list_that_nobody_agreed_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, '[[entry]]\nterm = "cease"\nuse = ["stop"]\n', HEAD.replace("agreed_by", "agreed"))
    with pytest.raises(UserError, match="no field “agreed”"):
        read(path)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.toml cannot be read"):
        read(tmp_path / "none.toml")


def test_the_day_a_name_ended_is_a_day(tmp_path: Path) -> None:
    path = written(tmp_path, '[[entry]]\nterm = "PCT"\nuse = ["ICB"]\nended = "March 2013"\n')
    with pytest.raises(UserError, match="as a day such as 2022-06-30"):
        read(path)
