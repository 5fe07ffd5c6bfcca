"""One message to an address that somebody else chose: only https, only public places, no going on elsewhere.

The name is looked up once, every address it has is checked, and the line goes to the one that was checked:
a name that answers differently a moment later leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from requests_app.common.outside import CONNECT_SECONDS, for_a_while

SECONDS = 10.0
# Ways in which an IPv6 address carries an IPv4 one to somewhere else.
_TUNNELS = [ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]
Lookup = Callable[[str, int], list[str]]


class NotSent(Exception):
    """`fault` is a code of ours."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def is_public(address: str) -> bool:
    """A place in the open internet: not this machine, not its network, not what lies beside it."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found.is_site_local or any(found in net for net in _TUNNELS):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def look_up(host: str, port: int) -> list[str]:
    try:
        return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise NotSent("NO_ADDRESS") from None


def public_addresses(host: str, port: int) -> list[str]:
    """Raises NotSent when there is none, or when one of them is not public."""
    found = look_up(host, port)
    if not found:
        raise NotSent("NO_ADDRESS")
    if not all(is_public(one) for one in found):
        raise NotSent("NOT_PUBLIC")
    return found


def is_fit(url: str) -> bool:
    """An https address with a name or a public number, without a password in it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or parts.username is not None or parts.fragment or port == 0:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host and not host.endswith((".local", ".internal", ".localhost"))
    return is_public(host)


class _Pinned(HTTPSConnection):
    """Speaks to the address that was checked; the certificate has to be that of the name."""

    def __init__(self, host: str, port: int, *, address: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=CONNECT_SECONDS, context=context)
        self._address, self._tls = address, context

    def connect(self) -> None:
        line = socket.create_connection((self._address, self.port), CONNECT_SECONDS)
        try:
            self.sock = self._tls.wrap_socket(line, server_hostname=self.host)
        except BaseException:
            line.close()
            raise


@dataclass(frozen=True)
class Line:
    """`lookup` and `tls` are those of the open internet; a test brings its own place."""

    lookup: Lookup = public_addresses
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer; nothing else of it is read. Raises NotSent."""
        if not is_fit(url):
            raise NotSent("NOT_PUBLIC")
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection = self._open(host, port)
        with for_a_while(connection, SECONDS):
            try:
                with suppress(BrokenPipeError, ConnectionResetError):
                    connection.request("POST", path, body=body, headers=dict(headers))
                status = connection.getresponse().status
            except TimeoutError:
                raise NotSent("TIMEOUT") from None
            except (OSError, HTTPException, ValueError):
                raise NotSent("CUT_OFF") from None
        return status

    def _open(self, host: str, port: int) -> HTTPSConnection:
        for address in self.lookup(host, port)[:3]:
            connection = _Pinned(host, port, address=address, context=self.tls)
            try:
                connection.connect()
            except ssl.SSLError:
                raise NotSent("CERTIFICATE") from None
            except (OSError, HTTPException, ValueError):
                continue
            connection.sock.settimeout(SECONDS)
            return connection
        raise NotSent("NO_LINE")
