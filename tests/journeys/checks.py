"""What must hold for every page a journey visits, whoever visits it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import polib
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import APIRequestContext, Page, Response

from tests.databases import ROOT

PAGE_LIMIT = 100_000
# Eight lists of all facts of a case on one page: a desk's work, told in docs/reference/plan-forms.md.
LISTS_OF_FACTS, LISTS_LIMIT = re.compile(r"/(?:form|q/forms/[^/]+)/boxes/"), 170_000
NARROWEST = 320
CATALOG = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
# Small words of English that stand in nearly every sentence and in no Spanish one.
ENGLISH = re.compile(
    r"\b(the|you|your|this|that|what|when|with|from|and|will|not|have|for|we|was|are)\b", re.I
)
# Names stay as they are in every language, and so do words quoted from the packet, which is in English,
# and those that a person typed.
SAME_IN_BOTH = (
    # typed by people
    "We got your papers",
    "Hello {first_name}. We got your papers. Call us at {phone}.",
    "Ask for the insurance card",
    "Member services",
    "They read it from the screen.",
    "Care Request Desk",
    "English",
    "«Not given»",
    "OPM, Healthcare and Insurance",
    "intensive outpatient treatment for depression",
    "Send the form",
    "The approval says in network.",
    # As it stands printed on statements.
    "This is not a bill",
    "your share",
    "your rights",
)

RUN_AXE = """async rules => {
  const chosen = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
  const found = await axe.run(document, {resultTypes: ["violations"], ...chosen});
  const places = nodes => nodes.slice(0, 3).map(node => node.target.join(" ")).join("; ");
  return found.violations.map(fault => [fault.impact, fault.id, places(fault.nodes)]);
}"""
# What axe judges by the words themselves; all else it judges by elements, attributes and style sheets.
RULES_OF_LANGUAGE = [
    "document-title",
    "html-has-lang",
    "html-lang-valid",
    "html-xml-lang-mismatch",
    "valid-lang",
]
# Elements in order with their attributes. Of what is written for people it counts only that it is there.
SHAPE = """() => {
  const whole = /^(id|for|class|role|type|name|tabindex|scope|headers|open|aria-(?!label$|description$).+)$/;
  const shown = one => one.value && !whole.test(one.name) ? one.name : `${one.name}=${one.value}`;
  const hasText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  return [...document.querySelectorAll("*")].map(e => [
    e.tagName, e.parentElement ? e.parentElement.tagName : "", e.children.length, hasText(e),
    ...[...e.attributes].map(shown).sort()].join(" ")).join("\\n");
}"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const wide = [...document.body.querySelectorAll("*")].filter(e =>
    e.getBoundingClientRect().right > width + 1 && !e.closest(".table-scroll, .visually-hidden"));
  const starts = wide.slice(-3).map(e => e.outerHTML.slice(0, 80));
  return `${document.documentElement.scrollWidth} wide: ${starts.join(" | ")}`;
}"""
FILES = """() => [...document.querySelectorAll("link[rel=stylesheet], script[src]")]
  .map(e => e.href || e.src)"""
# Texts a person can see, but for those marked as another language's.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/\\s+/g, " ").trim();
    const parent = walker.currentNode.parentElement;
    const isOurs = parent.closest("[lang]") === document.documentElement;
    if (text && isOurs && parent.checkVisibility()) found.push(text);
  }
  return found;
}"""


def axe_faults(page: Page, shapes: set[str] | None = None) -> list[str]:
    """`shapes`: pages that axe has seen in another language; only what depends on words is asked again."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    rules: list[str] = []
    if shapes is not None:
        shape = str(page.evaluate(SHAPE))
        rules = RULES_OF_LANGUAGE if shape in shapes else []
        shapes.add(shape)
    return [f"axe ({impact}) {rule}: {where}" for impact, rule, where in page.evaluate(RUN_AXE, rules)]


def width_faults(page: Page) -> list[str]:
    """No sideways scroll on the narrowest phone."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
    wide = page.evaluate(TOO_WIDE)
    page.set_viewport_size(size)
    return [f"sideways scroll at {NARROWEST} px: {wide}"] if wide else []


class Scales:
    """Weighs pages, uncompressed; a file that several pages use is fetched once."""

    def __init__(self, requests: APIRequestContext) -> None:
        self.requests = requests
        self.known: dict[str, int] = {}

    def weigh(self, page: Page, answer: Response) -> dict[str, int]:
        found = {"html": len(answer.body()), "css": 0, "js": 0}
        for url in page.evaluate(FILES):
            if url not in self.known:
                self.known[url] = len(self.requests.get(url).body())
            found[Path(url).suffix.lstrip(".")] += self.known[url]
        return found

    def faults(self, page: Page, answer: Response) -> list[str]:
        weights = self.weigh(page, answer)
        limit = LISTS_LIMIT if LISTS_OF_FACTS.search(page.url) else PAGE_LIMIT
        if sum(weights.values()) < limit:
            return []
        return [f"{sum(weights.values())} bytes: {weights}"]


def language_faults(page: Page, language: str) -> list[str]:
    faults = []
    if page.locator("html").get_attribute("lang") != language:
        faults.append(f"lang is not {language}")
    if language == "es":
        faults += [f"English text: {text!r}" for text in page.evaluate(TEXTS) if _is_english(text)]
        title = page.title()
        faults += [f"English title: {title!r}"] if _is_english(title) else []
    return faults


def _is_english(text: str) -> bool:
    for name in SAME_IN_BOTH:
        text = text.replace(name, "")
    return bool(ENGLISH.search(text)) or text.strip() in _english_sentences()


@cache
def _english_sentences() -> frozenset[str]:
    """What our own catalog knows as English and says differently in Spanish."""
    if not CATALOG.exists():
        return frozenset()
    entries: list[Any] = list(polib.pofile(str(CATALOG)))
    # “No” is the same in both, but for one place where a sentence begins with it.
    same = {one.msgid for one in entries if one.msgstr == one.msgid}
    told = {one.msgid for one in entries if one.msgstr and one.msgstr != one.msgid}
    return frozenset(text.strip() for text in told - same)
