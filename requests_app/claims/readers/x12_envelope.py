"""The envelope of an X12 file: interchanges, groups, transactions; what it is, and whether all is there.

A wrong count or control number is told, because the money inside is added up on its own. A file that ends in
the middle of a transaction is refused: nobody can say what is missing. No Django here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from requests_app.claims.readers.base import Refused, note, text_of, words
from requests_app.claims.readers.x12_segments import Interchanges, Segment
from requests_app.claims.statement import Note

REMITTANCE = "835"
# What else goes about between a plan and an office, each with a sentence of its own.
KNOWN_OTHERS = frozenset({"270", "271", "275", "276", "277", "278", "820", "834", "837", "997", "999"})
# The guide of remittances in use since 2012; a file that names no guide is read all the same.
GUIDE, OLD_GUIDE = "005010", "004010"
MOST_TRANSACTIONS = 5_000


@dataclass
class Transaction:
    """What stands between ST and SE, without either. `number`: its control number."""

    number: str
    segments: list[Segment] = field(default_factory=list)


class Envelope:
    """Walks a file once. `notes` grows while `transactions` are taken."""

    def __init__(self, data: bytes) -> None:
        self.text = text_of(data)
        self.notes: list[Note] = []
        self.others: dict[str, int] = {}
        self._found = 0

    def transactions(self) -> Iterator[Transaction]:
        """Each 835 of the file, as it comes; raises Refused for a file that is something else."""
        found = Interchanges(self.text)
        for segments in found:
            yield from self._interchange(segments)
        if found.has_more:
            self.notes.append(note("x12.after_the_end"))
        if not self._found:
            raise self._other()
        for kind, count in sorted(self.others.items()):
            self.notes.append(note("x12.other_left_out", kind=kind, count=count))

    def _interchange(self, segments: Iterator[Segment]) -> Iterator[Transaction]:
        isa = next(segments)
        if isa.get(15).upper() == "T":
            self.notes.append(note("x12.test_file"))
        groups, is_ended = 0, False
        for segment in segments:
            if segment.name == "GS":
                groups += 1
                yield from self._group(segment, segments)
            elif segment.name == "IEA":
                is_ended = True
                self._compare("x12.group_count", groups, segment.get(1))
                self._compare_numbers(isa.get(13), segment.get(2))
            elif segment.name == "TA1":
                self._count("TA1")
            else:
                raise Refused("x12.broken")
        if not is_ended:
            self.notes.append(note("x12.no_end"))

    def _group(self, gs: Segment, segments: Iterator[Segment]) -> Iterator[Transaction]:
        count = 0
        for segment in segments:
            if segment.name == "ST":
                count += 1
                kind = segment.get(1)
                if kind == REMITTANCE:
                    _check_guide(gs.get(8), segment.get(3))
                    self._found += 1
                    if self._found > MOST_TRANSACTIONS:
                        raise Refused("x12.too_large")
                    yield self._transaction(segment, segments)
                else:
                    self._count(kind)
                    _pass_over(segments)
            elif segment.name == "GE":
                self._compare("x12.transaction_count", count, segment.get(1))
                self._compare_numbers(gs.get(6), segment.get(2))
                return
            else:
                # What stands outside a payment may be a part of one.
                raise Refused("x12.broken")
        self.notes.append(note("x12.no_end"))

    def _transaction(self, st: Segment, segments: Iterator[Segment]) -> Transaction:
        found = Transaction(number=words(st.get(2), 20))
        for segment in segments:
            if segment.name == "SE":
                self._compare("x12.segment_count", len(found.segments) + 2, segment.get(1))
                self._compare_numbers(st.get(2), segment.get(2))
                return found
            if segment.name in {"ST", "GS", "GE", "IEA", "ISA"}:
                raise Refused("x12.cut_off")
            found.segments.append(segment)
        raise Refused("x12.cut_off")

    def _count(self, kind: str) -> None:
        kind = words(kind, 10) or "?"
        if kind in self.others or len(self.others) < 20:
            self.others[kind] = self.others.get(kind, 0) + 1

    def _other(self) -> Refused:
        """Why a file without a remittance is none."""
        kinds = sorted(self.others)
        if not kinds:
            return Refused("x12.empty")
        if kinds[0] == "TA1":
            return Refused("x12.is_ta1")
        if kinds[0] in KNOWN_OTHERS:
            return Refused(f"x12.is_{kinds[0]}")
        return Refused("x12.is_other", kind=kinds[0])

    def _compare(self, slug: str, counted: int, told: str) -> None:
        if told and told.lstrip("0") != str(counted).lstrip("0"):
            self.notes.append(note(slug, told=told, counted=counted))

    def _compare_numbers(self, start: str, end: str) -> None:
        if start.lstrip("0") != end.lstrip("0"):
            self.notes.append(note("x12.control_number", start=start, end=end))


def _check_guide(of_group: str, of_transaction: str) -> None:
    for told in (of_transaction, of_group):
        if told.startswith(OLD_GUIDE):
            raise Refused("x12.old_guide", guide=told)
        if told and not told.startswith(GUIDE):
            raise Refused("x12.other_guide", guide=told)


def _pass_over(segments: Iterator[Segment]) -> None:
    for segment in segments:
        if segment.name == "SE":
            return
    raise Refused("x12.cut_off")
