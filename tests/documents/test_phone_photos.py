"""HEIC, as phones keep their photos: really read, turned upright, and with nothing in it but the picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.documents.inspection import FileRefused, inspect
from requests_app.documents.limits import LONGEST_SIDE
from tests.documents import making
from tests.documents.phone_photos import heic, held_sideways, saved


def test_a_phone_photo_is_read_and_kept_as_it_came():
    data = heic(size=(1200, 900))

    read = inspect(data, name="IMG_0001.HEIC")

    assert (read.media_type, read.pages) == (FileType.HEIC, 1)
    assert read.original == data
    clean = making.opened(read.pictures[0].data)
    assert clean.size == (1200, 900)
    assert clean.format in ("PNG", "JPEG")


def test_a_phone_photo_made_of_tiles_is_put_together():
    drawn = Image.linear_gradient("L").resize((1500, 1100)).convert("RGB")

    clean = making.opened(inspect(saved(drawn, tile_size=512)).pictures[0].data).convert("L")

    assert clean.size == (1500, 1100)
    assert [abs(clean.getpixel((700, y)) - y * 255 // 1100) < 8 for y in (10, 511, 513, 1000)] == [True] * 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_phone_is_turned_right_and_the_place_is_gone(orientation):
    data = held_sideways(orientation=orientation)
    assert b"Samplecam" in data

    read = inspect(data)

    jpeg = making.opened(inspect(making.photo_with_place(orientation=orientation)).pictures[0].data)
    clean = making.opened(read.pictures[0].data)
    assert clean.size == jpeg.size
    spots = [(10, 5), (clean.width - 10, clean.height - 5), (5, clean.height - 10), (clean.width - 5, 10)]
    assert [is_red(clean, spot) for spot in spots] == [is_red(jpeg, spot) for spot in spots]
    assert not clean.getexif()
    assert b"Samplecam" not in read.pictures[0].data


def is_red(picture: Image.Image, spot: tuple[int, int]) -> bool:
    red, green, _blue = picture.convert("RGB").getpixel(spot)  # type: ignore[misc]
    return bool(red > 180 and green < 110)


def test_a_see_through_phone_photo_stands_on_white_paper():
    data = saved(Image.new("RGBA", (120, 90), (0, 0, 0, 0)))

    assert making.opened(inspect(data).pictures[0].data).convert("L").getpixel((60, 45)) > 250


def test_of_several_pictures_in_one_file_the_main_one_is_shown():
    first, second = (Image.new("RGB", (200, 100), color) for color in ("red", "blue"))

    data = saved(first, save_all=True, append_images=[second], primary_index=0)

    assert is_red(making.opened(inspect(data).pictures[0].data), (50, 50))


def test_a_large_phone_photo_is_drawn_as_large_as_a_page_needs():
    drawn = making.opened(inspect(saved(Image.new("RGB", (5000, 3750), "gray"))).pictures[0].data)

    assert max(drawn.size) == LONGEST_SIDE


def test_a_phone_photo_over_the_limit_is_not_opened():
    with pytest.raises(FileRefused) as refused:
        inspect(saved(Image.new("L", (8000, 5008), 255)))

    assert refused.value.problem == Problem.TOO_MANY_PIXELS


@pytest.mark.parametrize("mark", [b"heic", b"heix", b"mif1", b"msf1", b"hevc"])
def test_the_mark_of_a_phone_photo_is_known(mark):
    assert type_of(b"\0\0\0\x18ftyp" + mark + b"\0\0\0\0mif1heic") == FileType.HEIC


def test_the_small_picture_of_a_phone_photo_is_made_at_once():
    small = inspect(heic(size=(1200, 900))).small

    assert small is not None
    assert Image.open(io.BytesIO(small.data)).size == (360, 270)
