"""What a sheet is made from and made of: see `sheets` for the list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from requests_app.casefile.schema import CaseFile
from requests_app.common.errors import DomainError
from requests_app.packets.more_parts import Fact, Ground
from requests_app.packets.parts import Signer
from requests_app.packets.proof import Proof

NOBODY = Signer()


class SheetRefused(DomainError):
    """There is nothing to print yet. The text is shown to the person: give it lazily, it is read later."""


@dataclass(frozen=True)
class Asked:
    """`about` is the public id of the row a sheet is about, when there can be several; empty: the newest.

    `proof` measures and looks rules up when it is called: most sheets do without.
    """

    case: CaseFile
    on: date
    about: str = ""
    signer: Signer = NOBODY
    proof: Callable[[], Proof] = Proof


@dataclass(frozen=True)
class PlainLetter:
    """A letter to be signed by hand. `to` is one line for each; empty parts are left out."""

    to: tuple[str, ...] = ()
    about: tuple[Fact, ...] = ()
    paragraphs: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    asked_intro: str = ""
    asked: tuple[str, ...] = ()
    closing: str = ""
    enclosed: tuple[str, ...] = ()
    signed_by: str = ""


@dataclass(frozen=True)
class Sheet:
    """One document: `template` gets `parts`, `title`, `made` and `reference`; it extends sheets/base.html.

    `name` is that of the file and says nothing of anybody.
    """

    title: str
    name: str
    template: str
    parts: Mapping[str, Any] = field(default_factory=dict)


LETTER = "packets/sheets/letter.html"


def letter_sheet(*, title: str, name: str, letter: PlainLetter) -> Sheet:
    return Sheet(title=title, name=name, template=LETTER, parts={"letter": letter})
