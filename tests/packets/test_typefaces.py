"""Every character is printed by a font of ours, or as a box that everybody sees."""

from __future__ import annotations

import random

import pytest

from requests_app.packets.presses import PRINT_ROOT, press_for_a_packet
from requests_app.packets.typefaces import BOX, FACES, Typefaces
from tests.packets.making import page_texts, reader, squeezed
from tests.packets.sheets import NO_PICTURES, order
from tests.packets.verapdf import UA_1, broken_rules

FONTS = Typefaces(PRINT_ROOT / "fonts")
KNOWN = "Ñandú Łucja Привет Ωμέγα שלום مرحبا 漢字 かな 한국어 😀 ≤ → ✓"


def printed(text: str) -> bytes:
    with press_for_a_packet() as press:
        return press.print(order(f"<h1>Title</h1><p>{text}</p><p><b>{text}</b></p>"), NO_PICTURES)[1]


def test_every_file_is_there_with_the_right_to_use_it():
    folder = PRINT_ROOT / "fonts"
    files = {path.name for path in folder.iterdir()}
    assert {face.file for face in FACES} <= files
    assert len([name for name in files if "LICENSE" in name]) == 4


def test_latin_needs_no_large_file_and_other_scripts_bring_theirs():
    assert all(face.is_always_loaded for face in FONTS.needed_for("Ñandú — “Łucja” 1½ €"))
    families = {face.family for face in FONTS.needed_for("Привет 漢字 🧑")}
    assert families >= {"Packet Other", "Packet East", "Packet Signs"}


def test_letters_of_many_scripts_are_printed_with_our_own_files_alone():
    pdf = printed(KNOWN)
    text = squeezed("".join(page_texts(pdf)))
    for word in ("Łucja", "Привет", "Ωμέγα", "漢字", "かな", "한국어", "😀"):
        assert word in text
    names = {font.get_object()["/BaseFont"] for font in reader(pdf).pages[0]["/Resources"]["/Font"].values()}
    assert all(name.split("+")[1].startswith("Packet") for name in names)


@pytest.mark.parametrize("character", ["ก", "क", "\ue000", "\U00012000", "\x0b", "\u0378"])
def test_a_character_that_we_cannot_print_is_a_box(character):
    assert FONTS.printable(f"a{character}b") == f"a{BOX}b"


def test_marks_that_print_nothing_stay_and_ends_of_lines_are_spaces():
    assert FONTS.printable("a\u200d\ufe0f\u202eb\n") == "a\u200d\ufe0f\u202eb\n"
    assert FONTS.printable("a\u2028b\u2029c") == "a b c"


def test_no_character_there_is_leaves_a_hole_in_the_text():
    pick = random.Random(1)
    small = list(range(0x80, 0x3000))
    large = [one for one in range(0x3000, 0x30000) if not 0xD800 <= one < 0xE000]
    groups = (small[::2], small[1::2], pick.sample(large, 1500))
    texts = [" ".join("a" + chr(one) for one in group) for group in groups]
    assert broken_rules(*[(UA_1, printed(text)) for text in texts]) == [[], [], []]
