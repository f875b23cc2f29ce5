"""Looks names up, and keeps a checker of links away from private networks."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


class PrivateError(OSError):
    """A host on a private network, to which the audit was not told to go."""


class Public(AbstractResolver):
    """Finds the addresses that are connected to, so no name can change its address in between.

    Raises PrivateError for a private one. `names` are the names that were found.
    """

    def __init__(self, may_be_private: Callable[[str], bool]) -> None:
        self._may_be_private = may_be_private
        self._system = ThreadedResolver()
        self.names: set[str] = set()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host."""
        found = await self._system.resolve(host, port, family)
        self.names.add(host)
        for each in found:
            self.check(host, each["host"])
        return found

    def check(self, host: str, address: str) -> None:
        """Raises PrivateError for an address of this host that is private. A name passes: it is no address."""
        try:
            is_public = ipaddress.ip_address(address.partition("%")[0]).is_global
        except ValueError:
            return
        if not is_public and not self._may_be_private(host):
            raise PrivateError(f"{host} is on a private network")

    async def close(self) -> None:
        """Nothing is held."""
