"""`localoffer tell` tells everybody once what has happened since they were last told, and nobody anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs

from pipeline.store.open import Store, open_store
from pipeline.store.read import Reader
from pipeline.store.told import Told, keep_told, last_told
from pipeline.store.write import Writer
from rules.core.findings import Fact, Finding
from rules.core.page import Place
from tests.cli.command import here, refused
from tests.store.conftest import cluster, postgresql, store, url  # noqa: F401 - fixtures
from tests.store.made import DAY, RULE, RULES, SITE, Nights, address, finding, named, read
from tests.telling.mailbox import HOST, PASSWORD, SENDER, USER, Mailbox, free_port, mail_server, self_made
from tests.telling.test_webhook import Endpoint, endpoint

FIRST, SECOND, THIRD = (
    finding(name, "click here", rule="links.vague-text") for name in ("breaks/a", "travel/b", "c")
)
BREAKS, TRAVEL = "breaks@example.org", "travel@example.org"
SECRETS = (
    "LOCALOFFER_SMTP_USER",
    "LOCALOFFER_SMTP_PASSWORD",
    "LOCALOFFER_TEAMS_WEBHOOK",
    "LOCALOFFER_SLACK_WEBHOOK",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and no secrets."""
    monkeypatch.chdir(tmp_path)
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@dataclass
class Council:
    """A council that is audited night after night, and a mail server for its owners."""

    nights: Nights
    box: Mailbox

    def night(self, *findings: Finding, complete: bool = True) -> None:
        pages = ("breaks/a", "travel/b", "c", "breaks/fair")
        self.nights.night(pages, findings, complete=complete)

    def told(self) -> list[tuple[str, str]]:
        """Tell, and give whom with what subject."""
        self.box.mails.clear()
        ran = here("tell")
        assert (ran.code, ran.err) == (0, "")
        return [(mail["To"].addresses[0].addr_spec, mail["Subject"]) for mail in self.box.mails]


def configure(box: Mailbox, **more: str) -> None:
    settings = {"server": f'"{HOST}"', "port": str(box.port), "security": '"none"', "sender": f'"{SENDER}"'} | more
    tell = "\n".join(f"{key} = {value}" for key, value in settings.items())
    owners = "\n".join(
        f'[[owner]]\nname = "{name}"\npages = ["{pages}"]\nemail = "{email}"'
        for name, pages, email in (("Breaks team", "/breaks/*", BREAKS), ("Travel team", "/travel/*", TRAVEL))
    )
    report = '[report]\naddress = "https://audit.example.org"'
    Path("offer.toml").write_text(f'[site]\nname = "{SITE}"\n{report}\n[tell]\n{tell}\n{owners}\n', "utf-8")


@pytest.fixture
def council() -> Iterator[Council]:
    with open_store("sqlite:///localoffer.db") as opened, mail_server() as box:
        writer = Writer(opened)
        configure(box)
        yield Council(Nights(writer, Reader(opened)), box)
        writer.close()


def test_each_owner_hears_of_their_own_pages_and_once(council: Council) -> None:
    council.night(FIRST, SECOND, THIRD)
    assert council.told() == [
        (BREAKS, "Breaks team: 1 thing to put right"),
        (TRAVEL, "Travel team: 1 thing to put right"),
    ]
    assert council.told() == []
    council.night(FIRST, SECOND, THIRD)
    assert council.told() == []


def test_what_was_put_right_is_told_to_whom_it_belongs(council: Council) -> None:
    council.night(FIRST, SECOND)
    council.told()
    council.night(SECOND)
    assert council.told() == [(BREAKS, "Breaks team: 1 thing put right")]


def test_an_owner_for_whom_nothing_happened_still_hears_all_of_it_later(council: Council) -> None:
    """What each was told last is kept for each: nights on which another was told are no gap."""
    council.night(FIRST, SECOND)
    council.told()
    council.night(SECOND)
    council.told()
    council.night(FIRST)
    assert council.told() == [
        (BREAKS, "Breaks team: 1 new thing to put right"),
        (TRAVEL, "Travel team: 1 thing put right"),
    ]


def test_what_came_and_went_between_two_messages_is_not_told(council: Council) -> None:
    council.night(SECOND)
    council.told()
    council.night(FIRST, SECOND)
    council.night(SECOND)
    assert council.told() == []


def test_nights_between_two_messages_are_told_together(council: Council) -> None:
    council.night()
    council.night(FIRST)
    council.told()
    council.night(FIRST, finding("breaks/a", "here", rule="links.vague-text"))
    council.night(finding("breaks/a", "here", rule="links.vague-text"))
    assert council.told() == [(BREAKS, "Breaks team: 1 new thing to put right and 1 thing put right")]


