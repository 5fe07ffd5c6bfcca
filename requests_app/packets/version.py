"""The version of what packets say and how they look: printed on every page, frozen with each packet."""

TEMPLATE_VERSION = "2026-11.5"
