"""The source files that tests about the code read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "requests_app"
TEMPLATES = ROOT / "templates"


def modules(*, without: tuple[str, ...] = ()) -> list[Path]:
    found = [*APP.rglob("*.py"), *(ROOT / "sca_portal").rglob("*.py")]
    return sorted(path for path in found if not set(without) & set(path.parts))


def page_modules() -> list[Path]:
    """Views, forms, presenters and template tags: they write nothing and query nothing themselves."""
    areas = ("views", "forms", "presenters", "templatetags")
    return [
        path
        for path in modules()
        if path.stem in areas or set(areas) & set(path.parts) or path.stem.endswith(("_view", "_views"))
    ]


def templates() -> list[Path]:
    # While texts are collected, a copy of each template lies beside it as Python.
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file() and path.suffix != ".py")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