def test_what_goes_out_of_date_soon_is_told_once_and_once_more_when_it_has(council: Council) -> None:
    fair = DAY + timedelta(5)
    block = f"Join us at the fair on {fair.day} November 2026."
    place = Place(address("breaks/fair"), "main > p", block, 23, len(block) - 1)
    coming = read("breaks/fair", facts={RULE: [Fact(place, "", f"{fair}/{fair}")]})

    def night(*findings: Finding) -> list[tuple[str, str]]:
        run = council.nights.begin()
        council.nights.writer.save_read(run, [coming])
        council.nights.writer.save_judged(run, RULES, named(*findings), ())
        council.nights.writer.finish(run, True, None)
        return council.told()

    assert night() == [(BREAKS, "Breaks team: 1 thing soon out of date")]
    assert night() == []
    passed = structs.replace(finding("breaks/fair"), place=place, message="The fair has passed.")
    assert night(passed) == [(BREAKS, "Breaks team: 1 new thing to put right")]


def test_a_message_has_both_parts_and_leads_to_the_words_and_the_work_list(council: Council) -> None:
    council.night(FIRST)
    council.told()
    (mail,) = council.box.mails
    text, html = mail.iter_parts()
    for part in (text.get_content(), html.get_content()):
        assert f"{address('breaks/a')}#:~:text=" in part
        assert "https://audit.example.org/work/breaks-team-" in part


def test_one_who_cannot_be_told_stops_no_other_and_is_told_next_time(council: Council) -> None:
    council.night(FIRST, SECOND)
    council.box.refused.add(BREAKS)
    ran = here("tell")
    assert ran.code == 3
    assert (
        "Breaks team (breaks@example.org) could not be told. The mail server refused the address: 550" in ran.err
    )
    assert "told next time" in ran.err
    assert ran.out == f"Told Travel team ({TRAVEL}). Travel team: 1 thing to put right\n"
    council.box.refused.clear()
    council.night(SECOND)
    council.night(FIRST, SECOND)
    assert council.told() == [(BREAKS, "Breaks team: 1 thing to put right")]


def test_a_dead_server_is_tried_once_and_nothing_is_lost(council: Council) -> None:
    council.night(FIRST, SECOND)
    configure(council.box, port=str(free_port()))
    ran = here("tell")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("Connection refused") == 2
    configure(council.box)
    assert len(council.told()) == 2


def test_a_rehearsal_shows_exactly_what_would_be_sent_and_remembers_nothing(council: Council) -> None:
    council.night(FIRST)
    ran = here("tell", "--dry-run")
    assert (ran.code, council.box.mails) == (0, [])
    assert ran.err == "This was a rehearsal, and nothing was sent.\n"
    assert f"To: Breaks team <{BREAKS}>" in ran.out
    assert council.told() == [(BREAKS, "Breaks team: 1 thing to put right")]
    (mail,) = council.box.mails
    for part in mail.iter_parts():
        assert part.get_content().replace("\r\n", "\n") in ran.out
    assert here("tell", "--dry-run").err == "There is nothing new to tell.\n"


def test_a_rehearsal_shows_what_would_be_posted(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("offer.toml").write_text(f'[site]\nname = "{SITE}"\n', "utf-8")
    council.night(FIRST)
    with endpoint() as there:
        monkeypatch.setenv("LOCALOFFER_SLACK_WEBHOOK", there.url)
        rehearsed = here("tell", "--dry-run")
        assert there.posted == []
        here("tell")
    to, _, body = rehearsed.out.partition("\n\n")
    assert to == "To: Slack"
    assert json.loads(body) == json.loads(there.posted[0][2])


def test_what_nobody_looks_after_is_told_to_who_looks_after_the_rest(council: Council) -> None:
    with Path("offer.toml").open("a") as settings:
        settings.write('[[owner]]\nname = "Silent team"\npages = ["/silent/*"]\n')
        settings.write('[[owner]]\nname = "Web team"\npages = ["*"]\nemail = "web@example.org"\n')
    council.night(THIRD, finding("silent/a"))
    assert council.told() == [("web@example.org", "Web team: 1 thing to put right")]


def test_secrets_come_from_the_environment_and_are_told_nowhere(
    council: Council, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    council.night(FIRST)
    tls, certificate = self_made(folder)
    with mail_server(tls=tls, login=True) as box, endpoint((500, "X", "y")) as there:
        configure(box, security='"starttls"')
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setenv("LOCALOFFER_SMTP_USER", USER)
        monkeypatch.setenv("LOCALOFFER_SMTP_PASSWORD", PASSWORD)
        monkeypatch.setenv("LOCALOFFER_TEAMS_WEBHOOK", there.url)
        rehearsed, ran = here("tell", "--dry-run"), here("tell")
        monkeypatch.setenv("LOCALOFFER_SMTP_PASSWORD", "another-secret")
        council.night()
        wrong = here("tell")
    assert ({*box.logins}, len(box.mails)) == ({USER}, 1)
    assert (ran.code, wrong.code) == (3, 3)
    said = "".join(r.out + r.err for r in (rehearsed, ran, wrong))
    kept = b"".join(path.read_bytes() for path in folder.glob("localoffer.db*"))
    for secret in (PASSWORD, "another-secret", there.url, there.url.rpartition("/")[2]):
        assert secret not in said
        assert secret.encode() not in kept


@contextmanager
def webhooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Endpoint]]:
    with endpoint() as teams, endpoint() as slack:
        monkeypatch.setenv("LOCALOFFER_TEAMS_WEBHOOK", teams.url)
        monkeypatch.setenv("LOCALOFFER_SLACK_WEBHOOK", slack.url)
        yield {"Teams": teams, "Slack": slack}


