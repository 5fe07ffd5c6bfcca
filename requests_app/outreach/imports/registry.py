"""Ask the public NPI registry (NPPES of CMS) by name: a short question, an answer that is not trusted.

Off without an address. It never waits longer than a few seconds, reads no more than a page of answers and
goes to no other host. Nothing about the patient is in the question.
"""

from __future__ import annotations

import json
import logging
import queue
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from requests_app.models.outreach import OfficeKind
from requests_app.outreach.imports.rows import FoundOffice, RowRefused, dicts, make_row

log = logging.getLogger(__name__)

SECONDS = 3.0
MOST_BYTES = 512 * 1024
MOST_RESULTS = 20
API_VERSION = "2.1"
KINDS = {"NPI-1": OfficeKind.PERSON, "NPI-2": OfficeKind.FACILITY}


class RegistryUnavailable(Exception):
    """Too slow, broken, or not what was expected. The person types instead."""


@dataclass(frozen=True)
class Question:
    words: str
    state: str = ""


def find(address: str, question: Question) -> list[FoundOffice]:
    """People and organizations of this name, best first. Raises RegistryUnavailable."""
    parts = urlsplit(address)
    content = _fetched(parts, _queries(parts.query, question))
    found: list[FoundOffice] = []
    for one in content:
        for number, result in enumerate(dicts(one.get("results")), start=1):
            try:
                found.append(make_row(number, _row(result)))
            except RowRefused:
                continue
    return list({row.npi or row.name: row for row in found}.values())[:MOST_RESULTS]


def _queries(own: str, question: Question) -> list[str]:
    """By number, or as an organization and as a person: the registry wants to know which."""
    words = question.words.split()
    asked: list[dict[str, str]] = []
    if question.words.isdecimal():
        asked.append({"number": question.words})
    else:
        asked.append({"enumeration_type": "NPI-2", "organization_name": f"{question.words}*"})
        person = {"enumeration_type": "NPI-1", "last_name": f"{words[-1]}*"}
        asked.append(person | ({"first_name": f"{words[0]}*"} if len(words) > 1 else {}))
    common = {"version": API_VERSION, "limit": str(MOST_RESULTS)}
    common |= {"state": question.state} if question.state else {}
    return ["&".join(part for part in (own, urlencode(common | one)) if part) for one in asked]


def _fetched(parts: SplitResult, queries: list[str]) -> list[dict[str, Any]]:
    """All answers within SECONDS in all: a server that drips must not hold the page either."""
    answers: queue.Queue[list[dict[str, Any]] | None] = queue.Queue()
    connection = _connection(parts)
    worker = threading.Thread(
        target=_ask_all, args=(connection, parts.path or "/", queries, answers), daemon=True
    )
    worker.start()
    try:
        found = answers.get(timeout=SECONDS)
    except queue.Empty:
        found = None
        _cut(connection)
    if found is None:
        log.warning("npi registry unavailable")
        raise RegistryUnavailable
    return found


def _ask_all(
    connection: HTTPConnection,
    path: str,
    queries: list[str],
    answers: queue.Queue[list[dict[str, Any]] | None],
) -> None:
    try:
        answers.put([_asked(connection, f"{path}?{query}") for query in queries])
    except (OSError, HTTPException, ValueError, RecursionError):
        answers.put(None)
    finally:
        connection.close()


def _asked(connection: HTTPConnection, target: str) -> dict[str, Any]:
    """One answer. A redirect is not followed: it counts as broken like any other status."""
    connection.request("GET", target, headers={"Accept": "application/json"})
    response = connection.getresponse()
    body = response.read(MOST_BYTES + 1)
    if response.status != 200 or len(body) > MOST_BYTES:
        raise ValueError("no usable answer")
    content = json.loads(body)
    if not isinstance(content, dict) or not isinstance(content.get("results", []), list):
        raise ValueError("another shape")
    return content


def _connection(parts: SplitResult) -> HTTPConnection:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=SECONDS)


def _cut(connection: HTTPConnection) -> None:
    """Ends the reading of the thread that was given up on."""
    try:
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def _row(result: dict[str, Any]) -> dict[str, Any]:
    basic = next(dicts([result.get("basic")]), {})
    address = _practice_address(result)
    kind = KINDS.get(str(result.get("enumeration_type")))
    return {
        "name": _name(basic),
        "kind": kind.value if kind else "",
        "npi": result.get("number"),
        "phone": address.get("telephone_number"),
        "street": ", ".join(_texts(address.get("address_1"), address.get("address_2"))),
        "city": address.get("city"),
        "state": address.get("state"),
        "zip_code": address.get("postal_code"),
        "specialty": _specialty(result),
    }


def _name(basic: dict[str, Any]) -> str:
    if basic.get("organization_name"):
        return str(basic["organization_name"])
    name = " ".join(_texts(basic.get("first_name"), basic.get("middle_name"), basic.get("last_name")))
    return ", ".join(_texts(name, basic.get("credential")))


def _practice_address(result: dict[str, Any]) -> dict[str, Any]:
    found = list(dicts(result.get("addresses")))
    return next((one for one in found if one.get("address_purpose") == "LOCATION"), found[0] if found else {})


def _specialty(result: dict[str, Any]) -> str:
    found = sorted(dicts(result.get("taxonomies")), key=lambda one: one.get("primary") is not True)
    return next((text for one in found for text in _texts(one.get("desc"))), "")


def _texts(*values: Any) -> Iterator[str]:
    return (value.strip() for value in values if isinstance(value, str) and value.strip())
