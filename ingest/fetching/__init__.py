"""Fetching documents from the web into a folder: one address, or all that a catalogue names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.addresses import page_key
from ingest.catalogue import CatalogueEntry, read_catalogue
from ingest.errors import Unfetched
from ingest.fetching.body import KeptBody, Told, forget_old
from ingest.fetching.canonical import canonical
from ingest.fetching.client import Client, Received
from ingest.fetching.kinds import name_of, suffix_of
from ingest.fetching.memory import Memo, is_there, of_page, recall, remember, write
from ingest.fetching.robots import Robots
from retrieval.errors import FileUnusable
from retrieval.originals import FETCHED

# What is refused for one of these is so again the next time, and nothing of it is held until then.
_LASTING = ("forbidden", "not_found", "too_large", "type", "empty", "no_pdf", "no_office", "other_kind")


class Status(StrEnum):
    """What became of an address."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    PRESENT = "present"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address. ``reason``: a key under ``unfetched.`` where it was refused; ``file``: where the document
    is, ``""`` where it is not; ``kept``: bytes that came before the connection broke, from which the next try goes on."""

    address: str
    status: Status
    reason: str = ""
    file: str = ""
    kept: int = 0


class Fetcher:
    """Fetches documents through a client, as far as the rules of their websites let it."""

    def __init__(self, client: Client, told: Told = lambda _so_far, _whole: None) -> None:
        """``told``: called with what came of a document so far."""
        self._client = client
        self._robots = Robots(client)
        self._told = told
        self._tidied: set[Path] = set()

    def fetch(self, address: str, folder: Path, name: str = "") -> Outcome:
        """Bring a document into a folder. ``name``: of its file, else from the address. Raises ``FileUnusable``.

        A document that did not change is left alone; a file of the same name from elsewhere too. One page under several
        addresses is one file.
        """
        if folder not in self._tidied:
            self._tidied.add(folder)
            forget_old(folder)
        with _usable(folder), KeptBody(folder, address, self._told) as body:
            return self._kept(address, folder, name, body)

    def _kept(self, address: str, folder: Path, name: str, body: KeptBody) -> Outcome:
        """Fetch, and hold what came where a connection broke."""
        memos = recall(folder)
        known = of_page(memos, address)
        if known and not (is_there(folder, known) and name in ("", known.file)):
            known = None
        try:
            outcome = self._fetch(address, folder, name, memos, known, body)
        except Unfetched as refused:
            if refused.reason in _LASTING:
                body.drop()
            return Outcome(address, Status.REFUSED, refused.reason, kept=body.kept)
        body.drop()
        return outcome

    def _fetch(
        self, address: str, folder: Path, name: str, memos: dict[str, Memo], known: Memo | None, body: KeptBody
    ) -> Outcome:
        conditions = _conditions(known, address) if known else {}
        received = self._client.get(address, self._client.limits.bytes, conditions, self._robots.check, body)
        if known and received.status == 304 and received.address in conditions:
            if address not in memos:
                remember(folder, {**memos, address: known})
            return Outcome(address, Status.UNCHANGED, file=str(folder / known.file))
        _check(received)
        suffix = suffix_of(received.address, received.headers.get("content-type", ""), received.body)
        digest = hashlib.sha256(received.body).hexdigest()
        own = canonical(received.address, received.headers, received.body, html=suffix == ".html")
        known = known or _twin(memos, folder, received.address, own, digest, name)
        if known and not name and known.digest != digest and _is_shared(memos, known, received.address):
            known = None  # what was the same to the byte under two addresses no longer is
        path = _path(address, received.address, folder, suffix, name, known)
        same = known is not None and (known.file, known.digest) == (path.name, digest)
        if not same:
            folder.mkdir(parents=True, exist_ok=True)
            write(path, received.body)
        marks = received.headers.get("etag", ""), received.headers.get("last-modified", "")
        memo = Memo(path.name, received.address, *marks, digest, own)
        key = page_key(received.address)
        others = {asked: memo for asked, old in memos.items() if old.file == path.name and page_key(old.final) == key}
        remember(folder, {**memos, **others, address: memo})
        return Outcome(address, Status.UNCHANGED if same else Status.FETCHED, file=str(path))


def _conditions(known: Memo, address: str) -> dict[str, Mapping[str, str]]:
    """By address what asks for a document only if it changed: at the one that gave it, however that is written."""
    alike = {known.final, address} if page_key(address) == page_key(known.final) else {known.final}
    return dict.fromkeys(alike, known.conditions)


def _twin(memos: dict[str, Memo], folder: Path, final: str, own: str, digest: str, name: str) -> Memo | None:
    """The memo of a document that was had before by another address: where we were sent on to it, or where the page names that
    address as its own and is the same to the byte."""
    if name:
        return None
    sent, told = of_page(memos, final), of_page(memos, own) if own else None
    found = sent or (told if told and told.digest == digest else None)
    return found if found and is_there(folder, found) else None


def _is_shared(memos: dict[str, Memo], known: Memo, final: str) -> bool:
    """Whether a file is that of another page, too."""
    key = page_key(final)
    return any(memo.file == known.file and memo != known and page_key(memo.final) != key for memo in memos.values())


def fetch_catalogue(
    catalogue: Path, fetcher: Fetcher, into: Path | None = None, begun: Callable[[str, int, int], None] = lambda *_: None
) -> Iterator[Outcome]:
    """Fetch every document of a catalogue that has an address, as each is asked for. Raises ``CorpusInvalid``, ``FileUnusable``.

    With ``into`` all go there. Without, a document goes to the file that the catalogue names; one that is there and was not
    fetched is left alone; those without a file go to a folder beside the catalogue. A page that has several addresses is asked
    for once. ``begun``: called before each document with its address, how many were before it, and how many there are.
    """
    entries = [entry for entry in read_catalogue(catalogue) if entry.url]
    wanted = list(dict.fromkeys((entry.url, *_place(catalogue, entry, into)) for entry in entries))
    had: dict[tuple[str, Path, str], str] = {}
    for number, (address, folder, name) in enumerate(wanted):
        begun(address, number, len(wanted))
        place = page_key(address), folder, name
        if place in had:
            yield _same(address, folder, had[place])
            continue
        outcome = _outcome(catalogue, address, folder, name, fetcher)
        if outcome.file:
            had[place] = outcome.file
        yield outcome


def _same(address: str, folder: Path, file: str) -> Outcome:
    """Write down one more address of a document that was just fetched. Raises ``FileUnusable``."""
    memos = recall(folder)
    memo = of_page(memos, address)
    if memo and address not in memos:
        with _usable(folder):
            remember(folder, {**memos, address: memo})
    return Outcome(address, Status.SAME, file=file)


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    """Raises ``FileUnusable`` for what the system refuses in a folder."""
    try:
        yield
    except OSError as error:
        raise FileUnusable(file=str(folder), reason=error.strerror or str(error)) from error


def _place(catalogue: Path, entry: CatalogueEntry, into: Path | None) -> tuple[Path, str]:
    """The folder for a document, and the name of its file where that is given."""
    if into or not entry.file:
        return into or catalogue.parent / FETCHED, ""
    path = (catalogue.parent / entry.file).resolve()
    return path.parent, path.name


def _outcome(catalogue: Path, address: str, folder: Path, name: str, fetcher: Fetcher) -> Outcome:
    if name and not folder.is_relative_to(catalogue.parent.resolve()):
        return Outcome(address, Status.REFUSED, "outside")
    if (
        name
        and (folder / name).exists()
        and not any(memo.file == name and is_there(folder, memo) for memo in recall(folder).values())
    ):
        return Outcome(address, Status.PRESENT, file=str(folder / name))
    return fetcher.fetch(address, folder, name)


def _check(received: Received) -> None:
    if received.status in (401, 403):
        raise Unfetched("forbidden")
    if received.status in (404, 410):
        raise Unfetched("not_found")
    if received.status != 200:
        raise Unfetched("declined")


def _path(address: str, final: str, folder: Path, suffix: str, name: str, known: Memo | None) -> Path:
    """The file for a document. Raises ``Unfetched``: the name that is wanted is that of another kind."""
    if name:
        if Path(name).suffix.lower() != suffix:
            raise Unfetched("other_kind")
        return folder / name
    if known and Path(known.file).suffix == suffix:
        return folder / known.file
    path = folder / name_of(final, suffix)
    mark = hashlib.sha256(address.encode()).hexdigest()[:8]
    return path.with_stem(f"{path.stem}-{mark}") if path.exists() else path
