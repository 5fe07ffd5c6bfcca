"""What is found in a plan’s form, and what is taken out of it before anybody fills it in."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from requests_app.documents.refusals import FileRefused
from requests_app.planforms.reading import FormRefused, read_form
from requests_app.planforms.slots import MOST_FORM_PAGES, MOST_SLOTS, SlotKind, slots_from
from tests.factories.planforms import read_of
from tests.planforms.forms import SECTIONS, FormMaker


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_the_longest_form_is_read_box_by_box_in_the_order_of_its_pages():
    read = read_of("longest")

    assert len(SECTIONS) == 16
    assert len(read.slots) == sum(map(len, SECTIONS.values())) == 90
    assert [slot.page for slot in read.slots] == sorted(slot.page for slot in read.slots)
    assert read.slots[0].key == "RequestDate"
    assert read.pages == 3


def test_every_kind_of_box_is_told_with_its_limits():
    slots = {slot.key: slot for slot in read_of("small").slots}

    assert slots["LastName"].label == "Member last name"
    assert (slots["NPI"].longest, slots["NPI"].is_comb) == (10, True)
    assert slots["ProviderState"].options == (("AZ", "Arizona"), ("NM", "New Mexico"))
    assert slots["Urgent"].kind == SlotKind.TICK
    assert slots["PlanType\nPPO"].state == "PPO"
    assert slots["WhyProvider"].kind == SlotKind.MULTILINE
    assert slots["PlanUse"].is_locked
    assert not slots["PlanUse"].can_be_filled
    assert slots["MemberSignature"].kind == SlotKind.SIGNATURE
    assert slots_from([slot.as_json() for slot in slots.values()]) == tuple(slots.values())


def test_words_printed_beside_a_box_help_where_its_name_says_nothing():
    made = FormMaker()
    made.print_words("Member ID", 40, 700)
    made.text("Text1", (120, 696, 300, 712))
    made.tick("Check Box7", (40, 660, 51, 671))
    made.print_words("Expedited request", 55, 662)

    near = {slot.key: slot.near for slot in read_form(made.pdf()).slots}

    assert near == {"Text1": "Member ID", "Check Box7": "Expedited request"}


def test_names_in_a_tree_are_told_in_full():
    made = FormMaker()
    made.nest(["form1[0]", "page1[0]"], [made.text("LastName[0]", (40, 700, 200, 716))])

    assert read_form(made.pdf()).slots[0].key == "form1[0].page1[0].LastName[0]"


def test_a_box_stands_where_a_turned_page_shows_it():
    made = FormMaker()
    made.text("Left", (0, 700, 100, 792))
    made.file.pages[0].obj.Rotate = 90

    assert read_form(made.pdf()).slots[0].box == (0.8838, 0.0, 1.0, 0.1634)


def test_a_second_version_of_the_form_for_one_program_is_taken_out_and_told():
    made = FormMaker()
    made.text("LastName", (40, 700, 200, 716))
    data = with_form_key(made.pdf(), "/XFA", lambda pdf: Stream(pdf, b"<xdp:xdp/>"))

    read = read_form(data)

    assert read.had_xfa
    assert "/XFA" not in opened(read.clean).Root.AcroForm
    assert len(read.slots) == 1


def test_a_form_for_one_program_only_is_refused_with_what_to_do():
    made = FormMaker()
    made.print_words("Please wait... If this message is not eventually replaced", 40, 700)
    data = with_form_key(made.pdf(), "/XFA", lambda pdf: Stream(pdf, b"<xdp:xdp/>"))

    with pytest.raises(FormRefused, match="one program only"):
        read_form(data)


def test_scripts_actions_files_and_old_answers_are_gone_from_the_clean_copy():
    made = FormMaker()
    item = made.text("LastName", (40, 700, 200, 716), V=String("Somebody Else"), DV=String("Somebody Else"))
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    item.AA = Dictionary(K=script, C=script)
    made.tick("Urgent", (40, 660, 51, 671)).A = script
    made.file.Root.OpenAction = script
    made.file.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("x"), script])), EmbeddedFiles=Dictionary(Names=Array())
    )
    made.file.pages[0].obj.AA = Dictionary(O=script)
    made.file.pages[0].obj.Annots.append(
        Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.Launch, F=String("x")))
    )

    read = read_form(made.pdf())

    assert read.had_program
    assert read.had_answers
    for bad in (b"JavaScript", b"OpenAction", b"Launch", b"Somebody", b"EmbeddedFiles"):
        assert bad not in uncompressed(read.clean)


def test_a_form_locked_against_changes_only_is_read_and_opens_freely_afterwards():
    made = FormMaker()
    made.text("LastName", (40, 700, 200, 716))
    data = made.pdf(encryption=pikepdf.Encryption(owner="secret", user=""))

    read = read_form(data)

    assert len(read.slots) == 1
    assert not opened(read.clean).is_encrypted


def test_a_form_with_a_password_is_refused():
    made = FormMaker()
    made.text("LastName", (40, 700, 200, 716))

    with pytest.raises(FileRefused, match="password"):
        read_form(made.pdf(encryption=pikepdf.Encryption(owner="secret", user="secret")))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-", b"%PDF-1.4\n" + b"1 0 obj<<" * 500])
def test_broken_files_are_refused_with_a_sentence(data):
    with pytest.raises(FileRefused):
        read_form(data)


def test_a_form_with_thousands_of_boxes_is_refused_with_the_limit():
    made = FormMaker()
    for number in range(2000):
        made.text(
            f"Field{number}",
            (10 + number % 50 * 11, 10 + number // 50 * 15, 20 + number % 50 * 11, 22 + number // 50 * 15),
        )

    with pytest.raises(FormRefused, match=str(MOST_SLOTS)):
        read_form(made.pdf())


def test_a_form_with_too_many_pages_is_refused_with_the_limit():
    with pytest.raises(FormRefused, match=str(MOST_FORM_PAGES)):
        read_form(FormMaker(pages=MOST_FORM_PAGES + 1).pdf())


def test_a_pdf_without_boxes_is_kept_for_filling_in_by_hand():
    read = read_of("flat")

    assert read.slots == ()
    assert read.pages == 1


def test_fields_in_a_circle_and_fields_missing_from_the_list_do_no_harm():
    made = FormMaker()
    lost = made.text("Lost", (40, 700, 200, 716))
    made.roots.remove(lost)
    parent = made.file.make_indirect(Dictionary(T=String("A"), Kids=Array()))
    parent.Kids.append(parent)
    made.roots.append(parent)

    read = read_form(made.pdf())

    assert [slot.key for slot in read.slots] == ["Lost"]
    assert len(opened(read.clean).Root.AcroForm.Fields) == 1


def test_hidden_boxes_and_buttons_are_left_out():
    made = FormMaker()
    made.text("Hidden", (40, 700, 200, 716)).F = 2
    made.tick("Print", (40, 660, 100, 680)).Ff = 1 << 16
    made.text("Shown", (40, 600, 200, 616))

    assert [slot.key for slot in read_form(made.pdf()).slots] == ["Shown"]


def with_form_key(data: bytes, key: str, value) -> bytes:
    pdf = opened(data)
    if "/AcroForm" not in pdf.Root:
        pdf.Root.AcroForm = Dictionary(Fields=Array())
    pdf.Root.AcroForm[key] = pdf.make_indirect(value(pdf))
    kept = io.BytesIO()
    pdf.save(kept)
    return kept.getvalue()


def uncompressed(data: bytes) -> bytes:
    kept = io.BytesIO()
    opened(data).save(
        kept,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
    )
    return kept.getvalue()
