"""What is different between two case files, field by field, as plain data that can be kept.

What stands in a list has no number in the file, so it is matched by what names it: the office's name, the
call's kind and day, the code itself, the hash of a kept listing. Equal ones are matched first, so that
nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from requests_app.casefile import schema

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# What follows from the file that was kept, and cannot change while its hash is the same.
OF_THE_FILE = ("sha256", "received_at", "media_type", "pages", "page_keys")
# What was done with the request once it was sent is no change of what it says.
AFTER_SENDING = (
    "decisions",
    "appeals",
    "peer_to_peers",
    "complaints",
    "agreements",
    "units_used",
    "renewals",
    "coverage_changes",
    "escalations",
    "clock_pauses",
    "clock_extensions",
    "eobs",
    "reprocessings",
)
NOT_TOLD = frozenset(
    {"format", "version", "reference", "papers.is_from_clinician", *AFTER_SENDING}
    | {f"{prefix}.{name}" for prefix in ("captures", "offices.captures", "papers") for name in OF_THE_FILE}
)
# Told as one thing: their parts mean nothing alone.
WHOLE = frozenset({"offices.attempts", "settlements", "calls_statement", "letters", "benefit_checks"})
LONGEST_VALUE = 120


@dataclass(frozen=True)
class Change:
    """`item` names the office, call or code it is about; a text too long to be shown is kept as “…”."""

    path: str
    kind: str
    item: str = ""
    before: str = ""
    after: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def differences(before: schema.CaseFile, after: schema.CaseFile) -> list[Change]:
    """In the order of the file; each difference once."""
    return list(_of_part("", before, after, item=""))


def _of_part(prefix: str, before: BaseModel, after: BaseModel, *, item: str) -> Iterator[Change]:
    for name in type(after).model_fields:
        path = f"{prefix}{name}"
        if path in NOT_TOLD:
            continue
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if path in MATCHED_BY:
            yield from _of_list(path, old, new, inside=item)
        elif isinstance(new, BaseModel) and path not in WHOLE:
            yield from _of_part(f"{path}.", old, new, item=item)
        else:
            yield _changed(path, _text(old), _text(new), item)


def _changed(path: str, old: str, new: str, item: str) -> Change:
    kind = ADDED if not old else REMOVED if not new else CHANGED
    return Change(path, kind, item, _short(old), _short(new))


def _of_list(path: str, before: Sequence[Any], after: Sequence[Any], *, inside: str) -> Iterator[Change]:
    """`inside` is the office that a list of its own belongs to: its changes are told under its name."""
    old, new = _without_equal(before, after)
    key_of = MATCHED_BY[path]

    def name_of(item: Any) -> str:
        return inside or NAMED_BY.get(path, key_of)(item)

    for item in new:
        same = next((one for one in old if key_of(one) == key_of(item)), None)
        if same is None:
            yield Change(path, ADDED, name_of(item))
        else:
            old.remove(same)
            yield from _of_part(f"{path}.", same, item, item=name_of(item))
    for item in old:
        yield Change(path, REMOVED, name_of(item))


def _without_equal(before: Iterable[Any], after: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    old, new = list(before), []
    for item in after:
        if item in old:
            old.remove(item)
        else:
            new.append(item)
    return old, new


def _office(office: schema.Office) -> str:
    return office.name


def _call(call: schema.InsurerCall) -> str:
    return f"{call.kind} {call.called_on.isoformat()}"


def _code(code: schema.CareCode) -> str:
    return f"{code.code}-{code.modifier}" if code.modifier else code.code


def _file(file: schema.Capture | schema.Paper) -> str:
    return file.sha256


def _question(question: schema.NetworkQuestion) -> str:
    return question.about_name


def _track(track: schema.Track) -> str:
    return track.kind


def _source(facts: schema.StatedFacts) -> str:
    return facts.source


def _paper(paper: schema.Paper) -> str:
    return paper.title or paper.kind


def _nothing(_item: Any) -> str:
    return ""


MATCHED_BY: dict[str, Callable[[Any], str]] = {
    "offices": _office,
    "insurer_calls": _call,
    "care.codes": _code,
    "tracks": _track,
    "stated_facts": _source,
    "captures": _file,
    "questions": _question,
    "offices.captures": _file,
    "offices.questions": _question,
    "papers": _file,
}
# A hash names a file to a program only.
NAMED_BY: dict[str, Callable[[Any], str]] = {"captures": _nothing, "papers": _paper}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return "…"
    if isinstance(value, dict):
        return "…" if value else ""
    if isinstance(value, list | tuple):
        return "…" if any(isinstance(one, BaseModel) for one in value) else ", ".join(map(str, value))
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else "…"
