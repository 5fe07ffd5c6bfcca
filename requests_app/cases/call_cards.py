"""What a call card is made of, and how its lines are filled from the case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# The box on the plan’s card in which the plan’s own names of offices are written down.
NAMES_BOX = "provider_names"


class FieldKind(StrEnum):
    YES_NO_UNSURE = "yes_no_unsure"
    CHOICE = "choice"
    TICK = "tick"
    TEXT = "text"
    LONG_TEXT = "long_text"
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    DAYS = "days"
    NUMBER = "number"
    MONEY = "money"


class When(StrEnum):
    """In which situation an ask belongs to the call."""

    ALWAYS = "ALWAYS"
    URGENT = "URGENT"
    NOT_FOUND = "NOT_FOUND"
    LATE = "LATE"
    RULE_DATE_PASSED = "RULE_DATE_PASSED"
    SAID_YES = "SAID_YES"
    SAID_PART = "SAID_PART"
    SAID_NO = "SAID_NO"
    SAID_MORE = "SAID_MORE"
    NOT_WRITTEN = "NOT_WRITTEN"
    WEBSITE = "WEBSITE"
    REFUSED = "REFUSED"
    NO_ANSWER = "NO_ANSWER"


@dataclass(frozen=True)
class CardField:
    key: str
    label: StrOrPromise
    kind: FieldKind = FieldKind.TEXT
    max_length: int = 0
    options: tuple[tuple[str, StrOrPromise], ...] = ()
    hint: StrOrPromise = ""
    is_optional: bool = False


@dataclass(frozen=True)
class Ask:
    """Something to say, and the boxes for what is heard.

    `say_for_another` when a caregiver calls; the two `before_looking` when nobody looked in the network yet,
    the two `after_care` when the care has taken place.
    """

    key: str
    say: StrOrPromise
    fields: tuple[CardField, ...] = ()
    when: When = When.ALWAYS
    before: StrOrPromise = ""
    say_for_another: StrOrPromise = ""
    before_looking: StrOrPromise = ""
    before_looking_for_another: StrOrPromise = ""
    after_care: StrOrPromise = ""
    after_care_for_another: StrOrPromise = ""


@dataclass(frozen=True)
class Card:
    kind: str
    title: StrOrPromise
    purpose: StrOrPromise
    minutes: StrOrPromise
    have_ready: tuple[StrOrPromise, ...]
    say: tuple[StrOrPromise, ...]
    asks: tuple[Ask, ...]
    if_they_say: tuple[Ask, ...] = ()
    before_you_hang_up: tuple[StrOrPromise, ...] = ()
    afterwards: tuple[StrOrPromise, ...] = ()

    @property
    def fields(self) -> tuple[CardField, ...]:
        """All boxes of this kind of call, in the order of the card; the shared boxes are not among them."""
        return tuple(field for ask in (*self.asks, *self.if_they_say) for field in ask.fields)


YES = ("YES", _("Yes"))
NO = ("NO", _("No"))
UNSURE = ("UNSURE", _("I’m not sure"))
NOT_STATED = ("NOT_STATED", _("Not stated"))

TEXT = 100
NUMBER = 50
PHONE = 40
LONG = 500

# A missing fact is never a blank or a code name: the person still sees what to say there.
GAP_PHRASES: dict[str, StrOrPromise] = {
    "age_group": _("(this age group)"),
    "care": _("(the care you need)"),
    "care_list": _("(the parts of the care you need)"),
    "due_on": _("(the day they had to answer by)"),
    "first_name": _("(your first name)"),
    "last_call": _("(your last call)"),
    "member_id": _("(the number on your card)"),
    "name": _("(your name)"),
    "answer_by": _("(the day you choose)"),
    "caller": _("(your name)"),
    "need": _("(this problem)"),
    "npi": _("(the NPI the office gave you)"),
    "pages": _("(the number of)"),
    "phone": _("(your phone number)"),
    "plan": _("(your plan)"),
    "provider": _("(the provider you want)"),
    "regulator": _("(the office that oversees the plan)"),
    "request_number": _("(the request number)"),
    "sent_on": _("(the day you sent them)"),
    "way": _("(fax, website or mail)"),
    "zip": _("(your ZIP code)"),
}
PLACEHOLDERS = frozenset(GAP_PHRASES)

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(line: StrOrPromise, facts: Mapping[str, str | None]) -> str:
    """The line with facts of the case in it; a fact we do not have leaves words to read, not a code name."""

    def fact(found: re.Match[str]) -> str:
        name = found.group(1)
        value = (facts.get(name) or "").strip()
        return value or str(GAP_PHRASES.get(name, _("this")))

    return _PLACEHOLDER.sub(fact, str(line))


def spoken(ask: Ask, facts: Mapping[str, str | None]) -> str:
    """The line as the one who calls says it; only a caregiver has a name apart from the patient's."""
    own, for_another = ask.say, ask.say_for_another
    if "after_care" in facts:
        own, for_another = ask.after_care or own, ask.after_care_for_another or for_another
    elif "before_looking" in facts:
        own, for_another = ask.before_looking or own, ask.before_looking_for_another or for_another
    return fill(for_another if for_another and "caller" in facts else own, facts)


def yes_no(key: str, label: StrOrPromise, hint: StrOrPromise = "") -> CardField:
    return CardField(key, label, FieldKind.YES_NO_UNSURE, options=(YES, NO, UNSURE), hint=hint)


def stated(key: str, label: StrOrPromise) -> CardField:
    """A line of the plan's answer: the plan says yes, says no, or leaves it open."""
    return CardField(key, label, FieldKind.CHOICE, options=(YES, NO, NOT_STATED))


def choice(key: str, label: StrOrPromise, *options: tuple[str, StrOrPromise]) -> CardField:
    return CardField(key, label, FieldKind.CHOICE, options=options)


def text(key: str, label: StrOrPromise, hint: StrOrPromise = "", max_length: int = TEXT) -> CardField:
    return CardField(key, label, FieldKind.TEXT, max_length=max_length, hint=hint)


def long_text(key: str, label: StrOrPromise, hint: StrOrPromise = "", max_length: int = LONG) -> CardField:
    return CardField(key, label, FieldKind.LONG_TEXT, max_length=max_length, hint=hint)


def phone(key: str, label: StrOrPromise, hint: StrOrPromise = "") -> CardField:
    return CardField(key, label, FieldKind.PHONE, max_length=PHONE, hint=hint)


def day(key: str, label: StrOrPromise) -> CardField:
    return CardField(key, label, FieldKind.DATE)


def money(key: str, label: StrOrPromise) -> CardField:
    return CardField(key, label, FieldKind.MONEY, hint=_("Like 125.50"))


def days(key: str, label: StrOrPromise, hint: StrOrPromise = "") -> CardField:
    return CardField(key, label, FieldKind.DAYS, max_length=TEXT, hint=hint)


def tick(key: str, label: StrOrPromise) -> CardField:
    return CardField(key, label, FieldKind.TICK)


def optional(field: CardField) -> CardField:
    """A box the page marks as optional. The others may be left empty too, but should be asked about."""
    return replace(field, is_optional=True)
