"""The HTTP API: addresses and parameters; what they give is ``Service``'s."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import StringConstraints
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse

from retrieval.errors import PlanwijzerError
from retrieval.model import Language
from serving import contract, documenting, measuring, problems
from serving.errors import MethodRefused, PathUnknown, RequestInvalid
from serving.guard import REFUSED
from serving.measuring import Meters
from serving.service import Service
from serving.workers import Workers

_MOST_NAME = 300
_NAMED = 5
T = TypeVar("T")

Name = Annotated[str, StringConstraints(min_length=1, max_length=_MOST_NAME)]
Filters = Annotated[
    list[contract.FilterText],
    Query(
        alias="filter", max_length=contract.MOST_FILTERS, description="`facet=value`, by id or by name; more than once for more."
    ),
]
Spoken = Annotated[Language | None, Query(alias="language", description="Of the answer; else that of `Accept-Language`.")]
Number = Annotated[int, Path(ge=1, le=1_000_000, description="Of the page, from 1.")]
DocumentId = Annotated[Name, Path(description="As a citation names it.")]
PlanId = Annotated[Name, Path(description="As `/v1/plans` names it.")]


class Api:
    """The addresses of one server."""

    def __init__(self, service: Service, workers: Workers, meters: Meters) -> None:
        self._service, self._workers, self._meters = service, workers, meters

    async def ask(self, asked: contract.Question) -> contract.Answer:
        """Answer a question, in its own language, with quotations that stand in the sources to the letter."""
        return await self._workers.run(partial(self._service.ask, asked))

    async def search(
        self,
        query: Annotated[contract.QuestionText, Query(alias="q", description="Words to look for.")],
        filters: Filters = [],  # noqa: B006  # FastAPI copies it
        limit: Annotated[int, Query(ge=1, le=contract.MOST_HITS)] = 10,
        expand: bool = True,
        correct: bool = True,
    ) -> contract.Ranking:
        """The best passages for a query, best first."""
        search = partial(self._service.search, query, filters, limit, expand=expand, correct=correct)
        return await self._workers.run(search)

    async def plans(self, request: Request, filters: Filters = [], language: Spoken = None) -> contract.Plans:  # noqa: B006
        """All plans that meet the filters."""
        return await self._workers.run(partial(self._service.plans, filters, _language(request, language)))

    async def plan(self, request: Request, plan: PlanId, language: Spoken = None) -> contract.PlanCard:
        """A plan, its features with what shows them, and what the sources say of it aspect by aspect."""
        return await self._workers.run(partial(self._service.plan, plan, _language(request, language)))

    async def compare(
        self,
        request: Request,
        plans: Annotated[
            list[Name],
            Query(
                alias="plan",
                min_length=contract.FEWEST_COMPARED,
                max_length=contract.MOST_COMPARED,
                description="Its id; two to four times.",
            ),
        ],
        language: Spoken = None,
    ) -> contract.Comparison:
        """Two to four plans side by side, aspect by aspect."""
        return await self._workers.run(partial(self._service.compare, plans, _language(request, language)))

    async def page(self, document: DocumentId, page: Number) -> contract.Page:
        """The stored text of a page: what every quotation is a span of."""
        return await self._workers.run(partial(self._service.page, document, page))

    async def picture(self, document: DocumentId, page: Number) -> Response:
        """A page of a PDF as it looks."""
        png = await self._workers.run(partial(self._service.picture, document, page))
        return Response(png, media_type="image/png")

    async def health(self) -> contract.Alive:
        """Whether the process answers. Needs no library."""
        return contract.Alive()

    async def ready(self) -> contract.Ready:
        """Whether questions can be answered, and from what."""
        return await self._workers.run(self._service.ready)

    async def metrics(self) -> Response:
        """Counters for Prometheus."""
        return Response(self._meters.text(), media_type=measuring.MEDIA_TYPE)


def create_app(service: Service, workers: Workers, meters: Meters) -> FastAPI:
    """The application, without its guard."""
    app = FastAPI(
        title="Planwijzer",
        version=contract.VERSION,
        summary="Search and conversation over plans of public-private partnerships; every quotation stands in its source.",
        docs_url=None,
        redoc_url=None,
    )
    app.include_router(_routes(Api(service, workers, meters)))
    app.add_exception_handler(PlanwijzerError, _tell)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(HTTPException, _tell_unrouted)
    app.add_exception_handler(Exception, _tell)
    app.openapi = partial(documenting.schema_of, app)  # type: ignore[method-assign]
    app.add_route("/docs", lambda _: HTMLResponse(documenting.page(app.openapi())), include_in_schema=False)
    app.add_route("/docs.css", lambda _: Response(documenting.STYLE, media_type="text/css"), include_in_schema=False)
    return app


def _routes(api: Api) -> APIRouter:
    router = APIRouter(default_response_class=JSONResponse)
    page = "/v1/documents/{document:path}/pages/{page}"
    router.add_api_route("/v1/ask", api.ask, methods=["POST"], responses=documenting.problems(400, 413, 422))
    for path, asked, own in (
        ("/v1/search", api.search, ()),
        ("/v1/plans", api.plans, ()),
        ("/v1/plans/{plan}", api.plan, (404,)),
        ("/v1/compare", api.compare, (404,)),
        (page, api.page, (404,)),
    ):
        router.add_api_route(path, asked, responses=documenting.problems(400, *own, 422))
    router.add_api_route(
        f"{page}/picture",
        api.picture,
        response_class=Response,
        responses=documenting.problems(404, 422) | documenting.content("image/png"),
    )
    router.add_api_route("/health", api.health, responses=documenting.problems(400))
    router.add_api_route("/ready", api.ready, responses=documenting.problems(400))
    router.add_api_route(
        "/metrics", api.metrics, response_class=Response, responses=documenting.problems(400) | documenting.content("text/plain")
    )
    return router


def _language(request: Request, wanted: Language | None) -> Language:
    return wanted or problems.language_of(request.headers.get("accept-language", ""))


def _tell(request: Request, error: Exception) -> Response:
    request.scope[REFUSED] = problems.code_of(error)
    return problems.response_of(error, _language(request, None))


def _tell_invalid(request: Request, error: Exception) -> Response:
    told = error.errors() if isinstance(error, RequestValidationError) else []
    wrong = dict.fromkeys(".".join(str(part) for part in one["loc"])[:100] for one in told)
    return _tell(request, RequestInvalid(where=", ".join([*wrong][:_NAMED])))


def _tell_unrouted(request: Request, error: Exception) -> Response:
    """What Starlette says of an address or a method that is not there."""
    status = getattr(error, "status_code", 500)
    path, method = request.url.path[:100], request.method[:20]
    known = {404: PathUnknown(path=path), 405: MethodRefused(method=method, path=path)}
    response = _tell(request, known.get(status, RequestInvalid(where="body")))
    allowed: dict[str, Any] = getattr(error, "headers", None) or {}
    response.headers.update(allowed)
    return response
