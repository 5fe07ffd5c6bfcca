from __future__ import annotations

from django.db import models

from requests_app.models.accounts import User


class FormSubmission(models.Model):
    """The first arrival of a form key, and where it led: a second click is answered with the same result."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    result_url = models.CharField(max_length=500, blank=True)
    edit_url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="form_key_once_per_person", fields=["user", "key"])]

    def __str__(self) -> str:
        return f"FormSubmission {self.pk}"


class HeldForm(models.Model):
    """What somebody typed when the session ran out or the language was switched: sealed, kept for a day.

    Only the browser that typed it holds the key; the database keeps a hash of its name and the sealed text.
    """

    name_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"HeldForm {self.pk}"