def posted(there: Endpoint) -> Sequence[str]:
    """What was posted, as text, once each."""
    said = [json.dumps(json.loads(body), ensure_ascii=False) for _, _, body in there.posted]
    there.posted.clear()
    return said


def test_teams_and_slack_hear_of_the_whole_site(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("offer.toml").write_text(f'[site]\nname = "{SITE}"\n', "utf-8")
    council.night(FIRST, SECOND, THIRD)
    with webhooks(monkeypatch) as there:
        ran = here("tell")
        assert ran.out.splitlines() == [f"Told {name}. {SITE}: 3 things to put right" for name in there]
        for each in there.values():
            (said,) = posted(each)
            assert "3 things to put right" in said
        assert here("tell").out == "There is nothing new to tell.\n"
        assert [*map(posted, there.values())] == [[], []]


def test_they_hear_once_that_an_audit_was_cut_short_and_once_that_it_is_whole_again(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("offer.toml").write_text(f'[site]\nname = "{SITE}"\n', "utf-8")
    with webhooks(monkeypatch) as there:
        heard = []
        for complete in (True, False, False, True, True):
            council.night(complete=complete)
            here("tell")
            heard.append([*posted(there["Slack"])])
    assert [len(said) for said in heard] == [0, 1, 0, 1, 0]
    assert "the audit was cut short" in heard[1][0]
    assert "The limit was reached." in heard[1][0]
    assert "the audit is whole again" in heard[3][0]


class TestWhatIsMissing:
    def test_with_nobody_to_tell_it_says_what_to_set(self, council: Council) -> None:
        council.night(FIRST)
        Path("offer.toml").write_text('[[owner]]\nname = "A"\npages = ["*"]\nemail = "a@example.org"\n', "utf-8")
        told = refused("tell")
        assert "There is nobody to tell yet." in told
        assert "LOCALOFFER_TEAMS_WEBHOOK" in told

    def test_half_a_login_is_none(self, council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LOCALOFFER_SMTP_USER", USER)
        assert "Set both LOCALOFFER_SMTP_USER and LOCALOFFER_SMTP_PASSWORD" in refused("tell")

    def test_a_password_with_an_accent_is_told_and_not_shown(
        self, council: Council, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOCALOFFER_SMTP_USER", USER)
        monkeypatch.setenv("LOCALOFFER_SMTP_PASSWORD", "sésame")
        told = refused("tell")
        assert "no accents" in told
        assert "sésame" not in told

    def test_a_webhook_that_others_could_read_is_refused_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LOCALOFFER_SLACK_WEBHOOK", "http://hooks.example.org/secret")
        assert "The webhook of Slack must be an address that starts with https://." in refused("tell")

    def test_without_an_audit_there_is_nothing_to_tell(self, council: Council) -> None:
        assert "There is no finished audit" in refused("tell")

    @pytest.mark.parametrize(
        ("setting", "says"),
        [
            ("security = 'ssl'", "“security” under [tell] must be one of"),
            ("port = 70000", "“port” under [tell] must be from 1 to 65535."),
            ("server = 'mail.example.org'", "“sender” under [tell] must be the e-mail address"),
            ("server = 'smtp://mail.example.org'", "“server” under [tell] must be the name of a machine"),
            ("server = 'mail..example.org'", "“server” under [tell] must be the name of a machine"),
            ("password = 'x'", "there is no setting “password”"),
        ],
    )
    def test_a_setting_that_does_not_hold(self, setting: str, says: str) -> None:
        Path("offer.toml").write_text(f"[tell]\n{setting}\n", "utf-8")
        assert says in refused("tell")

    def test_an_address_of_the_report_that_is_none(self) -> None:
        Path("offer.toml").write_text("[report]\naddress = 'audit.example.org'\n", "utf-8")
        assert "“address” under [report] must be a web address" in refused("tell")


def test_what_was_told_is_kept_for_each_way_and_name(store: Store) -> None:  # noqa: F811 - the fixture
    nights = Nights(Writer(store), Reader(store))
    runs = [nights.night(["a"], []).id for _ in range(2)]
    assert last_told(store, SITE, "e-mail", "Breaks team") is None
    for run in runs:
        keep_told(store, SITE, "e-mail", "Breaks team", Told(run, frozenset({"x", "y"})))
    keep_told(store, SITE, "Slack", "", Told(runs[0], frozenset()))
    assert last_told(store, SITE, "e-mail", "Breaks team") == Told(runs[1], frozenset({"x", "y"}))
    assert last_told(store, SITE, "Slack", "") == Told(runs[0], frozenset())
    assert last_told(store, SITE, "Teams", "") is None
    assert last_told(store, "Elsewhere", "Slack", "") is None
