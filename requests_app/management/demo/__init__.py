"""Invented people and cases for a demonstration. The commands refuse to run without DEMO=1."""
