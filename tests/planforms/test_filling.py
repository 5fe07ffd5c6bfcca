"""Fill in a real-shaped form and read it back: as a program reads it, and as an eye sees it."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops
from pypdf import PdfReader

from requests_app.casefile import schema
from requests_app.planforms.facts import Told
from requests_app.planforms.filling import NO_PICTURES, PRINTED, FilledForm, fill
from requests_app.planforms.reading import read_form
from requests_app.planforms.sample import sample_told
from requests_app.planforms.slots import SlotKind
from tests.factories.planforms import read_of, suggested
from tests.planforms.forms import COMBO, EDITABLE, MULTILINE, FormMaker


def filled(kind: str = "longest", told: Told | None = None, **options) -> FilledForm:
    read = read_of(kind)
    options.setdefault("dots", NO_PICTURES)
    return fill(read.clean, read.slots, suggested(read.slots), told or sample_told(), **options)


def filled_by_hand(made: FormMaker, values: dict[str, str], told: Told | None = None) -> FilledForm:
    """Fixed words for each box."""
    read = read_form(made.pdf())
    mapping = {key: f"text:{value}" for key, value in values.items()}
    return fill(read.clean, read.slots, mapping, told or sample_told(), dots=NO_PICTURES)


def values_in(pdf: bytes) -> dict[str, str]:
    """As another library reads them."""
    fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    return {name: str(field.get("/V", "")) for name, field in fields.items()}


def printed_words(pdf: bytes) -> str:
    """What stands on the paper once the boxes are drawn on it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.flatten_annotations(mode="print")
        kept = io.BytesIO()
        opened.save(kept)
    with pypdfium2.PdfDocument(kept.getvalue()) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_longest_form_is_filled_and_another_library_reads_every_value():
    made = filled()
    values = values_in(made.pdf)

    assert values["MemberLastName"] == "Sample"
    assert values["MemberDOB"] == "03271990"
    assert values["MemberID"] == "SHP123456789"
    assert values["OONProviderNPI"] == "1234567893"
    assert values["OONProviderTIN"] == "123456789"
    assert values["Dx1"] == "F33.2"
    assert values["CPT1"] == "H0015"
    assert values["Urgent"] == "/Yes"
    assert values["NetProvider2"] == "Example Office 2"
    assert values["StartDate"] == "12/07/2026"
    assert len(made.entries) > 45


def test_what_was_filled_is_printed_on_the_paper():
    words = printed_words(filled().pdf)

    for value in ("Sample", "SHP123456789", "Example Desert Program", "H0015", "12/07/2026"):
        assert value in words
    assert "1 2 3 4 5 6 7 8 9 3" in words or "1234567893" in words


def test_nothing_is_written_where_somebody_must_sign():
    values = values_in(filled().pdf)

    assert values["Signature"] == ""
    assert values["PrintedName"] == "Ana Sample"
    assert values["SignatureDate"] == "11/20/2026"


def test_without_a_signature_of_the_packet_nothing_of_a_signer_is_written():
    values = values_in(filled(told=Told(sample_told().case)).pdf)

    assert values["PrintedName"] == values["SignatureDate"] == values["RequestDate"] == ""


def test_the_same_input_gives_the_same_bytes_and_pictures():
    first, second = filled(dots=PRINTED), filled(dots=PRINTED)

    assert first.pdf == second.pdf
    assert first.pictures == second.pictures


def test_pages_are_drawn_at_the_resolution_of_a_fax_with_the_values_on_them():
    empty_read = read_of("small")
    empty = fill(empty_read.clean, empty_read.slots, {}, sample_told(), dots=PRINTED)
    made = filled("small", dots=PRINTED)

    pictures = [Image.open(io.BytesIO(one)) for one in made.pictures]
    assert [one.size for one in pictures] == [(1700, 2200)] * 2
    changed = ImageChops.difference(pictures[0], Image.open(io.BytesIO(empty.pictures[0]))).getbbox()
    assert changed is not None
    assert changed[0] > 100


def test_groups_and_lists_take_only_what_they_offer():
    made = filled("small")
    values = values_in(made.pdf)

    assert values["PlanType"] == "/PPO"
    assert values["ProviderState"] == "AZ"
    assert "Arizona" in printed_words(made.pdf)


def test_a_value_the_list_does_not_offer_goes_to_the_addendum():
    made = FormMaker()
    made.choice("Shade", (40, 700, 200, 716), ["Red", "Blue"])
    made.choice("Open", (40, 660, 200, 676), ["Red"], flags=COMBO | EDITABLE)
    read = read_form(made.pdf())
    mapping = {"Shade": "fact:provider.name", "Open": "fact:provider.name"}

    got = fill(read.clean, read.slots, mapping, sample_told(), dots=NO_PICTURES)

    assert [(one.slot.key, one.text) for one in got.overflow] == [("Shade", "Example Desert Program")]
    assert values_in(got.pdf) == {"Shade": "", "Open": "Example Desert Program"}


