from __future__ import annotations

from django.db import models

from requests_app.models.accounts import Organization
from requests_app.models.base import BaseModel


class TenantModel(BaseModel):
    """A private row: it belongs to one organization, and Postgres shows it inside that scope only.

    The migration `guards` adds what Django cannot say: row security (forced) and, for each foreign key to
    another private table, a second key that includes the organization, so no row can point across tenants.
    A test fails when a new private table lacks one of them.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
