"""What the pages of plan forms show, worked out from a form, its mapping and a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import long_date
from requests_app.common.forms import PortalForm
from requests_app.models import Case, PlanForm
from requests_app.planforms import queries
from requests_app.planforms.choices import Group, first_options, groups_for, label_of
from requests_app.planforms.facts import FACTS, GROUPS, Told
from requests_app.planforms.matching import Missing
from requests_app.planforms.slots import Slot, SlotKind
from requests_app.planforms.suggestions import suggest

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Each list of facts weighs ten kilobytes; a page stays light enough for a slow line.
PER_PART = 8
KINDS: dict[str, Any] = {
    SlotKind.TEXT: lambda: _("a line of text"),
    SlotKind.MULTILINE: lambda: _("several lines of text"),
    SlotKind.DATE: lambda: _("a date"),
    SlotKind.CHOICE: lambda: _("a list to choose from"),
    SlotKind.TICK: lambda: _("a box to tick"),
    SlotKind.SIGNATURE: lambda: _("a signature"),
}
# The facts somebody copies by hand into a form without boxes, in the order in which forms ask.
COPY_ORDER = tuple(
    """
    request.kind request.speed member.name member.birth member.id member.group member.phone member.address
    subscriber.name subscriber.birth subscriber.relation plan.insurer plan.kind plan.phone
    provider.name provider.credentials provider.specialty provider.npi provider.tax_id provider.phone
    provider.fax provider.address clinician.name clinician.npi clinician.phone
    care.description care.level care.starts care.ends care.amount_text diagnosis.all service.all
    why.gap why.provider network.all calls.reference calls.request_number calls.authorization
    """.split()  # noqa: SIM905 -- a list of keys is read easier without forty quotes
)


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: StrOrPromise


@dataclass(frozen=True)
class Part:
    """Some boxes of a form that are shown on one page. `number` counts from 1."""

    number: int
    total: int
    slots: tuple[tuple[int, Slot], ...]

    @property
    def pages(self) -> list[int]:
        return sorted({slot.page for _number, slot in self.slots})

    @property
    def text(self) -> str:
        values = {"first": self.slots[0][0], "last": self.slots[-1][0]}
        return _("Boxes %(first)s to %(last)s") % values


@dataclass(frozen=True)
class BoxRow:
    """One box on the mapping page."""

    number: int
    slot: Slot
    words: str
    about: str
    select: Any
    line: Any
    first: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    chosen: str
    is_suggested: bool


@dataclass(frozen=True)
class Gap:
    label: str
    box: str
    url: str


def parts_of(form: PlanForm) -> list[Part]:
    """Signatures and locked boxes have a number on the picture, but nothing to decide."""
    open_slots = [pair for pair in enumerate(queries.slots_of(form), start=1) if pair[1].can_be_filled]
    chunks = [tuple(open_slots[at : at + PER_PART]) for at in range(0, len(open_slots), PER_PART)]
    return [Part(number, len(chunks), chunk) for number, chunk in enumerate(chunks, start=1)]


def part_in(parts: Sequence[Part], text: str) -> Part:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return parts[min(max(number, 1), len(parts)) - 1]


def stored_values(form: PlanForm, part: Part) -> dict[str, str]:
    """By the names of the fields of the page; empty for “not decided”."""
    return {f"s{number}": form.mapping.get(slot.key, "") for number, slot in part.slots}


def shown_values(form: PlanForm, part: Part) -> dict[str, str]:
    """What was decided, and a suggestion where nothing was."""
    return {f"s{number}": form.mapping.get(slot.key) or suggest(slot) for number, slot in part.slots}


def box_rows(form: PlanForm, part: Part, asked: PortalForm) -> list[BoxRow]:
    rows = []
    for number, slot in part.slots:
        line = asked[f"t{number}"] if f"t{number}" in asked.fields else None
        chosen = asked[f"s{number}"].value() or ""
        rows.append(
            BoxRow(
                number=number,
                slot=slot,
                words=slot.words,
                about=_about(slot),
                select=asked[f"s{number}"],
                line=line,
                first=first_options(slot),
                groups=groups_for(slot),
                chosen=chosen,
                is_suggested=bool(chosen) and not asked.is_bound and slot.key not in form.mapping,
            )
        )
    return rows


def form_rows(form: PlanForm) -> list[Row]:
    pages = ngettext("%(count)d page", "%(count)d pages", form.pages) % {"count": form.pages}
    who = form.uploaded_by.full_name or form.uploaded_by.email
    rows = [
        Row(_("Insurance company"), form.insurer),
        Row(_("Source"), form.source),
        Row(_("Checked"), long_date(form.checked_on)),
        Row(_("Added by"), who),
        Row(_("File"), f"PDF, {pages}, {filesizeformat(form.byte_size)}".replace("\xa0", " ")),
        Row(_("Fingerprint of the file (SHA-256)"), form.sha256),
    ]
    return rows


def boxes_text(form: PlanForm) -> str:
    """90 boxes, 12 not decided yet"""
    if queries.is_flat(form):
        return _("No boxes that can be filled in by a computer")
    count, open_count = len(form.fields), queries.undecided_count(form)
    boxes = ngettext("%(count)d box", "%(count)d boxes", count) % {"count": count}
    if not open_count:
        return _("%(boxes)s, all decided") % {"boxes": boxes}
    return _("%(boxes)s, %(open)s not decided yet") % {"boxes": boxes, "open": open_count}


def decided_rows(form: PlanForm) -> list[Row]:
    """Number and words of each box, and what belongs into it."""
    rows = []
    for number, slot in enumerate(queries.slots_of(form), start=1):
        if not slot.can_be_filled:
            is_signature = slot.kind == SlotKind.SIGNATURE
            told = _("Left for a person to sign") if is_signature else _("Locked by the plan")
        else:
            told = label_of(form.mapping[slot.key]) if slot.key in form.mapping else _("Not decided yet")
        rows.append(Row(f"{number}. {slot.words}", told))
    return rows


def gaps_of(case: Case, missing: Sequence[Missing]) -> list[Gap]:
    """What the case lacks, once for each fact, with the page that asks for it."""
    found: dict[str, Gap] = {}
    for one in missing:
        if one.fact.group == "signer" or one.fact.place == "signed":
            continue
        label = f"{GROUPS[one.fact.group]}: {one.fact.label}"
        found.setdefault(one.fact.key, Gap(label, one.slot.words, url_of_place(case, one.fact.place)))
    return list(found.values())


def filled_text(count: int) -> str:
    return ngettext("%(count)d box is filled in", "%(count)d boxes are filled in", count) % {"count": count}


def copy_rows(told: Told) -> list[Row]:
    facts = [FACTS[key] for key in COPY_ORDER]
    spelled = [(fact, fact.spell(told)) for fact in facts]
    return [Row(f"{GROUPS[fact.group]}: {fact.label}", values[0]) for fact, values in spelled if values]


def url_of_place(case: Case, place: str) -> str:
    other = {
        "codes": "intake:codes",
        "offices": "outreach:office_list",
        "calls": "insurer_calls:call_list",
        "tracks": "tracks:track_list",
        "clinician": "clinicians:ask_list",
    }
    if place in other:
        return reverse(other[place], args=[case.public_id])
    task, _dot, step = place.partition(".")
    return reverse("intake:step", args=[case.public_id, task, step]) if step else ""


def download_name(form: PlanForm, copy: str) -> str:
    """Says nothing of a person, a plan or health."""
    return f"plan-form-{copy}-{form.checked_on.isoformat()}.pdf"


def _about(slot: Slot) -> str:
    told = [_("page %(number)s") % {"number": slot.page}, str(KINDS[slot.kind]())]
    if slot.longest:
        told.append(_("up to %(count)s characters") % {"count": slot.longest})
    if slot.is_required:
        told.append(_("the plan asks for it"))
    if slot.words != slot.name:
        told.append(_("named “%(name)s” in the file") % {"name": slot.name})
    return ", ".join(told)
