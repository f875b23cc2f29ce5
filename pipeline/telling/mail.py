"""Writes messages as e-mail, and hands them to a mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime, make_msgid

from pipeline.config import TellConfig
from pipeline.telling.sending import NotSentError, UnreachableError, is_here
from reports.digest import Digest, as_html, as_text
from reports.exports.clean import one_line

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_CHECK = "Check `server`, `port` and `security` under [tell]."


@dataclass(frozen=True)
class Login:
    """Who we are to a mail server. It is never shown."""

    user: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True)
class MailServer:
    """A mail server, and how many seconds to wait for each of its answers."""

    settings: TellConfig
    login: Login | None = None
    patience: float = 20.0

    def send(self, message: EmailMessage) -> None:
        """Hand over one message. Raises UnreachableError for a server that serves nobody, else NotSentError."""
        self._keep_password_safe()
        with self._connected() as connection:
            try:
                connection.send_message(message)
            except smtplib.SMTPRecipientsRefused as error:
                raise NotSentError(f"The mail server refused the address: {_answers(error)}") from None
            except smtplib.SMTPResponseException as error:
                raise NotSentError(f"The mail server refused the message: {_answer(error)}") from None
            except OSError as error:
                raise NotSentError(f"The mail server did not take the message: {self._why(error)}") from None

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        try:
            connection = self._connect()
        except OSError as error:
            raise UnreachableError(
                f"The mail server “{self.settings.server}” cannot be used: {self._why(error)} {_CHECK}"
            ) from None
        try:
            self._log_in(connection)
            yield connection
        finally:
            with suppress(OSError):  # what it took, it has taken
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        settings = self.settings
        port = settings.port or _PORTS[settings.security]
        if settings.security == "tls":
            return smtplib.SMTP_SSL(settings.server, port, timeout=self.patience, context=_trusted())
        connection = smtplib.SMTP(settings.server, port, timeout=self.patience)
        if settings.security == "starttls":
            try:
                connection.starttls(context=_trusted())
            except OSError:
                connection.close()
                raise
        return connection

    def _keep_password_safe(self) -> None:
        if self.login and self.settings.security == "none" and not is_here(self.settings.server):
            raise UnreachableError(
                "A password would go to the mail server where others can read it. Set `security` under [tell] to "
                "“starttls” or “tls”."
            )

    def _log_in(self, connection: smtplib.SMTP) -> None:
        if self.login is None:
            return
        try:
            connection.login(self.login.user, self.login.password)
        except smtplib.SMTPAuthenticationError:
            raise UnreachableError(
                "The mail server did not take LOCALOFFER_SMTP_USER with LOCALOFFER_SMTP_PASSWORD. Check them both."
            ) from None
        except OSError as error:
            raise UnreachableError(f"Nobody can log in to the mail server: {self._why(error)}") from None

    def _why(self, error: OSError) -> str:
        if isinstance(error, ssl.SSLCertVerificationError):
            told = f"its certificate is not trusted ({error.verify_message})"
        elif isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            told = f"it did not answer within {self.patience:g} seconds"
        elif isinstance(error, smtplib.SMTPNotSupportedError):
            told = "it cannot do what we ask of it"
        elif isinstance(error, smtplib.SMTPResponseException):
            told = _answer(error).rstrip(".")
        elif isinstance(error, smtplib.SMTPServerDisconnected):
            told = "it hung up"
        else:
            told = one_line(error.strerror or type(error).__name__)
        return f"{told}."


def _trusted() -> ssl.SSLContext:
    """What the system trusts, or with SSL_CERT_FILE the certificates in that file."""
    return ssl.create_default_context()


def _answers(error: smtplib.SMTPRecipientsRefused) -> str:
    return "; ".join(_said(code, told) for code, told in error.recipients.values())


def _answer(error: smtplib.SMTPResponseException) -> str:
    return _said(error.smtp_code, error.smtp_error)


def _said(code: int, told: bytes | str) -> str:
    words = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    return f"{code} {one_line(words)[:200]}"


def e_mail(message: Digest, *, sender: str, name: str, to: str) -> EmailMessage:
    """A message as e-mail, in plain text and in HTML. Raises NotSentError for an address that is none."""
    mail = EmailMessage(SMTP)
    try:
        mail["From"] = Address("Local Offer Audit", addr_spec=sender)
        mail["To"] = Address(one_line(name), addr_spec=to)
    except ValueError:  # HeaderParseError too
        raise NotSentError("The address is not one that e-mail can be sent to.") from None
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(as_text(message))
    mail.add_alternative(as_html(message), subtype="html")
    return mail
