"""Fetching documents from the web into a folder: one address, or all that a catalogue names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.catalogue import CatalogueEntry, read_catalogue
from ingest.errors import Unfetched
from ingest.fetching.client import Client, Received
from ingest.fetching.kinds import name_of, suffix_of
from ingest.fetching.memory import Memo, is_there, recall, remember, write
from ingest.fetching.robots import Robots
from retrieval.errors import FileUnusable

# Beside a catalogue, for documents that it gives no file.
FOLDER = "fetched"


class Status(StrEnum):
    """What became of an address."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    PRESENT = "present"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address. ``reason``: a key under ``unfetched.`` where it was refused; ``file``: where the document
    is, ``""`` where it is not."""

    address: str
    status: Status
    reason: str = ""
    file: str = ""


class Fetcher:
    """Fetches documents through a client, as far as the rules of their websites let it."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._robots = Robots(client)

    def fetch(self, address: str, folder: Path, name: str = "") -> Outcome:
        """Bring a document into a folder. ``name``: of its file, else from the address. Raises ``FileUnusable``.

        A document that did not change is left alone; a file of the same name from elsewhere too.
        """
        try:
            memos = recall(folder)
            known = memos.get(address)
            if known and not is_there(folder, known):
                known = None
            return self._fetch(address, folder, name, memos, known)
        except Unfetched as refused:
            return Outcome(address, Status.REFUSED, refused.reason)
        except OSError as error:
            raise FileUnusable(file=str(folder), reason=error.strerror or str(error)) from error

    def _fetch(self, address: str, folder: Path, name: str, memos: dict[str, Memo], known: Memo | None) -> Outcome:
        conditions = {known.final: known.conditions} if known else {}
        received = self._client.get(address, self._client.limits.bytes, conditions, self._robots.check)
        if known and received.status == 304 and received.address == known.final:
            return Outcome(address, Status.UNCHANGED, file=str(folder / known.file))
        _check(received)
        suffix = suffix_of(received.address, received.headers.get("content-type", ""), received.body)
        path = _path(address, received.address, folder, suffix, name, known)
        digest = hashlib.sha256(received.body).hexdigest()
        same = known is not None and (known.file, known.digest) == (path.name, digest)
        if not same:
            folder.mkdir(parents=True, exist_ok=True)
            write(path, received.body)
        marks = received.headers.get("etag", ""), received.headers.get("last-modified", "")
        remember(folder, {**memos, address: Memo(path.name, received.address, *marks, digest)})
        return Outcome(address, Status.UNCHANGED if same else Status.FETCHED, file=str(path))


def fetch_catalogue(catalogue: Path, fetcher: Fetcher, into: Path | None = None) -> Iterator[Outcome]:
    """Fetch every document of a catalogue that has an address, as each is asked for. Raises ``CorpusInvalid``, ``FileUnusable``.

    With ``into`` all go there. Without, a document goes to the file that the catalogue names; one that is there and was not
    fetched is left alone; those without a file go to a folder beside the catalogue.
    """
    done = set()
    for entry in read_catalogue(catalogue):
        folder, name = _place(catalogue, entry, into)
        if entry.url and (entry.url, folder, name) not in done:
            done.add((entry.url, folder, name))
            yield _outcome(catalogue, entry.url, folder, name, fetcher)


def _place(catalogue: Path, entry: CatalogueEntry, into: Path | None) -> tuple[Path, str]:
    """The folder for a document, and the name of its file where that is given."""
    if into or not entry.file:
        return into or catalogue.parent / FOLDER, ""
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
