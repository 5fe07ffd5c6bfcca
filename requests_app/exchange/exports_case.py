"""What of one case goes into a file that leaves the app: for the facility, or for the patient side."""

from __future__ import annotations

import hashlib
import json
import logging
import mimetypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from requests_app.casefile.export import Reader, case_file, file_text
from requests_app.common import files
from requests_app.exchange import exports_patient
from requests_app.messaging import export as messages
from requests_app.models import Case, Document, Packet, PacketState
from requests_app.models.tenancy import TenantModel

log = logging.getLogger(__name__)
# What opens something, or says nothing by itself.
SECRET = re.compile(r"(^|_)(key|token|code|secret)_(sha256|hash)$|^secret$")
LEFT_OUT = {"CaseSearch", "ExportRun", "WebhookDelivery", "EobFile"}


@dataclass
class Kept:
    """A file of the case: where it lies, and the hash it had."""

    name: str
    key: str
    sha256: str


@dataclass
class Folder:
    """`texts` are ready; `kept` are read when they are packed. `problems` are told in the index."""

    case: Case
    name: str
    texts: dict[str, bytes] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    packed: int = 0
    problems: list[str] = field(default_factory=list)

    def entries(self) -> Iterator[tuple[str, bytes]]:
        """What cannot be read is left out and told; it stops nothing else."""
        for name, data in self.texts.items():
            yield self.name + name, data
        for one in self.kept:
            found = files.read(one.key)
            if found is None or hashlib.sha256(found).hexdigest() != one.sha256:
                log.error("kept file missing or changed", extra={"item_id": self.case.pk})
                self.problems.append(f"{one.name}: file missing or changed")
                continue
            self.packed += 1
            yield self.name + one.name, found


def for_facility(cases: list[Case]) -> list[Folder]:
    """Everything that the facility keeps: the case file, all rows, papers but those kept back, packets."""
    rows = _rows(cases)
    found = []
    for case in cases:
        case.shows_kept_back = False
        folder = Folder(case, f"cases/{case.reference}/")
        try:
            with transaction.atomic():
                folder.texts["case.json"] = file_text(case_file(case, Reader.STAFF)).encode()
        except Exception:
            log.exception("a case file could not be made", extra={"item_id": case.pk})
            folder.problems.append("case.json: could not be made")
        folder.texts["rows.json"] = _json(rows.get(case.pk, {}))
        folder.kept = [*_papers(case), *_packets(case)]
        found.append(folder)
    return found


def for_patient(case: Case) -> Folder:
    """What the patient side sees in the app: nothing that staff keep to themselves."""
    case.shows_kept_back = True
    folder = Folder(case, "")
    folder.texts = {
        "request.json": file_text(exports_patient.case_file_for_patient(case)).encode(),
        "messages.json": _json(messages.of_case(case, for_staff=False)),
    }
    folder.kept = [*_papers(case), *_packets(case)]
    return folder


def _papers(case: Case) -> Iterator[Kept]:
    for number, row in enumerate(Document.objects.shown(case).order_by("pk"), start=1):
        ending = mimetypes.guess_extension(row.media_type) or ".bin"
        name = f"papers/{number:03d}-{row.kind.lower().replace('_', '-')}{ending}"
        yield Kept(name, row.file_key, row.sha256)


def _packets(case: Case) -> Iterator[Kept]:
    for row in Packet.objects.filter(case=case, state=PacketState.READY).order_by("number"):
        yield Kept(f"packets/request-{case.reference}-{row.number}.pdf", row.file_key, row.pdf_sha256)


def _rows(cases: list[Case]) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """Every row of every table that belongs to a case: a handful of questions for many cases."""
    found: dict[int, dict[str, list[dict[str, Any]]]] = {
        row["id"]: {"Case": [row]}
        for row in Case.objects.filter(pk__in=[case.pk for case in cases]).values(*_columns(Case))
    }
    for model in tables():
        rows = _seen(model).filter(case__in=[case.pk for case in cases]).order_by("pk")
        for row in rows.values(*_columns(model)):
            found[row["case_id"]].setdefault(model.__name__, []).append(row)
    return found


def tables() -> list[type[TenantModel]]:
    """Those with a case, in the order of their names."""
    return sorted(
        (
            model
            for model in apps.get_app_config("requests_app").get_models()
            if issubclass(model, TenantModel)
            and model.__name__ not in LEFT_OUT
            and any(one.name == "case" for one in model._meta.concrete_fields)
        ),
        key=lambda model: model.__name__,
    )


def _seen(model: type[TenantModel]) -> models.QuerySet[Any]:
    """A paper that the patient side keeps from the facility is not even named."""
    rows: models.QuerySet[Any] = model._default_manager.all()
    names = {one.name for one in model._meta.concrete_fields}
    if model is Document:
        return rows.filter(kept_back_at__isnull=True)
    if "document" in names:
        return rows.exclude(document__kept_back_at__isnull=False)
    return rows


def _columns(model: type[models.Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields if not SECRET.search(one.attname)]


def _json(value: object) -> bytes:
    return (json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n").encode()


def index_line(folder: Folder) -> list[object]:
    case = folder.case
    return [
        case.reference,
        str(case.public_id),
        case.status,
        case.outcome,
        case.created_at.isoformat(timespec="seconds"),
        case.changed_at.isoformat(timespec="seconds"),
        folder.packed,
        "; ".join(folder.problems),
    ]


INDEX_HEADER = ("case", "id", "status", "outcome", "opened at", "changed at", "files", "problems")


def problems_in(lines: Iterable[list[object]]) -> int:
    return sum(1 for line in lines if line[-1])
