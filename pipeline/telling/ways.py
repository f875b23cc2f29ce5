"""The ways of telling people: e-mail to those who own pages, and Teams and Slack for the whole site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from pipeline.config import Config, OwnerConfig
from pipeline.telling import webhook
from pipeline.telling.cards import for_slack, for_teams
from pipeline.telling.mail import Login, MailServer, e_mail
from reports.digest import Digest, News
from reports.views.addresses import work_file
from reports.wishes import Wishes
from rules.core.errors import UserError

_USER, _PASSWORD = "LOCALOFFER_SMTP_USER", "LOCALOFFER_SMTP_PASSWORD"
_WEBHOOKS = {"Teams": ("LOCALOFFER_TEAMS_WEBHOOK", for_teams), "Slack": ("LOCALOFFER_SLACK_WEBHOOK", for_slack)}


class Way(Protocol):
    """A way of telling somebody: `name` is whose pages it is about, and empty for the whole site."""

    @property
    def way(self) -> str:
        """Such as “e-mail”."""

    @property
    def name(self) -> str:
        """Whose pages it is about."""

    @property
    def file(self) -> str:
        """The part of the report that it leads to."""

    @property
    def whom(self) -> str:
        """Who hears of it, in words."""

    def about(self, news: News) -> News:
        """The part of the news that is told this way."""

    def worth(self, news: News) -> bool:
        """Whether that part is worth a message."""

    def shown(self, message: Digest) -> str:
        """Exactly what would be sent, for a rehearsal."""

    def send(self, message: Digest) -> None:
        """Send it. Raises NotSentError where it could not be."""


@dataclass(frozen=True)
class ByMail:
    """E-mail to one owner about their pages."""

    owner: OwnerConfig
    owner_of: Callable[[str], OwnerConfig]
    sender: str
    server: MailServer
    way: str = "e-mail"

    @property
    def name(self) -> str:
        """The owner's name."""
        return self.owner.name

    @property
    def file(self) -> str:
        """The owner's work list."""
        return work_file(self.owner.name)

    @property
    def whom(self) -> str:
        """The owner and the address."""
        return f"{self.owner.name} ({self.owner.email})"

    def about(self, news: News) -> News:
        """What has happened on the owner's pages."""
        return news.of(lambda url: self.owner_of(url) is self.owner)

    def worth(self, news: News) -> bool:
        """Whether anything has happened there."""
        return bool(news)

    def shown(self, message: Digest) -> str:
        """The headers, then both parts in full."""
        mail = e_mail(message, sender=self.sender, name=self.owner.name, to=self.owner.email)
        headers = [f"{name}: {value}" for name, value in mail.items()]
        return "\n".join([*headers, *(f"\n{part.get_content()}" for part in mail.iter_parts())])

    def send(self, message: Digest) -> None:
        """Hand it to the mail server."""
        self.server.send(e_mail(message, sender=self.sender, name=self.owner.name, to=self.owner.email))


@dataclass(frozen=True)
class ByWebhook:
    """A message for the whole site, posted to a webhook."""

    way: str
    address: str = field(repr=False)
    write: Callable[[Digest], bytes]
    name: str = ""
    file: str = "index.html"

    @property
    def whom(self) -> str:
        """The service: the address is a secret."""
        return self.way

    def about(self, news: News) -> News:
        """All of it."""
        return news

    def worth(self, news: News) -> bool:
        """Whether anything has happened, or the audit itself went otherwise than the one before."""
        return bool(news) or news.turned

    def shown(self, message: Digest) -> str:
        """What would be posted."""
        return f"To: {self.way}\n\n{json.dumps(json.loads(self.write(message)), indent=2, ensure_ascii=False)}\n"

    def send(self, message: Digest) -> None:
        """Post it."""
        webhook.post(self.way, self.address, self.write(message))


def ways(config: Config, secrets: Mapping[str, str]) -> list[Way]:
    """Everyone to tell. Raises UserError where there is nobody, or what is needed to tell them is not given."""
    found: list[Way] = [*_by_mail(config, secrets)] if config.tell.server else []
    for name, (secret, write) in _WEBHOOKS.items():
        if address := secrets.get(secret, "").strip():
            webhook.check(name, address)
            found.append(ByWebhook(name, address, write))
    if not found:
        raise UserError(
            "There is nobody to tell yet. For e-mail, set `server` and `sender` under [tell], and `email` for an "
            "[[owner]]. For Teams or Slack, put the address of a webhook into the environment as "
            "LOCALOFFER_TEAMS_WEBHOOK or LOCALOFFER_SLACK_WEBHOOK."
        )
    return found


def _by_mail(config: Config, secrets: Mapping[str, str]) -> Iterator[Way]:
    server = MailServer(config.tell, _login(secrets))
    owner_of = cache(Wishes(owners=config.owner).owner_of)  # each owner asks for every address
    for owner in config.owner:
        if owner.email:
            yield ByMail(owner, owner_of, config.tell.sender, server)


def _login(secrets: Mapping[str, str]) -> Login | None:
    user, password = secrets.get(_USER, ""), secrets.get(_PASSWORD, "")
    if bool(user) != bool(password):
        raise UserError(f"Set both {_USER} and {_PASSWORD} in the environment, or neither of them.")
    if not (user + password).isascii():
        raise UserError(f"{_USER} and {_PASSWORD} may hold plain letters, figures and signs alone: no accents.")
    return Login(user, password) if user else None
