"""`make screenshots`: every page of the policy, on a phone and a desk, in both languages, and the packet.

    python -m tests.screenshots [--only PART_OF_A_NAME] [--lang en] [--viewport phone]

Pictures go to screenshots/<language>/<viewport>/<page>.png, contact sheets to screenshots/sheets/. Forms are
also pictured as they answer when they are posted empty. Fails when a page of the policy has no picture.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.urls import resolve, reverse
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, sync_playwright

OUT = Path(__file__).resolve().parents[2] / "screenshots"
VIEWPORTS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}
LANGUAGES = ("en", "es")
# Answers that are no page.
NO_PICTURE = {
    "healthz": "a word for machines",
    "outreach:npi_find": "off unless an address of the registry is set",
    "tracker:download_case": "a file",
    "facilities:logo_file": "a file",
    "facilities:link_code": "a file",
    "oversight:audit_file": "a file",
    "exchange:import_template": "a file",
    "exchange:import_report": "a file",
    "bulk:export_file": "a file",
    "dashboards:chart_file": "a file",
    "followups:event_file": "a file for a calendar",
    "calendars:feed_file": "a file for a calendar",
    "packets:download": "a file, pictured page by page",
    "packets:sheet": "a file",
    "mfa_download_recovery_codes": "a file",
    "listings:capture_file": "a file",
    "listings:capture_page": "a picture of its own",
    "listings:answer_file": "a file",
    "papers:paper_file": "a file",
    "clinicians:ask_sheet": "a file",
    "clinicians:done_file": "a file",
    "clinicians:letter_file": "a file",
    "clinicians:link": "leads on at once",
    "papers:paper_page": "a picture of its own",
    "exchange:export_file": "a file",
    "exchange:case_copy_file": "a file",
    "api:openapi": "a file for programs",
    "api:cases": "for programs",
    "api:case": "for programs",
    "api:packet": "for programs",
    "mfa_login_webauthn": "answers the browser's own dialog",
    "mfa_reauthenticate_webauthn": "answers the browser's own dialog",
    "account_reauthenticate": "leads on for whoever has just signed in",
    "mfa_reauthenticate": "leads on for whoever has just signed in",
}
WALKED = ("account_confirm_login_code", "mfa_authenticate")
APART = NO_PICTURE.keys() | set(WALKED)
EMPTY_THE_FORM = """() => {
  for (const box of document.querySelectorAll("#main-form input, #main-form textarea, #main-form select")) {
    if (["radio", "checkbox"].includes(box.type)) box.checked = false;
    else if (box.type !== "hidden") box.value = "";
  }
}"""
HAS_QUESTIONS = """() => !!document.querySelector(
  "#main-form input:not([type=hidden]), #main-form textarea, #main-form select")"""
UNPROCESSABLE = 422


@dataclass
class Album:
    """The pictures of one language and viewport."""

    browser: Browser
    portal: Any
    plan: dict[str, Any]
    language: str
    viewport: str
    taken: list[Path] = field(default_factory=list)
    pictured: set[str] = field(default_factory=set)
    elsewhere: list[str] = field(default_factory=list)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return OUT / self.language / self.viewport

    def take_all(self, only: str) -> None:
        wanted = [shot for shot in self.plan["shots"] if only in shot["name"] and shot["route"] not in APART]
        for shot in wanted:
            self._take(shot)
        self._walk(only)
        for shot in wanted:
            self._take_empty(shot)
        for context in self.contexts.values():
            context.close()

    def _take(self, shot: dict[str, str]) -> None:
        with self._page(shot["actor"]) as page:
            answer = page.goto(self.portal.url + shot["path"])
            if urlsplit(page.url).path != urlsplit(shot["path"]).path:
                self.elsewhere.append(f"{shot['name']} leads to {urlsplit(page.url).path}")
                return
            if answer is not None and answer.status >= 500:
                self.elsewhere.append(f"{shot['name']} answered {answer.status}")
                return
            self.pictured.add(shot["route"])
            self._keep(page, shot["name"])

    def _take_empty(self, shot: dict[str, str]) -> None:
        with self._page(shot["actor"]) as page:
            page.goto(self.portal.url + shot["path"])
            if urlsplit(page.url).path != urlsplit(shot["path"]).path or not page.evaluate(HAS_QUESTIONS):
                return
            page.evaluate(EMPTY_THE_FORM)
            button = page.locator("#main-form .actions button.button").first
            try:
                with page.expect_response(lambda one: one.request.method == "POST", timeout=8_000) as answer:
                    button.click(timeout=8_000)
            except TimeoutError:
                self.elsewhere.append(f"{shot['name']} posts nothing by itself")
                return
            page.wait_for_load_state("load")
            if answer.value.status == UNPROCESSABLE:
                self._keep(page, f"{shot['name']}--empty")

    def _walk(self, only: str) -> None:
        """Pages that come after a step."""
        if only in "account_confirm_login_code":
            with self._page("") as page:
                page.goto(self.portal.url + reverse("account_request_login_code"))
                page.locator('[name="email"]').fill("nobody@example.com")
                self._step_to(page, "account_confirm_login_code")
        if only in "mfa_authenticate":
            with self._page("second step") as page:
                page.goto(self.portal.url + reverse("account_login"))
                page.locator('[name="email"]').fill(self.plan["staff"]["email"])
                page.locator('[name="password"]').fill(self.plan["staff"]["password"])
                self._step_to(page, "mfa_authenticate")

    def _step_to(self, page: Page, route: str) -> None:
        with page.expect_navigation():
            page.locator("#main-form .actions button.button").first.click()
        if resolve(urlsplit(page.url).path).view_name == route:
            self.pictured.add(route)
            self._keep(page, route)

    def _keep(self, page: Page, name: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{name.replace(':', '.')}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        self.taken.append(path)

    @contextmanager
    def _page(self, actor: str) -> Iterator[Page]:
        if actor not in self.contexts:
            size: Any = VIEWPORTS[self.viewport]
            context = self.browser.new_context(viewport=size, color_scheme="light")
            cookies = {"language": self.language}
            if actor in self.plan["cookies"]:
                cookies["sid"] = self.plan["cookies"][actor]
            context.add_cookies([{"name": n, "value": v, "url": self.portal.url} for n, v in cookies.items()])
            self.contexts[actor] = context
        page = self.contexts[actor].new_page()
        try:
            yield page
        finally:
            page.close()


def main() -> int:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    from tests.journeys import server
    from tests.screenshots.sheets import make_sheets

    if not options.only:
        shutil.rmtree(OUT, ignore_errors=True)
    started = time.monotonic()
    with server.portal(name="screenshots", background=False) as portal:
        portal.manage("demo_data")
        portal.manage("demo_data", "--many", "10")
        plan = portal.run_module("tests.screenshots.stage")
        albums = []
        with sync_playwright() as playwright:
            chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--font-render-hinting=none"]
            )
            for language in options.lang or LANGUAGES:
                for viewport in options.viewport or VIEWPORTS:
                    album = Album(browser, portal, plan, language, viewport)
                    album.take_all(options.only)
                    albums.append(album)
                    name = f"{language}-{viewport}"
                    sheets = make_sheets(album.taken, kind=viewport, folder=OUT / "sheets", name=name)
                    print(f"{name}: {len(album.taken)} pictures, {len(sheets)} sheets", flush=True)
            if not options.only or options.only in "packet":
                pages = _packet(browser, portal, plan)
                make_sheets(pages, kind="packet", folder=OUT / "sheets", name="packet")
                print(f"packet: {len(pages)} pages")
            browser.close()
    print(f"{sum(len(album.taken) for album in albums)} pictures in {time.monotonic() - started:.0f} s")
    return _report(albums, complete=not options.only)


def _packet(browser: Browser, portal: Any, plan: dict[str, Any]) -> list[Path]:
    """The packet of the main case, as pictures of its pages."""
    folder = OUT / "packet"
    folder.mkdir(parents=True, exist_ok=True)
    shot = next(shot for shot in plan["shots"] if shot["route"] == "packets:download")
    context = browser.new_context()
    context.add_cookies([{"name": "sid", "value": plan["cookies"][shot["actor"]], "url": portal.url}])
    (folder / "packet.pdf").write_bytes(context.request.get(portal.url + shot["path"]).body())
    context.close()
    subprocess.run(["pdftoppm", "-r", "80", "-png", folder / "packet.pdf", folder / "page"], check=True)
    return sorted(folder.glob("page-*.png"))


def _report(albums: list[Album], *, complete: bool) -> int:
    from requests_app.accounts.policy import ROWS

    wanted = {route for route, row in ROWS.items() if "GET" in row.methods} - NO_PICTURE.keys()
    missing = sorted({route for album in albums for route in wanted - album.pictured}) if complete else []
    for line in sorted({line for album in albums for line in album.elsewhere}):
        print(f"not pictured: {line}")
    for route in missing:
        print(f"NO PICTURE OF {route}")
    return 1 if missing else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--viewport", action="append", choices=VIEWPORTS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
