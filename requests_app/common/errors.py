"""Refusals we expect: their text is shown to the person as it is."""

from __future__ import annotations


class DomainError(Exception):
    """A rule said no. The message is translated and written for the person who asked."""


class ChangedMeanwhile(DomainError):
    """Somebody else saved other values after this page was opened."""
