"""Amounts as people read them."""

from __future__ import annotations

from decimal import Decimal


def dollars(amount: Decimal) -> str:
    """$1,250.00; below zero with the sign before the dollar: −$30.00"""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}${abs(amount):,.2f}"
