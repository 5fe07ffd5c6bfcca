"""A person with a browser: opens, answers and presses, and looks closely at every page on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Request, Response, Route

from tests.journeys import checks
from tests.journeys.server import Portal

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNPROCESSABLE = 422
WAIT_MILLISECONDS = 15_000
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

HAS_FILE = """() => Array.from(document.querySelectorAll("#main-form[data-upload] input[type=file]")).some(
  (input) => input.files.length)"""
ANSWERED = """() => document.readyState === "complete"
  && (!document.querySelector("#main[data-seen]") || document.querySelector("[data-upload-failed]"))"""

Answer = str | bool | date | list[str]
Answers = Mapping[str, Answer]


class Traveller:
    """`problems` collects what is wrong with pages, so that one run names all of it."""

    def __init__(
        self,
        browser: Browser,
        portal: Portal,
        *,
        script: bool,
        language: str = "en",
        viewport: dict[str, int] | None = None,
    ) -> None:
        self.portal, self.language, self.script = portal, language, script
        size: Any = viewport or PHONE
        options: dict[str, Any] = {
            "viewport": size,
            "has_touch": size["width"] < 800,
            "is_mobile": False,
            "accept_downloads": True,
            "color_scheme": "light",
            "locale": "en-US",
        }
        self.context = browser.new_context(java_script_enabled=script, **options)
        self.context.set_default_timeout(WAIT_MILLISECONDS)
        self.page = self.context.new_page()
        # Axe needs scripts. Where the person has none, it looks at a copy of the page as it was served.
        self._copies = browser.new_context(**options) if not script else None
        self._copy = self._copies.new_page() if self._copies else None
        self.scales = checks.Scales(self.context.request)
        # Set by a walk that sees the same pages in both languages.
        self.shapes: set[str] | None = None
        self.problems: list[str] = []
        self.visited: list[str] = []
        self._answers: list[Response] = []
        self.page.on("response", self._remember)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda fault: self.problems.append(f"{self.path}: script failed: {fault}"))

    def __enter__(self) -> Traveller:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is not None:
            print(f"so far: {self.visited[-5:]}, problems: {self.problems}")
        self.context.close()
        if self._copies:
            self._copies.close()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def here(self) -> str:
        """The path without what differs from case to case."""
        return UUID.sub("…", self.path)

    @property
    def answer(self) -> Response:
        return self._answers[-1]

    def open(self, address: str) -> None:
        self.page.goto(address if address.startswith("http") else self.portal.url + address)
        self._arrive()

    def press(self, what: Locator | str) -> None:
        """A link or a button, by itself or by its selector; waits for the page it leads to."""
        found = self.page.locator(what).first if isinstance(what, str) else what
        with self.page.expect_navigation():
            found.click()
        self._arrive()

    def press_main(self) -> None:
        main = "#main-form .actions button.button"
        if self.script and self.page.evaluate(HAS_FILE):
            self._send_file(main)
        else:
            self.press(main)

    def _send_file(self, button: str) -> None:
        """A script sends it: a refusal comes into the same page, and that a file is lost, too."""
        self.page.evaluate("() => { document.getElementById('main').dataset.seen = 'yes'; }")
        self.page.locator(button).click()
        self.page.wait_for_function(ANSWERED)
        self.page.wait_for_load_state("load")
        if self.errors():
            self.look_closely("with problems of the file")
        else:
            self._arrive()

    def look_again(self) -> None:
        """Ask for the same page once more."""
        self.page.reload()
        self._arrive()

    def look_closely(self, state: str) -> None:
        """At a page that has changed under the same address."""
        self.visited.append(f"{self.here} {state}")
        self.problems += [f"{self.visited[-1]}: {fault}" for fault in self._faults()]

    def download(self, what: str) -> bytes:
        with self.page.expect_download() as started:
            self.page.locator(what).first.click()
        return Path(started.value.path()).read_bytes()

    def fill(self, answers: Answers) -> list[str]:
        """Answer what this page asks, by the names of its fields; returns the names that were answered."""
        form = self.page.locator("#main-form")
        return [name for name, answer in answers.items() if self._fill_one(form, name, answer)]

    def answer_page(self, answers: Answers) -> None:
        """Fill in, press the main button, and confirm what the page only warns about."""
        before = self.visited[-1]
        self.fill(answers)
        self.press_main()
        if self.answer.status == UNPROCESSABLE and not self.errors():
            self.press_main()
        if self.answer.status == UNPROCESSABLE or self.errors():
            raise AssertionError(f"{before} did not accept the answers: {self.errors()}")

    def errors(self) -> list[str]:
        return self.page.locator(".error-summary li").all_inner_texts()

    def answer_until(self, end: str, answers: Answers, *, most: int = 25) -> None:
        """Answer page after page until the path matches `end`."""
        for _number in range(most):
            if re.search(end, self.path):
                return
            self.answer_page(answers)
        raise AssertionError(f"{self.path} after {most} pages, wanted {end}")

    def _fill_one(self, form: Locator, name: str, answer: Answer) -> bool:
        if isinstance(answer, date):
            return self._fill_day(form, name, answer)
        boxes = form.locator(f'[name="{name}"]:not([type="hidden"])')
        if boxes.count() == 0 or not boxes.first.is_visible():
            return False
        kind = boxes.first.get_attribute("type") or boxes.first.evaluate("e => e.tagName.toLowerCase()")
        if kind in ("radio", "checkbox"):
            self._tick(form, name, answer)
        elif kind == "select":
            boxes.first.select_option(str(answer))
        else:
            boxes.first.fill(str(answer))
        return True

    def _tick(self, form: Locator, name: str, answer: Answer) -> None:
        values = answer if isinstance(answer, list) else ["yes" if answer is True else str(answer)]
        for value in values:
            box = form.locator(f'[name="{name}"][value="{value}"]')
            # As a finger does it: on the words beside the box.
            form.locator(f'label[for="{box.get_attribute("id")}"]').click()
            assert box.is_checked(), f"{name}={value} on {self.path}"

    def _fill_day(self, form: Locator, name: str, day: date) -> bool:
        other = form.locator(f'[name="{name}"][value="other"]')
        if other.count():
            self._tick(form, name, "other")
        boxes = {"month": day.month, "day": day.day, "year": day.year}
        if not form.locator(f'[name="{name}_month"]').is_visible():
            return False
        for part, number in boxes.items():
            form.locator(f'[name="{name}_{part}"]').fill(str(number))
        return True

    def _remember(self, response: Response) -> None:
        request: Request = response.request
        if request.is_navigation_request() and response.frame == self.page.main_frame:
            self._answers.append(response)

    def _listen(self, message: Any) -> None:
        # A 422 is how a page with errors answers; the browser writes each of them to its console.
        if message.type in ("error", "warning") and "status of 422" not in message.text:
            self.problems.append(f"{self.path}: console: {message.text}")

    def _arrive(self) -> None:
        page = self.page
        page.wait_for_load_state("load")
        if self.answer.status >= 400 and self.answer.status != UNPROCESSABLE:
            raise AssertionError(
                f"{self.path} answered {self.answer.status}\n{self.portal.log('web', lines=15)}"
            )
        state = " with problems" if self.answer.status == UNPROCESSABLE else ""
        name = self.here + state
        faults = self._faults() if name not in self.visited else []
        self.visited.append(name)
        self.problems += [f"{name}: {fault}" for fault in faults]

    def _faults(self) -> list[str]:
        headings = self.page.locator("h1").count()
        return [
            *([] if headings == 1 else [f"{headings} h1"]),
            *checks.language_faults(self.page, self.language),
            *checks.width_faults(self.page),
            *self.scales.faults(self.page, self.answer),
            *checks.axe_faults(self._with_script(), self.shapes),
        ]

    def _with_script(self) -> Page:
        if self._copy is None:
            return self.page
        served = self.answer.body()

        def serve(route: Route) -> None:
            if route.request.is_navigation_request():
                route.fulfill(body=served, content_type="text/html; charset=utf-8")
            else:
                route.continue_()

        self._copy.unroute_all()
        self._copy.route("**/*", serve)
        self._copy.goto(self.page.url)
        return self._copy
