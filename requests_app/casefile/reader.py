"""From the text of a file to a `CaseFile`, or to the list of everything that is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from pydantic import ValidationError

from requests_app.casefile import wording
from requests_app.casefile.day_rules import Reading
from requests_app.casefile.schema import FORMAT, READABLE, VERSION, CaseFile

LARGEST = 5 * 1024 * 1024
ROOT = "$"
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Faults = tuple[tuple[str, str], ...]


class CaseFileRefused(Exception):
    """The file is not read. `faults` holds the path of each fault and what is wrong there.

    The texts never repeat what stands in the file, so that they may be shown and logged.
    """

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path} {text}" for path, text in faults))
        self.faults: Faults = tuple(faults)


class _Broken(ValueError):
    """Raised inside the JSON parser."""


def read_case_file(text: str | bytes, *, today: date) -> CaseFile:
    """The file in the present version. Raises CaseFileRefused with every fault.

    `today` decides what lies in the future.
    """
    plain = _decoded(text)
    _check_head(_parsed(plain))
    try:
        found = CaseFile.model_validate_json(plain, strict=True, context=Reading(today=today))
    except ValidationError as problem:
        raise CaseFileRefused(_faults(problem)) from None
    return found.model_copy(update={"version": VERSION})


def checked_again(file: CaseFile, *, today: date) -> CaseFile:
    """The same file after all rules, for a `CaseFile` that a program has put together."""
    return read_case_file(file.model_dump_json(), today=today)


def path_of(place: Sequence[str | int]) -> str:
    """`$.offices[2].attempts[0].contacted_on`"""
    path = ROOT
    for step in place:
        if isinstance(step, int):
            path += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            path += f".{step}"
        else:
            path += f"[{json.dumps(step)}]"
    return path


def _decoded(text: str | bytes) -> str:
    if isinstance(text, bytes):
        _check_size(len(text))
        try:
            return text.decode("utf-8-sig")
        except UnicodeDecodeError:
            _refuse("is not UTF-8 text")
    _check_size(len(text))
    return text.removeprefix("\ufeff")


def _check_size(size: int) -> None:
    if size > LARGEST:
        _refuse(f"is larger than {LARGEST // 1024 // 1024} MB")


def _parsed(text: str) -> Any:
    """JSON without its traps: a key given twice and numbers that are none are refused."""
    try:
        return json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number)
    except _Broken as fault:
        _refuse(str(fault))
    except json.JSONDecodeError as fault:
        _refuse(f"is not JSON: line {fault.lineno}, column {fault.colno}")
    except (RecursionError, ValueError):
        _refuse("is not JSON that can be read: too deep, or a number too long")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _Broken(f"has the key {json.dumps(double)} twice in one object")
    return found


def _no_number(name: str) -> NoReturn:
    raise _Broken(f"has {name}, which is not a number")


def _check_head(data: Any) -> None:
    """Another kind of file, or another version, is told as that alone."""
    if not isinstance(data, dict):
        _refuse("must be an object: { … }")
    if data.get("format") != FORMAT:
        raise CaseFileRefused([("$.format", f"must be {FORMAT}")])
    version = data.get("version")
    if version not in READABLE or isinstance(version, bool) or not isinstance(version, int):
        known = " or ".join(str(one) for one in READABLE)
        raise CaseFileRefused([("$.version", f"must be {known}: this program reads no other version")])


def _refuse(text: str) -> NoReturn:
    raise CaseFileRefused([(ROOT, text)])


def _faults(problem: ValidationError) -> list[tuple[str, str]]:
    found = problem.errors(include_url=False, include_input=False)
    return [(path_of(one["loc"]), wording.text_of(one)) for one in found]
