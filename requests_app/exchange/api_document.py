"""The OpenAPI 3.1 document, made from the same models that check what is sent and shape what is answered."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from pydantic.json_schema import models_json_schema

from requests_app.accounts.api_door import Scope
from requests_app.exchange import api_models as models
from requests_app.exchange.api_queries import MOST, USUAL
from requests_app.models import CaseStatus

VERSION = "1.0.0"
REF = "#/components/schemas/{model}"
SENT: tuple[type, ...] = (models.OpenCase,)
ANSWERED: tuple[type, ...] = (models.CasePage, models.CaseState, models.Problem, models.Told)
JSON, PROBLEM = "application/json", "application/problem+json"
RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SERVICE_NAME}: cases of a facility",
            "version": VERSION,
            "description": "Open a case, read where it stands, fetch its packet. A key sees one facility.",
        },
        "servers": [{"url": settings.SITE_URL + reverse("api:cases").removesuffix("/cases/")}],
        "security": [{"key": []}],
        "paths": {
            "/cases/": {"get": _list(), "post": _open()},
            "/cases/{case_id}/": {"parameters": [_in_path("case_id")], "get": _one()},
            "/cases/{case_id}/packets/{packet_id}/": {
                "parameters": [_in_path("case_id"), _in_path("packet_id")],
                "get": _packet(),
            },
        },
        "webhooks": {"changed": {"post": _told()}},
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"A key made by an admin. Scopes: {', '.join(Scope)}.",
                }
            },
        },
    }


def _schemas() -> dict[str, Any]:
    modes: list[Any] = [(one, "validation") for one in SENT] + [(one, "serialization") for one in ANSWERED]
    _by_model, found = models_json_schema(modes, ref_template=REF)
    schemas: dict[str, Any] = found["$defs"]
    return schemas


def _list() -> dict[str, Any]:
    return {
        "operationId": "listCases",
        "summary": "Cases in the order in which they changed",
        "description": f"Needs the scope {Scope.READ}. Next time begin at “read_until” of the first page.",
        "parameters": [
            _asked("after", "The “next” of the answer before.", {"type": "string"}),
            _asked("changed_since", "With its time zone.", {"type": "string", "format": "date-time"}),
            _asked("status", "Only these.", {"type": "string", "enum": list(CaseStatus.values)}),
            _asked("limit", "", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
        ],
        "responses": {"200": _json("CasePage", "Some of them"), **_faults("401", "403", "422", "429")},
    }


def _open() -> dict[str, Any]:
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Needed when outside_id is not sent.",
        "schema": {"type": "string", "maxLength": 80},
    }
    return {
        "operationId": "openCase",
        "summary": "Open a case, once",
        "description": (
            f"Needs the scope {Scope.OPEN}. The same outside_id or “Idempotency-Key” again answers with the "
            "case as it stands (200) and changes nothing."
        ),
        "parameters": [key],
        "requestBody": {"required": True, "content": {JSON: {"schema": _ref("OpenCase")}}},
        "responses": {
            "201": _json("CaseState", "Opened")
            | {"headers": {"Location": {"description": "Where it is read.", "schema": {"type": "string"}}}},
            "200": _json("CaseState", "It was opened before"),
            **_faults("401", "403", "409", "415", "422", "429"),
        },
    }


def _one() -> dict[str, Any]:
    return {
        "operationId": "readCase",
        "summary": "Where one case stands",
        "description": f"Needs the scope {Scope.READ}. Nothing clinical is in it.",
        "responses": {"200": _json("CaseState", "It stands here"), **_faults("401", "403", "404", "429")},
    }


def _packet() -> dict[str, Any]:
    return {
        "operationId": "fetchPacket",
        "summary": "The packet as a PDF",
        "description": f"Needs the scope {Scope.PACKETS}. Compare its SHA-256 with the one of the case.",
        "responses": {
            "200": {"description": "The file", "content": {"application/pdf": {}}},
            **_faults("401", "403", "404", "409", "429"),
        },
    }


def _told() -> dict[str, Any]:
    return {
        "operationId": "told",
        "summary": "What your own address is told",
        "description": (
            "“SCA-Signature: t=…,v1=…”: v1 is the HMAC-SHA256, in hex, of “t.body” with the secret of the "
            "webhook. Answer 2xx within 10 seconds. The same id may come twice."
        ),
        "requestBody": {"required": True, "content": {JSON: {"schema": _ref("Told")}}},
        "responses": {"2XX": {"description": "Taken"}},
        "security": [],
    }


FAULTS = {
    "401": "No key, or one that does not open",
    "403": "The key has no such scope",
    "404": "There is no such thing in your facility",
    "409": "It cannot be done as things stand",
    "415": "Not JSON",
    "422": "Something sent was not understood; “errors” says where",
    "429": "Too many requests",
}


def _faults(*statuses: str) -> dict[str, Any]:
    return {
        status: {"description": FAULTS[status], "content": {PROBLEM: {"schema": _ref("Problem")}}}
        | ({"headers": RETRY} if status == "429" else {})
        for status in statuses
    }


def _json(model: str, description: str) -> dict[str, Any]:
    return {"description": description, "content": {JSON: {"schema": _ref(model)}}}


def _ref(model: str) -> dict[str, str]:
    return {"$ref": REF.format(model=model)}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _asked(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
