"""E-mail is handed to a real mail server, and what goes wrong there is told plainly and without secrets."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from pipeline.config import TellConfig
from pipeline.telling.mail import Login, MailServer, e_mail
from pipeline.telling.sending import NotSentError, UnreachableError
from tests.telling.mailbox import HOST, PASSWORD, SENDER, USER, free_port, mail_server, self_made, silent_server
from tests.telling.messages import MESSAGE, hostile

LOGIN = Login(USER, PASSWORD)
MAIL = e_mail(MESSAGE, sender=SENDER, name="Short breaks team", to="breaks@example.org")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    return self_made(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(made: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    monkeypatch.setenv("SSL_CERT_FILE", str(made[1]))
    return made[0]


def refusal(server: MailServer, kind: type[NotSentError]) -> str:
    with pytest.raises(NotSentError) as raised:
        server.send(MAIL)
    assert type(raised.value) is kind
    assert PASSWORD not in str(raised.value)
    return str(raised.value)


class TestAMessage:
    def test_it_has_a_text_and_an_html_part_and_says_that_a_program_wrote_it(self) -> None:
        assert MAIL.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in MAIL.iter_parts()] == ["text/plain", "text/html"]
        assert MAIL["Subject"] == "Short breaks team: 1 new thing to put right"
        assert MAIL["To"] == "Short breaks team <breaks@example.org>"
        assert MAIL["Auto-Submitted"] == "auto-generated"
        assert MAIL["Message-ID"].endswith("@example.org>")
        assert MAIL["Date"].datetime is not None

    def test_two_messages_have_two_ids(self) -> None:
        again = e_mail(MESSAGE, sender=SENDER, name="Short breaks team", to="breaks@example.org")
        assert again["Message-ID"] != MAIL["Message-ID"]

    @pytest.mark.parametrize(
        "name", ["Team\r\nBcc: all@example.org", 'Te"am, <x@example.org>', "Tëam \u202e x", "\x00"]
    )
    def test_no_name_adds_a_header_or_an_address(self, name: str) -> None:
        told = hostile(name)
        mail = e_mail(told, sender=SENDER, name=name, to="breaks@example.org")
        assert [address.addr_spec for address in mail["To"].addresses] == ["breaks@example.org"]
        assert mail["Bcc"] is None
        assert "\r" not in mail["Subject"] + mail["To"]

    def test_an_address_that_is_none_is_told(self) -> None:
        with pytest.raises(NotSentError, match="not one that e-mail can be sent to"):
            e_mail(MESSAGE, sender=SENDER, name="Team", to="a,b@example.org")


class TestSending:
    def test_what_is_sent_arrives_as_it_was_written(self) -> None:
        with mail_server() as box:
            MailServer(box.settings()).send(MAIL)
        (mail,) = box.mails
        assert (box.to, mail["Subject"]) == (["breaks@example.org"], MAIL["Subject"])
        text, html = mail.iter_parts()
        assert "Words: click here" in text.get_content()
        assert "<h1" in html.get_content()

    def test_with_starttls_we_log_in_once_the_line_is_encrypted(self, trusted: ssl.SSLContext) -> None:
        with mail_server(tls=trusted, login=True) as box:
            MailServer(box.settings("starttls"), LOGIN).send(MAIL)
        assert (len(box.mails), box.logins) == (1, [USER])

    def test_with_tls_the_line_is_encrypted_from_the_start(self, trusted: ssl.SSLContext) -> None:
        with mail_server(tls=trusted, at_once=True, login=True) as box:
            MailServer(box.settings("tls"), LOGIN).send(MAIL)
        assert (len(box.mails), box.logins) == (1, [USER])

    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
        self, security: str, made: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        with mail_server(tls=made[0], at_once=security == "tls", login=True) as box:
            told = refusal(MailServer(box.settings(security), LOGIN), UnreachableError)
        assert "its certificate is not trusted" in told
        assert (box.mails, box.logins) == ([], [])

    def test_a_server_without_starttls_gets_nothing_in_the_clear(self) -> None:
        with mail_server() as box:
            told = refusal(MailServer(box.settings("starttls")), UnreachableError)
        assert "cannot do what we ask of it" in told
        assert "`security` under [tell]" in told
        assert box.mails == []

    def test_a_wrong_password_is_told_and_not_shown(self, trusted: ssl.SSLContext) -> None:
        with mail_server(tls=trusted, login=True) as box:
            told = refusal(MailServer(box.settings("starttls"), Login(USER, "wrong-words")), UnreachableError)
        assert "LOCALOFFER_SMTP_USER with LOCALOFFER_SMTP_PASSWORD" in told
        assert "wrong-words" not in told

    def test_a_password_does_not_travel_in_the_clear(self) -> None:
        server = MailServer(TellConfig("mail.example.org", 25, "none", SENDER), LOGIN)
        with pytest.raises(UnreachableError, match="where others can read it"):
            server.send(MAIL)

    def test_a_login_is_never_shown(self) -> None:
        assert PASSWORD not in repr(MailServer(TellConfig(), LOGIN))

    def test_an_address_that_is_refused_is_told_with_the_servers_words(self) -> None:
        with mail_server() as box:
            box.refused.add("breaks@example.org")
            told = refusal(MailServer(box.settings()), NotSentError)
        assert told == "The mail server refused the address: 550 5.1.1 Nobody of that name is here"

    def test_a_message_that_is_refused_is_told_with_the_servers_words(self) -> None:
        with mail_server() as box:
            box.full = True
            told = refusal(MailServer(box.settings()), NotSentError)
        assert told == "The mail server refused the message: 452 4.2.2 The disk is full"

    def test_a_server_that_is_not_there(self) -> None:
        told = refusal(MailServer(TellConfig(HOST, free_port(), "none", SENDER)), UnreachableError)
        assert "Connection refused" in told
        assert "Check `server`, `port` and `security` under [tell]." in told

    @pytest.mark.parametrize("security", ["starttls", "tls", "none"])
    def test_a_server_that_says_nothing_is_not_waited_for_long(self, security: str) -> None:
        with silent_server() as port:
            server = MailServer(TellConfig(HOST, port, security, SENDER), patience=0.2)
            assert "did not answer within 0.2 seconds" in refusal(server, UnreachableError)
