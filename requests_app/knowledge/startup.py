"""A library that does not say enough stops the start: no page is shown from a broken file."""

from __future__ import annotations

from typing import Any

from django.core import checks

from requests_app.knowledge import store


@checks.register("knowledge")
def library_loads(**_kwargs: Any) -> list[checks.CheckMessage]:
    try:
        store.all_records()
    except (store.KnowledgeRefused, OSError) as error:
        hint = "Mend the file under requests_app/knowledge/data, then run manage.py check_knowledge."
        return [checks.Error(str(error), hint=hint, id="knowledge.E001")]
    return []
