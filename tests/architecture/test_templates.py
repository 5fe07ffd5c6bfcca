"""What templates may hold: nothing unescaped, nothing inline, and none that nobody shows."""

from __future__ import annotations

import re
from pathlib import Path

import allauth

from requests_app.packets.parts import Section
from tests.architecture.files import ROOT, TEMPLATES, modules, name_of, templates

PAGES = [path for path in templates() if path.suffix == ".html"]
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
UNESCAPED = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off")
# Asked for by the library under this name, put together from the name of the template pack.
NAMED_BY_CRISPY = {"portal/whole_uni_form.html"}
# A file of its own that people download: it has no other file to take a style from, and its own policy.
STANDS_ALONE = {"packets/html/copy.html"}


# A section of a packet names its template by itself, for the PDF and for the page on which it is checked.
SECTIONS = {
    f"packets/{folder}/_{str(section).replace('-', '_')}.html"
    for folder in ("pdf", "review")
    for section in Section
}


def test_nothing_stands_inline():
    wrong = {name_of(path): found for path in PAGES if (found := inline_parts(path))}

    assert PAGES
    assert wrong == {}


def inline_parts(path: Path) -> list[str]:
    text = path.read_text()
    if name_of(path).removeprefix("templates/") in STANDS_ALONE:
        text = text.replace("<style>{{ style }}</style>", "", 1)
    scripts = [
        attributes
        for attributes in SCRIPT.findall(text)
        if "src=" not in attributes and 'type="application/json"' not in attributes
    ]
    return INLINE.findall(text) + scripts


def test_everything_is_escaped():
    assert [name_of(path) for path in PAGES if UNESCAPED.search(path.read_text())] == []


def test_only_plain_text_is_left_unescaped():
    open_ones = {path for path in templates() if UNESCAPED.search(path.read_text())}

    assert {path.suffix for path in open_ones} == {".txt"}


def test_every_template_is_used():
    ours = "\n".join(path.read_text() for path in [*modules(), *templates()])
    theirs = "\n".join(
        path.read_text() for path in Path(allauth.__file__).parent.rglob("*.py") if "tests" not in path.parts
    )

    def is_used(name: str) -> bool:
        if name in NAMED_BY_CRISPY | SECTIONS or name in ours:
            return True
        if name.startswith("emails/"):
            stem = re.sub(r"_(subject|body)\.txt$", "", name.removeprefix("emails/"))
            return f'"{stem}"' in ours
        if name.startswith("texts/messages/"):
            return f'"{Path(name).stem}"' in ours
        # allauth puts the ending from its settings behind the name.
        return f"{name.rpartition('.')[0]}." in theirs

    names = [str(path.relative_to(TEMPLATES)) for path in templates()]
    assert [name for name in names if not is_used(name)] == []


def test_the_catalog_says_nothing_that_we_do_not_say():
    """“Completed” and “Submitted” promise too much, “invalid” and “please” blame; scripts may say please."""
    words = re.compile(r"\b(?:completed|submitted|invalid|oops|forbidden)\b", re.IGNORECASE)
    polite = re.compile(r"\bplease\b", re.IGNORECASE)
    catalog = (ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po").read_text()
    texts = [
        "".join(re.findall(r'"(.*)"', entry))
        for entry in re.findall(r'msgid(?:_plural)? ((?:".*"\n?)+)', catalog)
    ]

    assert [text for text in texts if words.search(text)] == []
    # Lines to say aloud stand in curly quotes.
    assert [text for text in texts if polite.search(text) and "“" not in text] == []
