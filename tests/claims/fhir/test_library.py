"""A maintained library of FHIR models is the judge of our own files, and of the amounts read from them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from tests.claims.fhir.files import GOOD, data, reading


def documents(name: str) -> list[Any]:
    text = data(name).decode()
    return (
        [json.loads(line) for line in text.splitlines()] if name.endswith(".ndjson") else [json.loads(text)]
    )


# Medicare’s server leaves out who billed, which the standard wants: the library takes none of these.
NOT_BY_THE_BOOK = [
    "medicare-carrier.json",
    "medicare-denied.json",
    "medicare-search-with-more-pages.json",
]


def validate(name: str) -> None:
    for document in documents(name):
        get_fhir_model_class(document["resourceType"]).model_validate(document)


@pytest.mark.parametrize("name", [name for name in GOOD if name not in NOT_BY_THE_BOOK])
def test_good_files_are_fhir(name: str) -> None:
    validate(name)


@pytest.mark.parametrize("name", NOT_BY_THE_BOOK)
def test_the_library_refuses_what_medicare_writes_and_we_do_not(name: str) -> None:
    with pytest.raises(ValidationError, match="provider"):
        validate(name)
    assert reading(name).statements


@pytest.mark.parametrize("name", [name for name in GOOD if name.startswith(("stu1", "stu2"))])
def test_library_and_reader_agree_on_what_was_billed(name: str) -> None:
    models = [
        resource
        for document in documents(name)
        for resource in (
            [entry["resource"] for entry in document["entry"]] if "entry" in document else [document]
        )
        if resource["resourceType"] == "ExplanationOfBenefit"
    ]
    for plain, found in zip(models, reading(name).statements, strict=True):
        model: Any = get_fhir_model_class("ExplanationOfBenefit").model_validate(plain)
        told = [
            Decimal(str(one.amount.value))
            for one in model.total or model.adjudication or []
            if any(coding.code == "submitted" for coding in one.category.coding)
        ]
        if told and found.status != "REVERSED":
            assert found.billed == told[0]
