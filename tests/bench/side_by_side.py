"""The same packet printed by us, by plain WeasyPrint, by Chromium and by LibreOffice, in turns, in one run.

python -m tests.bench.side_by_side, inside the portal's environment. Prints JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import pikepdf

from tests.bench.watching import Cost, watched

ROUNDS, OFFICES = 5, 40
# As many offices as a request can hold, and two calls to each.
MOST_OFFICES, CALLS_EACH = 500, 2
EXHIBITS, PAGES_OF_EXHIBIT = 5, 10
PLAIN = (
    "import weasyprint; weasyprint.HTML('packet.html').write_pdf('weasyprint.pdf', pdf_variant='pdf/ua-1')"
)


@dataclass(frozen=True)
class Line:
    name: str
    seconds: float
    peak: float
    kilobytes: float
    pages: int
    is_tagged: bool


def measure(rounds: int) -> dict[str, Any]:
    from tests.bench.stage import case_with
    from tests.factories.people import make_user

    plain, many = (
        str(case_with(OFFICES, make_user(email=f"beside-{uuid4().hex}@example.com")).public_id),
        _with_many_rows(),
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, told = _ours(plain, folder, rounds)
        lines = [
            _line(
                "Our packet, first build, in a worker that runs", [ours], folder / "ours.pdf", told["first"]
            ),
            _line("Our packet, one section changed", [ours], folder / "ours.pdf", told["again"]),
        ]
        costs: dict[str, list[Cost]] = {}
        others = {one: command for one, command in _others(folder).items() if shutil.which(command[0])}
        for _round in range(rounds):
            for one, command in others.items():
                costs.setdefault(one, []).append(watched(command, folder=folder))
        for one, found in costs.items():
            lines.append(_line(f"{one}, started cold", found, folder / FILES[one]))
        missing = sorted(set(_others(folder)) - set(others))
    return {
        "lines": [asdict(one) for one in lines],
        "missing": missing,
        "ours": told,
        "exhibits": _in_own_folder(_with_exhibits(), 3),
        "rows": _in_own_folder(many, 1),
    }


# It tags only when it is told to.
OFFICE_EXPORT = 'pdf:writer_web_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
FILES = {
    "Plain WeasyPrint": "weasyprint.pdf",
    "Chromium, headless": "chromium.pdf",
    "LibreOffice": "packet.pdf",
}


def _others(folder: Path) -> dict[str, list[str]]:
    return {
        "Plain WeasyPrint": [sys.executable, "-c", PLAIN],
        "Chromium, headless": [
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", "--print-to-pdf=chromium.pdf", f"file://{folder}/packet.html",
        ],
        "LibreOffice": [
            "soffice", f"-env:UserInstallation=file://{folder}/office", "--headless",
            "--convert-to", OFFICE_EXPORT, "packet.html",
        ],
    }  # fmt: skip


def _ours(case: str, folder: Path, rounds: int) -> tuple[Cost, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.bench.ours", case, str(folder), str(rounds)]
    cost = watched(command, folder=Path.cwd(), environment=dict(os.environ))
    return cost, json.loads(cost.said.strip().splitlines()[-1])


def _in_own_folder(case: str, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        try:
            cost, told = _ours(case, Path(name), rounds)
        except RuntimeError as fault:
            # Said in the table, because a limit that was met is a figure, too.
            return {"failed": str(fault).strip().splitlines()[-1]}
        return {**told, "peak": cost.peak, "worker": cost.alone}


def _line(name: str, costs: list[Cost], file: Path, seconds: float | None = None) -> Line:
    with pikepdf.open(file) as pdf:
        return Line(
            name,
            statistics.median(one.seconds for one in costs) if seconds is None else seconds,
            statistics.median(one.peak for one in costs),
            file.stat().st_size / 1000,
            len(pdf.pages),
            "/StructTreeRoot" in pdf.Root,
        )


def _with_many_rows() -> str:
    from requests_app.models import OutreachAttempt
    from tests.bench.stage import case_with
    from tests.databases import see_everything
    from tests.factories.people import make_user

    case = case_with(MOST_OFFICES, make_user(email=f"beside-{uuid4().hex}@example.com"))
    see_everything()
    for attempt in list(OutreachAttempt.objects.filter(office__case=case)):
        for _more in range(1, CALLS_EACH):
            attempt.pk, attempt.public_id = None, uuid4()
            attempt.save(force_insert=True)
    return str(case.public_id)


def _with_exhibits() -> str:
    from tests.bench.stage import case_with
    from tests.databases import see_everything
    from tests.documents import making
    from tests.factories.people import make_user
    from tests.listings.pages import kept_capture

    case = case_with(12, make_user(email=f"beside-{uuid4().hex}@example.com"))
    for number in range(EXHIBITS):
        see_everything()
        kept_capture(case, data=making.pdf(PAGES_OF_EXHIBIT, size=(612, 780 + number)))
    return str(case.public_id)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    from tests.databases import see_everything

    see_everything()
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
