"""The files in `files/`: good ones, odd ones, and those that are refused."""

from __future__ import annotations

from pathlib import Path

from requests_app.claims.readers import fhir
from requests_app.claims.readers.base import Refused
from requests_app.claims.statement import Reading, Statement

FOLDER = Path(__file__).parent / "files"
GOOD = sorted(path.name for path in FOLDER.joinpath("good").iterdir())
ODD = sorted(path.name for path in FOLDER.joinpath("odd").iterdir())
REFUSED = sorted(path.name for path in FOLDER.joinpath("refused").iterdir())


def data(name: str) -> bytes:
    return next(FOLDER.glob(f"*/{name}")).read_bytes()


def reading(name: str) -> Reading:
    return fhir.read(data(name))


def statement(name: str) -> Statement:
    """Of a file with a single claim."""
    (only,) = reading(name).statements
    return only


def notes(name: str) -> set[str]:
    return {one.slug.removeprefix("fhir.") for one in reading(name).notes}


def refusal(name: str) -> str:
    try:
        fhir.read(data(name))
    except Refused as refused:
        return refused.slug.removeprefix("fhir.")
    return ""
