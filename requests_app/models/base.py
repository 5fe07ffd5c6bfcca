from __future__ import annotations

from uuid import uuid4

from django.db import models


class BaseModel(models.Model):
    """A numeric key for the database, a random public id for addresses."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.public_id}"
