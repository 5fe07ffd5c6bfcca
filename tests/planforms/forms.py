"""Plan forms as plans make them, written by hand with pikepdf: one class, no files kept in the tree."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

LETTER = (612, 792)
COMB, MULTILINE, READ_ONLY, REQUIRED, RADIO = 1 << 24, 1 << 12, 1, 2, (1 << 15) | (1 << 14)
COMBO, EDITABLE = 1 << 17, 1 << 18


class FormMaker:
    """Adds fields one by one; `pdf()` gives the bytes."""

    def __init__(self, *, pages: int = 1) -> None:
        self.file = pikepdf.new()
        self.font = self.file.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            )
        )
        self.words: list[list[str]] = []
        for _number in range(pages):
            self.add_page()
        self.roots: list[Any] = []

    def add_page(self) -> None:
        page = self.file.add_blank_page(page_size=LETTER)
        page.obj.Resources = Dictionary(Font=Dictionary(Helv=self.font))
        page.obj.Annots = Array()
        self.words.append([])

    def print_words(self, text: str, x: float, y: float, *, page: int = 0) -> None:
        safe = text.replace("(", "\\(").replace(")", "\\)")
        self.words[page].append(f"BT /Helv 9 Tf {x} {y} Td ({safe}) Tj ET")

    def text(self, name: str, rect: tuple[float, ...], *, page: int = 0, flags: int = 0, **keys: Any) -> Any:
        keys.setdefault("DA", String("/Helv 0 Tf 0 g"))
        item = self._widget(rect, page, FT=Name.Tx, T=String(name), Ff=flags, **keys)
        self.roots.append(item)
        return item

    def choice(self, name: str, rect: tuple[float, ...], options: list[Any], *, flags: int = COMBO) -> Any:
        shown = Array(
            [Array([String(a), String(b)]) for a, b in options]
            if options and isinstance(options[0], tuple)
            else [String(one) for one in options]
        )
        item = self._widget(rect, 0, FT=Name.Ch, T=String(name), Ff=flags, Opt=shown)
        self.roots.append(item)
        return item

    def tick(
        self, name: str, rect: tuple[float, ...], *, page: int = 0, state: str = "Yes", look: bool = True
    ) -> Any:
        item = self._widget(rect, page, FT=Name.Btn, T=String(name), AS=Name.Off)
        if look:
            item.AP = Dictionary(N=Dictionary({f"/{state}": self._look(rect), "/Off": self._look(rect, b"")}))
        self.roots.append(item)
        return item

    def radio(self, name: str, rects: dict[str, tuple[float, ...]], *, page: int = 0) -> Any:
        group = self.file.make_indirect(
            Dictionary(FT=Name.Btn, T=String(name), Ff=RADIO, Kids=Array(), V=Name.Off)
        )
        for state, rect in rects.items():
            kid = self._widget(rect, page, Parent=group, AS=Name.Off)
            kid.AP = Dictionary(N=Dictionary({f"/{state}": self._look(rect), "/Off": self._look(rect, b"")}))
            group.Kids.append(kid)
        self.roots.append(group)
        return group

    def signature(self, name: str, rect: tuple[float, ...], *, page: int = 0) -> Any:
        item = self._widget(rect, page, FT=Name.Sig, T=String(name))
        self.roots.append(item)
        return item

    def nest(self, prefix: list[str], items: list[Any]) -> Any:
        """`form1[0]` -> `page1[0]` -> items."""
        for item in items:
            self.roots.remove(item)
        kids = items
        for name in reversed(prefix):
            parent = self.file.make_indirect(Dictionary(T=String(name), Kids=Array(kids)))
            for kid in kids:
                kid.Parent = parent
            kids = [parent]
        self.roots.append(kids[0])
        return kids[0]

    def pdf(self, **save: Any) -> bytes:
        for page, words in zip(self.file.pages, self.words, strict=True):
            page.obj.Contents = Stream(self.file, "\n".join(words).encode("cp1252"))
        if "/AcroForm" not in self.file.Root and self.roots:
            self.file.Root.AcroForm = self.file.make_indirect(
                Dictionary(
                    Fields=Array(self.roots),
                    DR=Dictionary(Font=Dictionary(Helv=self.font)),
                    DA=String("/Helv 0 Tf 0 g"),
                    NeedAppearances=True,
                )
            )
        kept = io.BytesIO()
        self.file.save(kept, **save)
        return kept.getvalue()

    def _widget(self, rect: tuple[float, ...], page: int, **keys: Any) -> Any:
        item = self.file.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array(list(rect)), F=4, **keys)
        )
        self.file.pages[page].obj.Annots.append(item)
        return item

    def _look(self, rect: tuple[float, ...], content: bytes = b"0 0 0 rg 2 2 6 6 re f") -> Any:
        stream = Stream(self.file, content)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, rect[2] - rect[0], rect[3] - rect[1]])
        return self.file.make_indirect(stream)


# Section heading -> fields of it: (name, kind, longest).
SECTIONS: dict[str, list[tuple[str, str, int]]] = {
    "Request": [("RequestDate", "text", 0), ("Urgent", "tick", 0), ("Standard", "tick", 0),
                ("FirstRequest", "tick", 0), ("Extension", "tick", 0)],
    "Member": [("MemberLastName", "text", 0), ("MemberFirstName", "text", 0), ("MemberDOB", "comb", 8),
               ("MemberID", "text", 20), ("GroupNumber", "text", 0), ("MemberPhone", "text", 0)],
    "Member address": [("MemberStreet", "text", 0), ("MemberCity", "text", 0), ("MemberState", "text", 2),
                       ("MemberZip", "text", 5)],
    "Subscriber": [("SubscriberName", "text", 0), ("SubscriberDOB", "text", 0), ("Relationship", "text", 0)],
    "Plan": [("PlanName", "text", 0), ("PlanPhone", "text", 0), ("PlanType", "text", 0)],
    "Requesting provider": [("ReqProviderName", "text", 0), ("ReqProviderNPI", "comb", 10),
                            ("ReqProviderPhone", "text", 0), ("ContactPerson", "text", 0),
                            ("ContactEmail", "text", 0)],
    "Out of network provider": [("OONProviderName", "text", 0), ("OONProviderNPI", "comb", 10),
                                ("OONProviderTIN", "comb", 9), ("OONProviderPhone", "text", 0),
                                ("OONProviderFax", "text", 0), ("OONProviderSpecialty", "text", 0),
                                ("OONProviderAddress", "text", 0), ("OONProviderCity", "text", 0),
                                ("OONProviderState", "text", 2), ("OONProviderZip", "text", 10)],
    "Facility": [("FacilityName", "text", 0), ("FacilityNPI", "text", 10), ("FacilityTaxID", "text", 10),
                 ("FacilityPhone", "text", 0), ("FacilityFax", "text", 0), ("FacilityAddress", "text", 0)],
    "Diagnosis": [(f"Dx{n}", "text", 8) for n in range(1, 5)] + [(f"DxDesc{n}", "text", 0) for n in (1, 2)],
    "Services": [(f"{what}{n}", "text", 0) for n in range(1, 5)
                 for what in ("CPT", "Mod", "Units", "FromDate", "ToDate")],
    "Dates": [("StartDate", "text", 0), ("EndDate", "text", 0), ("NumberOfVisits", "text", 0)],
    "Why": [("ReasonWait", "tick", 0), ("ReasonDistance", "tick", 0), ("ReasonNoProvider", "tick", 0),
            ("WhyThisProvider", "multi", 0)],
    "Network search": [(f"{what}{n}", "text", 0) for n in (1, 2, 3)
                       for what in ("NetProvider", "NetDate", "NetResult")],
    "Clinical": [("ClinicalSummary", "multi", 0)],
    "Calls": [("CallReference", "text", 0), ("CaseNumber", "text", 0)],
    "Signature": [("Signature", "text", 0), ("PrintedName", "text", 0), ("SignatureDate", "text", 0)],
}  # fmt: skip


def longest_form() -> bytes:
    """90 fields in 16 sections on three pages, as the longest real form that was seen."""
    made = FormMaker(pages=3)
    y, page = 760.0, 0
    for heading, fields in SECTIONS.items():
        if y < 120:
            y, page = 760.0, page + 1
        made.print_words(heading.upper(), 40, y, page=page)
        y -= 20
        for place, (name, kind, longest) in enumerate(fields):
            if y < 60:
                y, page = 760.0, page + 1
            x = 40 + 270 * (place % 2)
            made.print_words(name, x, y + 4, page=page)
            high = 42 if kind == "multi" else 14
            if kind == "tick":
                made.tick(name, (x + 100, y, x + 111, y + 11), page=page)
            else:
                flags = {"multi": MULTILINE, "comb": COMB}.get(kind, 0)
                keys: dict[str, Any] = {"MaxLen": longest} if longest else {}
                made.text(name, (x + 100, y - high + 14, x + 255, y + 14), page=page, flags=flags, **keys)
            if place % 2 or kind == "multi" or place == len(fields) - 1:
                y -= high + 8
    return made.pdf()


def small_form() -> bytes:
    """One page with one box of each kind, and a second page without boxes."""
    made = FormMaker(pages=2)
    made.print_words("OUT-OF-NETWORK EXCEPTION REQUEST", 40, 750)
    for place, (name, words) in enumerate(
        {
            "LastName": "Member last name",
            "FirstName": "Member first name",
            "DOB": "Member date of birth",
        }.items()
    ):
        made.print_words(words, 40, 720 - 24 * place)
        made.text(name, (200, 716 - 24 * place, 420, 732 - 24 * place), TU=String(words))
    made.print_words("Provider NPI", 40, 644)
    made.text("NPI", (200, 640, 400, 656), flags=COMB, MaxLen=10, TU=String("Provider NPI"))
    made.print_words("State", 40, 620)
    made.choice("ProviderState", (200, 616, 260, 632), [("AZ", "Arizona"), ("NM", "New Mexico")])
    made.tick("Urgent", (40, 590, 51, 601))
    made.print_words("Urgent", 56, 592)
    made.radio("PlanType", {"HMO": (140, 590, 151, 601), "PPO": (200, 590, 211, 601)})
    made.print_words("HMO", 156, 592)
    made.print_words("PPO", 216, 592)
    made.print_words("Reason for this provider", 40, 570)
    made.text("WhyProvider", (40, 520, 420, 565), flags=MULTILINE, TU=String("Reason for this provider"))
    made.text("PlanUse", (300, 590, 400, 604), flags=READ_ONLY)
    made.print_words("Signature", 40, 490)
    made.signature("MemberSignature", (100, 486, 300, 504))
    made.print_words("Printed name", 320, 490)
    made.text("PrintedName", (400, 486, 560, 502))
    made.print_words("Continue on a page of your own.", 40, 720, page=1)
    return made.pdf()


def flat_form() -> bytes:
    """A PDF that is only printed."""
    made = FormMaker()
    made.print_words("Member name: ______________________", 40, 700)
    return made.pdf()
