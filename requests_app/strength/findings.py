"""What a check says: the words for the person, and where to go.

A check is one pure function from `Facts` to verdicts. Most give one verdict, some one for each office or text
they are about; a check that does not apply gives none and is not mentioned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from requests_app.strength.facts import Facts

MUST, STRONGER, GOOD = "MUST", "STRONGER", "GOOD"
GROUPS = (MUST, STRONGER, GOOD)


@dataclass(frozen=True)
class Link:
    """A page of this case. `url_kwargs` are those beside `case_id`."""

    url_name: str
    url_kwargs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """`values` fill the title and the reason; what stands here goes before what the rule says.

    `place` is the path in the case file, `office` the place of the office in its list.
    """

    is_good: bool
    place: str = ""
    office: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    title: StrOrPromise = ""
    reason: StrOrPromise = ""
    source: str = ""
    link: Link | None = None
    part: str = ""


Outcome = tuple[Verdict, ...]
SILENT: Outcome = ()


@dataclass(frozen=True)
class Finding:
    """One line of the page. `source` is the id of a record when `has_record`, else a text.

    `url_kwargs` are those beside `case_id`. `part` tells several findings of one check apart.
    """

    id: str
    version: int
    group: str
    title: str
    reason: str
    source: str
    url_name: str
    url_kwargs: Mapping[str, str]
    has_record: bool = False
    place: str = ""
    office: int | None = None
    part: str = ""

    def as_json(self) -> dict[str, Any]:
        """What a packet keeps: which check of which version said what about which place."""
        return {"id": self.id, "version": self.version, "group": self.group, "place": self.place}


@dataclass(frozen=True)
class Rule:
    """A check, as it is registered. `title` is said when it fails, `good` when it holds."""

    id: str
    version: int
    group: str
    title: StrOrPromise
    good: StrOrPromise
    reason: StrOrPromise
    source: StrOrPromise
    link: Link
    place: str
    record: str
    test: Callable[[Facts], Outcome]

    def findings(self, facts: Facts) -> Iterable[Finding]:
        for verdict in self.test(facts):
            link = verdict.link or self.link
            words = self.good if verdict.is_good else self.title
            record = verdict.source or self.record
            yield Finding(
                id=self.id,
                version=self.version,
                group=GOOD if verdict.is_good else self.group,
                title=_filled(verdict.title or words, verdict.values),
                reason=_filled(verdict.reason or self.reason, verdict.values),
                source=record or str(self.source),
                has_record=bool(record),
                url_name=link.url_name,
                url_kwargs=link.url_kwargs,
                place=verdict.place or self.place,
                office=verdict.office,
                part=verdict.part,
            )


RULES: dict[str, Rule] = {}


def rule(
    id: str,
    *,
    version: int = 1,
    group: str,
    title: StrOrPromise,
    good: StrOrPromise,
    reason: StrOrPromise,
    link: Link,
    place: str,
    source: StrOrPromise = "",
    record: str = "",
) -> Callable[[Callable[[Facts], Outcome]], Callable[[Facts], Outcome]]:
    """Register the function below as a check. `record` is the record behind it, else `source` is a text."""

    def register(test: Callable[[Facts], Outcome]) -> Callable[[Facts], Outcome]:
        if id in RULES or not (source or record):
            raise ValueError(f"{id}: used twice, or without a source")
        RULES[id] = Rule(id, version, group, title, good, reason, source, link, place, record, test)
        return test

    return register


def holds(is_good: bool, *, place: str = "", **values: Any) -> Outcome:
    """One verdict about the place of the rule."""
    return (Verdict(is_good, place=place, values=values),)


def _filled(text: StrOrPromise, values: Mapping[str, Any]) -> str:
    return str(text) % values if values else str(text)
