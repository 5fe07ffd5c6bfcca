"""A visitor’s file: small, read once in the confined process, and gone. Strangers wait for our own people."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.accounts import rates
from requests_app.claims import reading_texts
from requests_app.claims.reading import read_file
from requests_app.claims.statement import Statement
from requests_app.common.errors import DomainError
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import MEGABYTE, ReaderLimits
from requests_app.documents.refusals import FileRefused
from requests_app.eobcheck import typed
from requests_app.eobcheck.state import LONGEST, MOST_CLAIMS, MOST_LINES, Approval, State, seal
from requests_app.eobcheck.steps import At, Step

# A fifth of what a file of a request may use, and one at a time: the other turn is for people with a request.
LIMITS = ReaderLimits(memory=512 * MEGABYTE, cpu_seconds=10, wall_seconds=15, file_size=16 * MEGABYTE)
_TURN = threading.BoundedSemaphore(1)
WAIT_SECONDS = 5
ACTION = "read_bill"
TOO_LONG = gettext_lazy("This claim is too long for the check here. Start a request, and add the file there.")


@contextmanager
def turn() -> Iterator[None]:
    """Raises FileRefused where another stranger’s file takes too long."""
    if not _TURN.acquire(timeout=WAIT_SECONDS):
        raise FileRefused(Problem.BUSY)
    try:
        yield
    finally:
        _TURN.release()


class NotRead(DomainError):
    """The text is shown to the person as it is."""


def read(request: HttpRequest, given: Mapping[str, Any], approval: Approval) -> State:
    """The claims of a file or of pasted text. Raises NotRead; nothing of the file stays either way."""
    if not rates.is_allowed(request, ACTION):
        raise NotRead(_("Many files came from your connection. Wait an hour, or type the numbers instead."))
    file = given["file"]
    data = file.read() if file is not None else given["text"].encode()
    try:
        with turn():
            reading = read_file(data, limits=LIMITS)
    except FileRefused as refusal:
        raise NotRead(str(refusal)) from None
    if reading.refused:
        raise NotRead(str(reading_texts.refusal(reading)))
    if not reading.statements:
        raise NotRead(_("We found no claim in this file. Type the numbers instead."))
    state = typed.from_file(reading, approval)
    if not has_several_people(state):
        return _that_fits(state)
    if len(seal(state)) > LONGEST:
        raise NotRead(TOO_LONG)
    return state


def person_of(statement: Statement) -> str:
    """What tells people in a file apart; empty where it names nobody."""
    name = " ".join(statement.patient_name.casefold().split())
    born = statement.patient_born_on.isoformat() if statement.patient_born_on else ""
    return "|".join((name, born, statement.member_id.casefold())) if name or statement.member_id else ""


def people_in(state: State) -> dict[str, Statement]:
    """One claim of each person, in the order of the file."""
    found: dict[str, Statement] = {}
    for one in state.claims:
        found.setdefault(person_of(one.top), one.top)
    return found


def of_person(state: State, place: str) -> State:
    """Only the claims of the person chosen; those of others are forgotten here."""
    people = list(people_in(state))
    wanted = people[int(place)]
    kept = tuple(one for one in state.claims if person_of(one.top) == wanted)
    return _that_fits(state.model_copy(update={"claims": kept}))


def has_several_people(state: State) -> bool:
    return len(people_in(state)) > 1


def first_page(state: State) -> At:
    """Whose claims, when there are several people; then only as many as fit, and what was approved."""
    if has_several_people(state):
        return At(Step.PERSON)
    if not state.claims[0].is_read:
        return At(Step.NUMBERS)
    return At(Step.REVIEW if state.approval.said else Step.APPROVED)


def _that_fits(state: State) -> State:
    """The newest ones; fewer where they are so long that a page could not carry them."""
    most = MOST_CLAIMS
    while most:
        fewer = state.model_copy(
            update={
                "claims": state.claims[:most],
                "left_out": state.left_out + max(0, len(state.claims) - most),
            }
        )
        lines = sum(len(one.top.lines) + len(one.lines) for one in fewer.claims)
        if lines <= MOST_LINES and len(seal(fewer)) <= LONGEST:
            return fewer
        most //= 2
    raise NotRead(TOO_LONG)