def test_two_boxes_that_exclude_each_other_stay_empty_when_both_would_be_ticked():
    made = FormMaker()
    made.radio("Speed", {"Urgent": (40, 700, 51, 711), "Standard": (80, 700, 91, 711)})
    read = read_form(made.pdf())
    mapping = {slot.key: "tick:always" for slot in read.slots}

    got = fill(read.clean, read.slots, mapping, sample_told(), dots=NO_PICTURES)

    assert got.entries == ()


def test_a_text_too_long_for_its_box_points_to_the_addendum_which_has_all_of_it():
    made = FormMaker()
    made.text("Short", (40, 700, 110, 714))
    made.text("Code", (40, 660, 200, 674), MaxLen=3)
    made.text("Why", (40, 570, 200, 600), flags=MULTILINE)
    long = " ".join(f"word{number}" for number in range(25))

    got = filled_by_hand(made, {"Short": long, "Code": "ABCDEF", "Why": long})
    values = values_in(got.pdf)

    assert [(one.number, one.slot.key, one.text) for one in got.overflow] == [
        (1, "Short", long),
        (2, "Code", "ABCDEF"),
        (3, "Why", long),
    ]
    assert values["Short"] == "See addendum 1"
    assert values["Code"] == "#2"
    assert values["Why"].startswith("word0 word1")
    assert values["Why"].endswith("See addendum 3")


def test_spanish_is_printed_and_letters_we_have_not_go_to_the_addendum():
    made = FormMaker()
    made.text("A", (40, 700, 300, 716))
    made.text("B", (40, 660, 300, 676))

    got = filled_by_hand(made, {"A": "Núñez-Güell ¿qué? Íñigo", "B": "Łukasz 王"})

    assert "Núñez-Güell ¿qué? Íñigo" in printed_words(got.pdf)
    assert [one.text for one in got.overflow] == ["Łukasz 王"]
    assert values_in(got.pdf)["B"] == "See addendum 1"


def test_the_letters_are_in_the_file_so_that_no_machine_needs_them():
    with pikepdf.open(io.BytesIO(filled("small").pdf)) as pdf:
        font = pdf.Root.AcroForm.DR.Font["/PortalFont"]
        assert "/FontFile2" in font.FontDescriptor
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_the_filled_form_can_still_be_edited():
    with pikepdf.open(io.BytesIO(filled("small").pdf)) as pdf:
        field = next(one for one in pdf.Root.AcroForm.Fields if str(one.T) == "LastName")
        assert str(field.DA).startswith("/PortalFont")
        assert field.Subtype == Name.Widget


def test_boxes_with_broken_or_no_pictures_get_one():
    made = FormMaker()
    made.tick("NoLook", (40, 700, 51, 711), look=False)
    broken = made.tick("Broken", (40, 660, 51, 671))
    broken.AP = Dictionary(N=Dictionary(Yes=String("not a stream"), Off=String("x")))
    made.text("NoRect", (40, 620, 200, 636)).Rect = Array([String("a")])
    read = read_form(made.pdf())
    mapping = {"NoLook": "tick:always", "Broken": "tick:always", "NoRect": "text:Hello"}

    got = fill(read.clean, read.slots, mapping, sample_told(), dots=PRINTED)

    assert {"NoLook", "Broken"} <= {one.slot.key for one in got.entries}
    left = Image.open(io.BytesIO(got.pictures[0])).crop((111, 220, 142, 260))
    assert left.getextrema()[0] < 100


def test_values_follow_a_box_that_stands_twice():
    made = FormMaker(pages=2)
    first = made.text("LastName", (40, 700, 300, 716))
    second = made.text("LastName", (40, 700, 300, 716), page=1)
    for one in (first, second):
        made.roots.remove(one)
        del one["/T"], one["/FT"]
    parent = made.file.make_indirect(
        Dictionary(FT=Name.Tx, T=String("LastName"), Kids=Array([first, second]))
    )
    first.Parent = second.Parent = parent
    made.roots.append(parent)

    got = filled_by_hand(made, {"LastName": "Sample"})

    assert printed_words(got.pdf).count("Sample") == 2


def test_what_the_case_lacks_is_told_with_the_box_that_waits_for_it():
    made = filled("small", Told(schema.CaseFile()))

    assert {one.fact.key for one in made.missing} >= {"member.last", "member.birth", "provider.npi"}
    # Not asked for speed, so it is standard, and nothing else is claimed of an empty case.
    assert [one.slot.key for one in made.entries] == []


def test_locked_boxes_and_unknown_values_in_a_mapping_are_left_alone():
    read = read_of("small")
    mapping = {
        "PlanUse": "text:x",
        "LastName": "fact:nobody.knows",
        "MemberSignature": "text:Ana",
        "FirstName": "tick:always",
    }

    got = fill(read.clean, read.slots, mapping, sample_told(), dots=NO_PICTURES)

    assert got.entries == got.overflow == ()


@pytest.mark.parametrize("kind", [SlotKind.SIGNATURE])
def test_a_signature_is_never_among_the_filled(kind):
    assert all(entry.slot.kind != kind for entry in filled().entries)
