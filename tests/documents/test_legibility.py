"""“Can you read it?” is asked of blurred and tiny pictures, and of nothing else."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from requests_app.documents import legibility
from requests_app.documents.inspection import inspect
from tests.documents import making
from tests.documents.phone_photos import saved

WORDS = ("plan", "member", "provider", "network", "request", "denial", "review", "section", "benefit")


def page(*, wide: int = 1700, letters: int = 34) -> Image.Image:
    drawn = Image.new("RGB", (wide, wide * 22 // 17), "white")
    pen, font, chance = ImageDraw.Draw(drawn), ImageFont.load_default(letters), random.Random(1)
    for top in range(letters * 3, drawn.height - letters * 3, letters * 3 // 2):
        line = " ".join(chance.choice(WORDS) for _word in range(14))
        pen.text((letters * 3, top), line, fill="black", font=font)
    return drawn


def photo(drawn: Image.Image, *, light: float = 1.0, grain: int = 12) -> Image.Image:
    """Paper under a lamp, and the grain of a camera."""
    gray = drawn.point(lambda value: int((40 + value * 0.7) * light))
    return ImageChops.add(gray, Image.effect_noise(drawn.size, grain).convert("RGB"), 1, -128)


def blurred(drawn: Image.Image, dots: float) -> Image.Image:
    return drawn.filter(ImageFilter.GaussianBlur(dots))


def jpeg(drawn: Image.Image) -> bytes:
    file = io.BytesIO()
    drawn.save(file, "JPEG", quality=80)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("a sharp page", page()),
        ("a photo of a page", photo(page())),
        ("a dark photo", photo(page(), light=0.35)),
        ("a slightly soft photo", photo(blurred(page(), 1.5))),
        ("a white page", Image.new("RGB", (1700, 2200), "white")),
        ("a black picture", Image.new("RGB", (1700, 2200), "black")),
        ("only grain", photo(Image.new("RGB", (1700, 1300), "black"))),
        ("large letters", page(letters=90)),
        ("a screen of a phone", page(wide=1170, letters=40)),
        ("a cut of a screen", page(letters=24).crop((60, 60, 700, 300))),
        ("a sharp card on a blurred table", Image.blend(page(), page(), 0)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_is_asked_of_what_can_be_read(name, drawn):
    if name == "a sharp card on a blurred table":
        drawn = blurred(photo(drawn), 12)
        drawn.paste(photo(page()).crop((100, 100, 1100, 730)), (300, 600))

    assert inspect(jpeg(drawn)).legibility == ""


@pytest.mark.parametrize("dots", [5, 7, 10])
@pytest.mark.parametrize("kind", ["drawn", "photo"])
def test_a_badly_blurred_page_is_asked_about(dots, kind):
    drawn = blurred(page(), dots)

    assert inspect(jpeg(photo(drawn, grain=8) if kind == "photo" else drawn)).legibility == "BLURRED"


def test_a_blurred_phone_photo_and_a_blurred_scan_are_asked_about_too():
    drawn = blurred(page(), 7)
    file = io.BytesIO()
    drawn.save(file, "PDF")

    assert inspect(saved(drawn)).legibility == "BLURRED"
    assert inspect(file.getvalue()).legibility == "BLURRED"


@pytest.mark.parametrize("wide", [60, 155, 200, 400, 560])
def test_a_page_too_small_for_its_letters_is_asked_about(wide):
    small = page().resize((wide, wide * 22 // 17), Image.Resampling.LANCZOS)

    assert inspect(jpeg(small)).legibility == "SMALL"


@pytest.mark.parametrize(
    ("size", "is_small"),
    [
        ((200, 200), True),
        ((200, 60), True),
        ((640, 300), False),
        ((480, 640), True),
        ((800, 1035), False),
        ((1170, 2532), False),
        ((640, 480), False),
    ],
)
def test_small_is_told_by_the_dots_that_came(size, is_small):
    assert legibility.is_small(size) is is_small


def test_pages_of_letters_in_a_pdf_are_never_asked_about():
    assert inspect(making.pdf(3)).legibility == ""
