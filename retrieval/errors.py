"""What can go wrong for a user. Each error names its sentence in the texts by ``key`` and carries the facts."""

from __future__ import annotations

from typing import ClassVar


class PlanwijzerError(Exception):
    """Base of all errors a user can cause or mend; the doors turn it into one sentence."""

    key: ClassVar[str]
    # How the keys of the words for the fact ``reason`` begin, where it is no words itself.
    reasons: ClassVar[str] = ""

    def __init__(self, **facts: str | int) -> None:
        super().__init__(f"{type(self).key}: " + ", ".join(f"{k}={v!r}" for k, v in facts.items()))
        self.facts = facts


class RetrievalError(PlanwijzerError):
    """Base of the errors of this package."""


class SettingInvalid(RetrievalError):
    """An environment variable is not known. Facts: name."""

    key = "error.setting_invalid"


class SettingUnusable(SettingInvalid):
    """An environment variable holds what can't be used; its value may be secret and is not kept. Facts: name."""

    key = "error.setting_unusable"


class KeyTooShort(SettingUnusable):
    """A password in an environment variable is easily guessed. Facts: name, least."""

    key = "error.key_too_short"


class SettingOutOfRange(SettingUnusable):
    """An environment variable must hold a number within bounds, and does not. Facts: name, least, most."""

    key = "error.setting_out_of_range"


class IndexMissing(RetrievalError):
    """There is no published index. Facts: index."""

    key = "error.index_missing"


class IndexDamaged(RetrievalError):
    """A file of the index is not what was published. Facts: index, reason."""

    key = "error.index_damaged"


class RecordDamaged(IndexDamaged):
    """The record itself can't be read, so that nothing can be remade from it. Facts: index, reason."""

    key = "error.record_damaged"


class IndexMismatch(RetrievalError):
    """The index was built with another encoder or other sizes. Facts: index, built, wanted."""

    key = "error.index_mismatch"


class RecordMismatch(IndexMismatch):
    """Another version of the program made the record. Facts: index, built, wanted."""

    key = "error.record_mismatch"


class LibraryBusy(RetrievalError):
    """Another process is writing this library. Facts: index."""

    key = "error.library_busy"


class LibraryHeld(LibraryBusy):
    """Another process is writing this library and wrote down what. ``reason``: a key under ``work.`` of the texts.
    Facts: index, pid, since, reason."""

    key = "error.library_held"
    reasons = "work."


class LibraryPublished(RetrievalError):
    """A published copy of a library is only read. Facts: index."""

    key = "error.library_published"


class TargetIsLibrary(RetrievalError):
    """A copy is to be published in the place of a library that is written. Facts: folder."""

    key = "error.target_is_library"


class DiskFull(RetrievalError):
    """There is no room left to write in a library. Facts: index."""

    key = "error.disk_full"


class EncoderUnavailable(RetrievalError):
    """An encoder can't be loaded. Facts: name, reason."""

    key = "error.encoder_unavailable"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name=name, reason=reason)


class EncoderNotHere(EncoderUnavailable):
    """An encoder has to be downloaded and the hub does not answer. Facts: name, model, folder."""

    key = "error.encoder_not_here"

    def __init__(self, name: str, model: str) -> None:
        RetrievalError.__init__(self, name=name, model=model, folder=model.rpartition("/")[2])


class EncoderPoolingDiffers(EncoderUnavailable):
    """An encoder is called as a known model and makes its vectors in another way. Facts: name, model, found, wanted."""

    key = "error.encoder_pooling_differs"

    def __init__(self, name: str, model: str, found: str, wanted: str) -> None:
        RetrievalError.__init__(self, name=name, model=model, found=found, wanted=wanted)


class RerankerUnavailable(RetrievalError):
    """A reranker can't be loaded. Facts: name, reason."""

    key = "error.reranker_unavailable"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name=name, reason=reason)


class RerankerNotHere(RerankerUnavailable):
    """A reranker has to be downloaded and the hub does not answer. Facts: name, model, folder."""

    key = "error.reranker_not_here"

    def __init__(self, name: str, model: str) -> None:
        RetrievalError.__init__(self, name=name, model=model, folder=model.rpartition("/")[2])


class RerankerUnfit(RerankerUnavailable):
    """A model is no reranker: it does not give one score for a question and a text. Facts: name."""

    key = "error.reranker_unfit"

    def __init__(self, name: str) -> None:
        RetrievalError.__init__(self, name=name)


class JudgeUnavailable(RetrievalError):
    """A judge of entailment can't be loaded. Facts: name, reason."""

    key = "error.judge_unavailable"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name=name, reason=reason)


class JudgeNotHere(JudgeUnavailable):
    """A judge of entailment has to be downloaded and the hub does not answer. Facts: name, model, folder."""

    key = "error.judge_not_here"

    def __init__(self, name: str, model: str) -> None:
        RetrievalError.__init__(self, name=name, model=model, folder=model.rpartition("/")[2])


class JudgeUnfit(JudgeUnavailable):
    """A model does not tell whether a text entails a sentence: its labels don't say so. Facts: name, labels."""

    key = "error.judge_unfit"

    def __init__(self, name: str, labels: str) -> None:
        RetrievalError.__init__(self, name=name, labels=labels)


class ChatUnavailable(RetrievalError):
    """A language model gives no (whole) answer. ``reason``: a key under ``chat.`` of the texts. Facts: url, reason."""

    key = "error.chat_unavailable"
    reasons = "chat."

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url=url, reason=reason)
        self.reason = reason


class VectorsUnavailable(RetrievalError):
    """A Chroma server gives no vectors, or can't be written. ``reason``: a key under ``chroma.`` of the texts.
    Facts: url, reason."""

    key = "error.vectors_unavailable"
    reasons = "chroma."

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url=url, reason=reason)
        self.reason = reason


class QuestionEmpty(RetrievalError):
    """A question without words."""

    key = "error.question_empty"


class QuestionTooLong(RetrievalError):
    """A question over the limit. Facts: length, limit."""

    key = "error.question_too_long"


class FilterUnknown(RetrievalError):
    """A filter that does not exist. Facts: filter, known."""

    key = "error.filter_unknown"


class PageUnknown(RetrievalError):
    """A page that is not in the library. Facts: document, page."""

    key = "error.page_unknown"


class PageUndrawable(RetrievalError):
    """There is no picture of a page. ``reason``: a key under ``drawing.`` of the texts. Facts: document, reason."""

    key = "error.page_undrawable"
    reasons = "drawing."

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(document=document, reason=reason)


class FileUnusable(RetrievalError):
    """A file named by the user can't be read or written as asked. Facts: file, reason."""

    key = "error.file_unusable"


class ChangeUnrecorded(FileUnusable):
    """A change to a library can't be written in its audit log, and is not made. Facts: file, reason."""

    key = "error.change_unrecorded"


class OutcomeUnrecorded(FileUnusable):
    """A change to a library was made, and what came of it can't be written in its audit log. Facts: file, reason."""

    key = "error.outcome_unrecorded"


class FormatUnknown(RetrievalError):
    """A file to export to whose name ends as no known format does. Facts: file, known."""

    key = "error.format_unknown"


class CorpusInvalid(RetrievalError):
    """A table of the corpus holds what it must not. Facts: file, line, reason."""

    key = "error.corpus_invalid"
