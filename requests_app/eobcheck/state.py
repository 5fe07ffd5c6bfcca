"""What a visitor told so far. It travels sealed in the page itself, because nothing of it is kept here.

The seal keeps it from being read in the page’s source or changed on the way, nothing more: whoever has the
page has the answers. A page that stays open does not run out.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from pydantic import Field, ValidationError
from pydantic import StringConstraints as Text

from requests_app.claims.statement import Amount, Line, Note, Npi, Number, Shape, Statement

# Checked at once: more than this is work for a request with an account.
MOST_CLAIMS = 20
# Of all claims together; each line is held against the approval, again with every page.
MOST_LINES = 999
# Held of one file until the visitor has said whose claims to check.
MOST_READ = 60
MOST_NOTES = 30
# A sealed page comes back as one field of a form, whose size the product limits.
LONGEST = 600_000
Point = Literal["", "YES", "NO", "NOT_STATED"]
Code = Annotated[str, Text(pattern=r"^[A-Z0-9.]{1,8}(-[A-Z0-9]{2}){0,4}$")]


class Approval(Shape):
    """What the plan said yes to, as the visitor knows it. Empty and None: not told."""

    said: Literal["", "YES", "NO", "UNSURE"] = ""
    kind: Literal["", "GAP", "AGREEMENT"] = ""
    said_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    codes: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    units: Annotated[int, Field(ge=1, le=9999)] | None = None
    unit: Literal["", "VISITS", "DAYS", "HOURS", "UNITS"] = ""
    number: Number = ""
    npi: Npi = ""
    in_network_cost_share: Point = ""
    in_network_deductible: Point = ""
    no_billing_the_rest: Point = ""
    copay: Amount | None = None
    coinsurance: Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)] | None = None
    rate: Amount | None = None


class Claim(Shape):
    """One claim. `top`: what holds for all of it. `parts`: the person’s share, while there are no lines.

    `is_read`: from a file as the plan made it, so that nothing of it is typed over.
    """

    top: Statement = Statement()
    parts: Line = Line()
    lines: tuple[Line, ...] = ()
    was_asked: bool = False
    is_read: bool = False

    @property
    def statement(self) -> Statement:
        if self.is_read:
            return self.top
        return self.top.model_copy(update={"lines": self.lines or (self._one_line,)})

    @property
    def _one_line(self) -> Line:
        """The numbers of the claim, which has one line, with the parts of the person’s share."""
        return self.parts.model_copy(
            update={
                name: getattr(self.top, name)
                for name in ("service_from", "service_to", "billed", "allowed", "plan_paid", "patient_owes")
            }
        )


class State(Shape):
    """Everything a visitor told. Of a file: `notes`, worth knowing; `left_out`, claims not checked."""

    claims: Annotated[tuple[Claim, ...], Field(max_length=MOST_READ)] = ()
    approval: Approval = Approval()
    notes: Annotated[tuple[Note, ...], Field(max_length=MOST_NOTES)] = ()
    left_out: int = 0
    coverage: Annotated[str, Text(pattern=r"^[A-Z]{0,12}$")] = ""
    funding: Literal["", "YES", "NO", "UNSURE"] = ""
    plan_state: Annotated[str, Text(pattern=r"^([A-Z]{2})?$")] = ""

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(one.statement for one in self.claims)


class NotOurs(Exception):
    """This was not sealed here, or was changed on its way."""


def seal(state: State) -> str:
    packed = zlib.compress(state.model_dump_json(exclude_defaults=True).encode(), 9)
    return _cipher().encrypt(packed).decode()


def unseal(text: str) -> State:
    """Raises NotOurs. Nothing sealed is an empty state: the first page has none."""
    if not text:
        return State()
    if len(text) > LONGEST:
        raise NotOurs
    try:
        return State.model_validate_json(zlib.decompress(_cipher().decrypt(text.encode())))
    except (InvalidToken, ValidationError, zlib.error, UnicodeError):
        raise NotOurs from None


def _cipher() -> MultiFernet:
    """One key per data key: after a change of keys an open page still works."""
    seeds = [hashlib.sha256(f"bill check\n{key}".encode()).digest() for key in settings.DATA_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(seed)) for seed in seeds])
