"""What a facility keeps beside its cases: its settings, people, sites, directories and words."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from requests_app.exchange.exports_case import SECRET
from requests_app.models import (
    ClosedDay,
    InsurerContact,
    InsurerProfile,
    Leave,
    Membership,
    MessageTemplate,
    OpeningHours,
    Organization,
    PatientLink,
    ProviderEntry,
    SavedView,
    Site,
    Tag,
    TemplateVersion,
)

TABLES: tuple[type[models.Model], ...] = (
    ClosedDay,
    InsurerContact,
    InsurerProfile,
    Leave,
    MessageTemplate,
    OpeningHours,
    PatientLink,
    ProviderEntry,
    SavedView,
    Site,
    Tag,
    TemplateVersion,
)


def tables_of(organization: Organization) -> bytes:
    found: dict[str, Any] = {
        "Organization": list(Organization.objects.filter(pk=organization.pk).values()),
        "Membership": list(
            Membership.objects.filter(organization=organization)
            .order_by("pk")
            .values("id", "user_id", "user__full_name", "user__email", "role", "is_active", "site_ids")
        ),
    }
    for model in TABLES:
        rows = model._default_manager.filter(organization=organization).order_by("pk")
        names = [one.attname for one in model._meta.concrete_fields if not SECRET.search(one.attname)]
        found[model.__name__] = list(rows.values(*names))
    return (json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n").encode()
