"""Addresses of the web that lead to one page: with a parameter that only counts visitors, with www, with a slash at the end."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

# Parameters that change nothing of a page: where a visitor came from, what he agreed to, who he is. One that chooses a page
# ("id", "uid", "p") must never be among them: a document would be lost.
_IDLE = re.compile(
    r"(?:utm|mtm|matomo|piwik|pk|hsa|vero|oly|itm|stm)_\w+"
    r"|[gdfym]clid|fbclid|msclkid|yclid|twclid|ttclid|igshid|igsh|[gw]braid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|mkt_tok|wt_mc|at_\w+"
    r"|(?:accept[_-]?)?cookies?(?:[_-]?(?:consent|accept(?:ed)?|ok|wall|law|notice))?|consent|gdpr|avg"
    r"|phpsessid|jsessionid|sessionid|aspsessionid\w*",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_USUAL = {"http": 80, "https": 443}
# Signs that mean the same in a path whether they are written as such or as a number.
_SAFE = ":@!$&'()*+,;=-._~"


def plain(address: str) -> str:
    """An address that leads to the same page without what only counts visitors, and without its fragment."""
    parts = _parts(address)
    if parts is None:
        return address
    return urlunsplit(parts._replace(path=_SESSION.sub("", parts.path), query=_telling(parts.query), fragment=""))


def page_key(address: str) -> str:
    """What addresses have in common that lead to one page; the address itself where it is none of the web."""
    parts = _parts(address)
    if parts is None:
        return address
    path = "/".join(map(_evenly, _SESSION.sub("", parts.path).split("/")))
    query = "&".join(sorted(_telling(parts.query).split("&")))
    return f"{site_key(address)}{path.rstrip('/')}?{query}"


def site_key(address: str) -> str:
    """What addresses of one website have in common; ``""`` where it is none."""
    parts = _parts(address)
    if parts is None:
        return ""
    host, port = (parts.hostname or "").lower().rstrip(".").removeprefix("www."), parts.port
    return host if port in (None, _USUAL[parts.scheme]) else f"{host}:{port}"


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in _USUAL and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def _evenly(step: str) -> str:
    """A step of a path, written in one way."""
    return quote(unquote(step, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape")


def _telling(query: str) -> str:
    """The parameters that choose a page."""
    return "&".join(own for own in query.split("&") if own and not _IDLE.fullmatch(unquote(own.partition("=")[0])))
