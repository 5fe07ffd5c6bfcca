"""Every page of the fax copy is black and white, small enough for a slow line, and can be read."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from requests_app.packets import fax_pages
from requests_app.packets.fax_pages import HEIGHT, MOST_BYTES, WIDTH, packed
from requests_app.packets.fax_pdf import fax_pdf

LINE = "Example Network directory: Dr. Sample 602-555-0117 is accepting new patients"


def sheet(*, paper: int = 255, ink: int = 0, size: int = 26) -> Image.Image:
    page = Image.new("L", (WIDTH, HEIGHT), paper)
    pen = ImageDraw.Draw(page)
    for number in range(60):
        pen.text((120, 100 + number * 34), f"{number}. {LINE}", fill=ink, font_size=size)
    return page


def photo() -> Image.Image:
    waves = Image.effect_noise((WIDTH // 20, HEIGHT // 20), 140).resize((WIDTH, HEIGHT))
    return Image.blend(waves, Image.radial_gradient("L").resize((WIDTH, HEIGHT)), 0.5)


def in_bad_light() -> Image.Image:
    light = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).point(lambda value: 120 + value * 2 // 5)
    taken = ImageChops.multiply(sheet(ink=70), light)
    grainy = Image.blend(taken, Image.effect_noise((WIDTH, HEIGHT), 60), 0.2)
    return grainy.filter(ImageFilter.GaussianBlur(1))


def with_a_photo() -> Image.Image:
    page = sheet()
    page.paste(photo().crop((0, 0, 900, 700)), (500, 1200))
    return page


def seen(data: bytes) -> Image.Image:
    """The page as the fax machine prints it."""
    pdf, _pages = fax_pdf([data], title="Request")
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")


def blackness(page: Image.Image) -> float:
    return (
        1
        - sum(value * count for value, count in enumerate(page.histogram())) / 255 / page.width / page.height
    )


@pytest.mark.parametrize(
    "page",
    [
        sheet(),
        sheet(paper=190, ink=60),
        sheet(ink=118, size=18),
        in_bad_light(),
        with_a_photo(),
        photo(),
        Image.effect_noise((WIDTH, HEIGHT), 120),
        Image.new("L", (WIDTH, HEIGHT), 255),
        Image.new("L", (WIDTH, HEIGHT), 0),
    ],
    ids=[
        "text",
        "gray paper",
        "small gray text",
        "bad light",
        "photo",
        "all photo",
        "noise",
        "white",
        "black",
    ],
)
def test_every_page_stays_under_200_kilobytes(page):
    data = packed(page)
    assert 0 < len(data) <= MOST_BYTES < 200_000
    assert set(seen(data).getextrema()) <= {0, 255}


@pytest.mark.parametrize(
    "page",
    [sheet(paper=190, ink=60), in_bad_light(), sheet(ink=118)],
    ids=["gray paper", "bad light", "gray ink"],
)
def test_letters_stay_and_the_paper_under_them_turns_white(page):
    """As black as the same letters in plain black on white, give or take the softness of the picture."""
    plain, made = seen(packed(sheet())), seen(packed(page))
    assert blackness(made) == pytest.approx(blackness(plain), rel=0.35)
    margin = made.crop((0, 0, 100, HEIGHT))
    assert blackness(margin) < 0.001


def test_white_words_on_a_colored_button_are_not_lost():
    page = sheet(size=18)
    pen = ImageDraw.Draw(page)
    pen.rectangle((120, 1400, 620, 1460), fill=150)
    pen.text((140, 1412), "Accepting new patients", fill=255, font_size=26)
    button = seen(packed(page)).crop((125, 1405, 615, 1455))
    assert 0.7 < blackness(button) < 0.97


def test_a_photo_keeps_light_and_dark():
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    waves = Image.linear_gradient("L").resize((800, 800))
    page.paste(Image.blend(waves, Image.effect_noise((800, 800), 30), 0.2), (400, 400))
    made = seen(packed(page))
    top, bottom = made.crop((420, 480, 1180, 640)), made.crop((420, 980, 1180, 1140))
    assert blackness(top) > blackness(bottom) + 0.2
    assert blackness(bottom) < 0.6


def test_pages_of_any_shape_are_put_on_a_letter_sheet(tmp_path):
    path = tmp_path / "packet.pdf"
    with pikepdf.new() as document:
        for size in ((612, 792), (595, 842), (842, 595), (2000, 100), (20, 20)):
            document.add_blank_page(page_size=size)
        document.save(path)
    pages = list(fax_pages.fax_pages(path))
    pdf, count = fax_pdf(pages, title="Request")
    assert count == 5
    with pikepdf.open(BytesIO(pdf)) as copy:
        assert {tuple(page.MediaBox) for page in copy.pages} == {(0, 0, 612, 792)}
        assert [page.label for page in copy.pages] == ["1", "2", "3", "4", "5"]
        for page in copy.pages:
            picture = page.Resources.XObject.Page
            assert (picture.Width, picture.Height, picture.BitsPerComponent) == (1700, 2200, 1)
            assert picture.Filter == "/CCITTFaxDecode"


def test_the_same_pages_give_the_same_bytes():
    pages = [packed(sheet()), packed(with_a_photo())]
    assert fax_pdf(pages, title="Request") == fax_pdf(pages, title="Request")
