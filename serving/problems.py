"""Every failure as a problem (RFC 9457): a status for programs, and one sentence in the language of who asks."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from starlette.responses import Response

from retrieval.errors import (
    FilterUnknown,
    PageUndrawable,
    PageUnknown,
    PlanwijzerError,
    QuestionEmpty,
    QuestionTooLong,
)
from retrieval.model import Language
from retrieval.texts import load_texts
from serving import errors
from serving.contract import Problem

MEDIA_TYPE = "application/problem+json"
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_LOG = logging.getLogger(__name__)
_URN = "urn:planwijzer:problem:"
STATUSES: dict[type[PlanwijzerError], int] = {
    QuestionEmpty: 400,
    QuestionTooLong: 400,
    FilterUnknown: 400,
    errors.StateUnusable: 400,
    errors.HostRefused: 403,
    PageUnknown: 404,
    PageUndrawable: 404,
    errors.PictureMissing: 404,
    errors.PlanUnknown: 404,
    errors.PathUnknown: 404,
    errors.MethodRefused: 405,
    errors.BodyTooLarge: 413,
    errors.AddressTooLong: 414,
    errors.RequestInvalid: 422,
    errors.RateExceeded: 429,
    errors.Busy: 503,
    errors.TooSlow: 504,
}
# Their sentences tell what to type on the machine of the library, which is not that of who asks.
_ELSEWHERE: dict[type[PlanwijzerError], str] = {PageUnknown: "problem.page_unknown"}
UNAVAILABLE, UNFORESEEN = "problem.unavailable", "problem.unforeseen"


def language_of(accepted: str) -> Language:
    """The language of an ``Accept-Language`` that is wanted most of those that are spoken here, Dutch without one."""
    wanted = dict.fromkeys(LANGUAGES, 0.0)
    for part in accepted.split(","):
        name, _, quality = part.strip().partition(";q=")
        language = name.split("-")[0].strip().lower()
        if language in wanted:
            wanted[language] = max(wanted[language], _number(quality))
    return max(LANGUAGES, key=lambda language: wanted[language])


def _number(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


def code_of(error: Exception) -> str:
    """The code under which an error is counted."""
    known = isinstance(error, PlanwijzerError) and type(error) in STATUSES
    key = error.key if isinstance(error, PlanwijzerError) and known else UNFORESEEN
    return (UNAVAILABLE if isinstance(error, PlanwijzerError) and not known else key).partition(".")[2]


def problem_of(error: Exception, language: Language) -> Problem:
    """What is told of an error. Of the library, and of what nobody foresaw, no more than that: the log has the rest."""
    kind = type(error)
    texts = load_texts(language)
    if isinstance(error, PlanwijzerError) and kind in STATUSES:
        own = texts(_ELSEWHERE[kind], **error.facts) if kind in _ELSEWHERE else texts.error(error)
        return _problem(STATUSES[kind], error.key, own)
    if isinstance(error, PlanwijzerError):
        _LOG.error("the library can't answer: %s", error)
        return _problem(503, UNAVAILABLE, texts(UNAVAILABLE))
    _LOG.error("unforeseen", exc_info=error)
    return _problem(500, UNFORESEEN, texts(UNFORESEEN))


def _problem(status: int, key: str, detail: str) -> Problem:
    code = key.partition(".")[2]
    return Problem(type=_URN + code, title=HTTPStatus(status).phrase, status=status, detail=detail, code=code)


def response_of(error: Exception, language: Language) -> Response:
    """The answer that tells an error."""
    problem = problem_of(error, language)
    headers = {"Content-Language": language, "Cache-Control": "no-store"}
    if problem.status in (429, 503) and isinstance(error, PlanwijzerError):
        headers["Retry-After"] = str(error.facts.get("seconds", 30))
    return Response(json.dumps(problem.model_dump(), ensure_ascii=False), problem.status, headers=headers, media_type=MEDIA_TYPE)
