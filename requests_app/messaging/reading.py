"""How hard a text is to read. Pure.

English: the Flesch–Kincaid grade, with syllables counted by groups of vowels. Spanish: words a sentence,
because that formula was made for English.
"""

from __future__ import annotations

import re

HIGHEST_GRADE = 8
MOST_WORDS = 18
# Fewer words than this tell nothing about the whole.
FEWEST_WORDS = 12
_SENTENCES = re.compile(r"[.!?:\n]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_BLANKS = re.compile(r"\{[^{}]*\}")


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; what is filled in later counts as one short word."""
    plain = _BLANKS.sub("Ana", text)
    found = [_WORDS.findall(part) for part in _SENTENCES.split(plain)]
    return [words for words in found if words]


def syllables(word: str) -> int:
    lower = word.lower()
    count = len(_VOWELS.findall(lower))
    if lower.endswith("e") and not lower.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(count, 1)


def grade(text: str) -> int | None:
    """The school grade that reads this English text; None when it is too short to tell."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    per_sentence = len(words) / len(found)
    per_word = sum(syllables(word) for word in words) / len(words)
    return max(round(0.39 * per_sentence + 11.8 * per_word - 15.59), 0)


def words_a_sentence(text: str) -> int | None:
    found = sentences(text)
    words = sum(len(sentence) for sentence in found)
    return round(words / len(found)) if words >= FEWEST_WORDS else None
