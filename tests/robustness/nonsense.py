"""What no honest browser sends, and what tired people do."""

from __future__ import annotations

SCRIPT = "<script>alert('got in')</script>"
MARKUP = f"\"'></textarea></title>{SCRIPT}{{{{ 7|add:7 }}}}%(name)s%s{{0}}"
TEXTS = {
    "long": "x" * 5000,
    "wide": "🦄" * 4000,
    "markup": MARKUP,
    "NUL": "a\x00b",
    "control": "a\x07\x1b[31m\x7f\x85b",
    "half a character": "a\ud800b",
    "unseen": "\u200b\u202e\ufeff\u2066",
    "other way": "\u202eشارع ١٢٣ 🏳️‍🌈 ﷽ ̸̶̷\u0345",
    "a huge number": "9" * 30,
    "a huge number behind zeros": "0" * 12 + "9" * 30,
    "more digits than Python reads": "1" * 5000,
    "zeros and more digits than Python reads": "0" * 5000 + "1",
    "less than nothing": "-1",
    "the year nothing": "0",
    "a small number of another script": "٣",
    "no decimal digit": "²",
    "a fraction in one sign": "½",
    "science": "1e999",
    "no number": "NaN",
    "spaces": "   \t  ",
    "lines": "\r\n\n\r\n",
    "a list": '["a"]',
    "quotes of SQL": "'; DROP TABLE requests_app_case; --",
    "a second address": "a@b.co\r\nBcc: c@d.co",
    "an address of dots": "a@" + "b." * 120 + "co",
}
# For whole pages: one of each kind; the others are tried on every field by itself.
ON_PAGES = ("markup", "NUL", "other way", "no decimal digit", "a huge number")
PASSKEYS = {
    "no JSON": "nonsense",
    "a list": '["a"]',
    "nothing": "null",
    "a number": "7",
    "in depth": "[" * 3000,
    "nothing in it": "{}",
    "two ids": '{"id": "AA", "rawId": "BB"}',
    "an odd id": '{"id": 1, "rawId": 1}',
    "an odd answer": '{"id": "AA", "rawId": "AA", "response": []}',
    "an odd person": '{"id": "AA", "rawId": "AA", "response": {"userHandle": 7}}',
    "a person who is no number": '{"id": "AA", "rawId": "AA", "response": {"userHandle": "____"}}',
    "a person out of range": '{"id": "AA", "rawId": "AA", "response":'
    ' {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}',
    "an odd world": '{"id": "AA", "rawId": "AA", "type": "public-key", "response":'
    ' {"userHandle": "MQ", "clientDataJSON": "e30", "attestationObject": "AA",'
    ' "authenticatorData": "AA", "signature": "AA"}}',
    "letters": '{"id": "é", "rawId": "é", "response": {"clientDataJSON": "é"}}',
}
