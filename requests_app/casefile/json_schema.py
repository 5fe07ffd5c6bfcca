"""The published JSON Schema of a case file, written from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from requests_app.casefile.schema import VERSION, CaseFile

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = ROOT / "docs" / "reference" / "case-file.schema.json"


def schema_text() -> str:
    """Stable text: the same models always give the same file."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CaseFile.model_json_schema(),
    }
    schema["title"] = f"Case file, version {VERSION}"
    # Both have a default for programs that put a file together; a file that is read must name them.
    schema["required"] = ["format", "version"]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
