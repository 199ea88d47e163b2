"""Values of cells as people see them: amounts, percentages and dates, by the number format of the cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from retrieval.model import Language

GENERAL = "General"
# Excel shows this many figures of a number without a format.
_FIGURES = 11
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_TRUTH: dict[Language, tuple[str, str]] = {"nl": ("nee", "ja"), "en": ("no", "yes")}
# What a number format is made of: text that it shows, colours and conditions, space and filling, the figures, one other sign.
_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(?P<figures>[#0?][#0?,.]*)|(?P<other>.)'
)
_SHOWN = frozenset("€$£% ")
_DATE = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|am/pm|a/p|([ymdhs])\3*|(.)')
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


def shown(value: object, form: str, language: Language) -> str:
    """A value as text. ``form``: the number format of its cell; errors of a formula are ``""``."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, bool):
        return _TRUTH[language][value]
    if isinstance(value, datetime | date):
        return _date(value, form.split(";", maxsplit=1)[0].lower(), language)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:.0f}:{value.total_seconds() // 60 % 60:02.0f}"
    if isinstance(value, int | float):
        # No amount or count is as large; the figures that are exact end here.
        if not abs(value) < 1e15:
            return f"{value:g}"
        return _number(Decimal(repr(value)), form, language)
    return str(value)


def _number(value: Decimal, form: str, language: Language) -> str:
    before, figures, after = _parts(form.split(";", maxsplit=1)[0])
    if form == GENERAL or not figures or "E" in after or "/" in after:
        before, after = "", ""
        rounded = round(value, max(0, _FIGURES - 1 - max(value.adjusted(), 0))).normalize()
        told = f"{abs(rounded):f}"
    else:
        whole, _, decimals = figures.rstrip(",").partition(".")
        scaled = value * 100 if "%" in after else value / 1000 ** (len(figures) - len(figures.rstrip(",")))
        rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
        told = f"{abs(rounded):{',' if ',' in whole else ''}f}"
    if language == "nl":
        told = told.translate({ord(","): ".", ord("."): ","})
    return ("-" if rounded < 0 else "") + before + told + after


def _parts(section: str) -> tuple[str, str, str]:
    """What a format shows before the figures, how it shows the figures, and what after them."""
    around, figures = ["", ""], ""
    for part in _PARTS.finditer(section):
        if part["figures"]:
            figures = figures or part["figures"]
        else:
            other = part["other"] if part["other"] in _SHOWN or part["other"] in ("E", "/") else ""
            around[bool(figures)] += part["quoted"] or part["escaped"] or part["money"] or other or ""
    before, after = around
    return (f"{before.strip()} " if before.strip() else "", figures, after.rstrip())


def _date(value: date, form: str, language: Language) -> str:
    """A date as its format orders it; in the usual order of the language where the format is the standard one."""
    day = f"{value.day}-{value.month}-{value.year}" if language == "nl" else value.isoformat()[:10]
    clock = f"{value:%H:%M}" if isinstance(value, datetime) and (value.hour or value.minute) else ""
    parts = [part[0] for part in _DATE.finditer(form) if part[3]]
    months = next((part for part in parts if part.startswith("mmm")), "")
    if months:
        name = _MONTHS[language][value.month - 1]
        month = name if len(months) > 3 else name[:3]
        day = " ".join(
            [str(value.day)] * any(part in ("d", "dd") for part in parts) + [month] + [str(value.year)] * ("y" in form)
        )
    elif set(parts) <= {"yy", "yyyy"} and parts:
        day = str(value.year)
    return f"{day} {clock}".strip()
