"""The version of what packets say and how they look. It is printed on every page and frozen with each packet."""

TEMPLATE_VERSION = "2026-11.3"
