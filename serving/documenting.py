"""What the API tells of itself: its schema, and a page of that schema that needs no script and nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from serving.contract import Problem
from serving.problems import MEDIA_TYPE

# What may refuse any request, whatever it asks for.
_ALWAYS = (403, 414, 429, 500, 503, 504)
_MEANINGS = {
    400: "What is asked can't be asked, such as a filter that is not there.",
    403: "The request names another server, or comes from a page of one.",
    404: "It is not in the library.",
    413: "The body is too large.",
    414: "The address is too long.",
    422: "A parameter is not what it must be.",
    429: "Too many requests in a row; `Retry-After` says how many seconds to wait.",
    500: "Something nobody foresaw.",
    503: "The library can't be asked now, or too much is asked at once.",
    504: "It took too long.",
}
_REFERENCE = "#/components/schemas/"
STYLE = """:root { color-scheme: light dark; --line: light-dark(#d5dadd, #41494e); --accent: light-dark(#1f5f6b, #7cc3d0); }
body { max-width: 60rem; margin: 2.5rem auto 5rem; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; }
h1 { margin-bottom: .2rem; } h2 { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.2rem; }
h2 b { color: var(--accent); font-weight: 600; margin-right: .6rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
code, pre { font: .92em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
td { padding: .35rem .8rem .35rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
section { overflow-x: auto; } a { color: var(--accent); } nav a { margin-right: 1rem; overflow-wrap: anywhere; }
"""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of an operation, for its ``responses``."""
    told = {"content": {MEDIA_TYPE: {"schema": {"$ref": f"{_REFERENCE}{Problem.__name__}"}}}}
    refused: dict[int | str, dict[str, Any]] = {
        status: {"description": _MEANINGS[status], **told} for status in sorted({*statuses, *_ALWAYS})
    }
    return {200: {"description": "What was asked for."}, **refused}


def content(media_type: str) -> dict[int | str, dict[str, Any]]:
    """An answer that is no JSON, for ``responses``."""
    text = media_type.startswith("text/")
    return {
        200: {
            "description": "What was asked for.",
            "content": {media_type: {"schema": {"type": "string"} if text else {"type": "string", "format": "binary"}}},
        }
    }


def schema_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI schema, made once."""
    if not app.openapi_schema:
        made = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas[Problem.__name__] = Problem.model_json_schema(ref_template=f"{_REFERENCE}{{model}}")
        app.openapi_schema = made
    return app.openapi_schema


def page(schema: Mapping[str, Any]) -> str:
    """The schema as a page of HTML."""
    operations = [(path, method, own) for path, methods in schema["paths"].items() for method, own in methods.items()]
    links = "".join(f'<a href="#{_anchor(path)}">{escape(path)}</a> ' for path, _, _ in operations)
    parts = "".join(_operation(path, method, own) for path, method, own in operations)
    models = "".join(_model(name, own) for name, own in sorted(schema["components"]["schemas"].items()))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{escape(schema["info"]["title"])} API</title><link rel="stylesheet" href="docs.css"></head><body><main>'
        f"<h1>{escape(schema['info']['title'])} API</h1><p>{escape(schema['info']['summary'])}</p>"
        f'<p>For programs: <a href="openapi.json">openapi.json</a></p><nav>{links}</nav>{parts}'
        f"<h2>What is sent and given back</h2>{models}</main></body></html>"
    )


def _operation(path: str, method: str, own: Mapping[str, Any]) -> str:
    """One address: what it does, its parameters, its answers."""
    asked = [(f"{one['name']} ({one['in']})", _kind(one["schema"], one.get("required")), one.get("description", ""))
             for one in own.get("parameters", ())]  # fmt: skip
    if "requestBody" in own:
        asked.append(("body", _kind(own["requestBody"]["content"]["application/json"]["schema"], True), ""))
    answers = [(status, " ".join(_types(one)), one["description"]) for status, one in own["responses"].items()]
    sent = f"<h3>Parameters</h3>{_table(asked)}" if asked else ""
    return (
        f'<section id="{_anchor(path)}"><h2><b>{method.upper()}</b><code>{escape(path)}</code></h2>'
        f"<p>{_words(own.get('description', ''))}</p>{sent}<h3>Answers</h3>{_table(answers)}</section>"
    )


def _model(name: str, own: Mapping[str, Any]) -> str:
    required = own.get("required", ())
    rows = [(key, _kind(one, key in required), one.get("description", "")) for key, one in own.get("properties", {}).items()]
    values = f"<p><code>{escape(', '.join(map(str, own['enum'])))}</code></p>" if "enum" in own else ""
    told = _words(str(own.get("description", "")))
    return f'<section id="{escape(name)}"><h3>{escape(name)}</h3><p>{told}</p>{values}{_table(rows)}</section>'


def _types(answer: Mapping[str, Any]) -> Iterator[str]:
    for media_type, one in answer.get("content", {}).items():
        yield f"<code>{escape(media_type)}</code> {_kind(one.get('schema', {}), True)}"


def _kind(schema: Mapping[str, Any], required: bool | None) -> str:
    """A type as HTML, with its bounds."""
    if "$ref" in schema:
        name = escape(str(schema["$ref"]).removeprefix(_REFERENCE))
        kind = f'<a href="#{name}">{name}</a>'
    elif "anyOf" in schema:
        kind = " or ".join(_kind(one, True) for one in schema["anyOf"])
    elif schema.get("type") == "array":
        kind = f"list of {_kind(schema['items'], True)}"
    else:
        kind = f"<code>{escape(str(schema.get('type', schema.get('const', ''))))}</code>"
    named = ("enum", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "default")
    bounds = "; ".join(f"{name} {json.dumps(schema[name], ensure_ascii=False)}" for name in named if name in schema)
    return f"{kind}{f' ({escape(bounds)})' if bounds else ''}{'' if required else ', optional'}"


def _table(rows: list[tuple[str, str, str]]) -> str:
    """Rows of a name, a type that is HTML already, and words."""
    told = "".join(f"<tr><td><code>{escape(a)}</code></td><td>{b}</td><td>{_words(c)}</td></tr>" for a, b, c in rows)
    return f"<table>{told}</table>" if rows else ""


def _words(text: str) -> str:
    """Words as HTML; what stands between backticks is code."""
    parts = escape(text).replace("``", "`").split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _anchor(path: str) -> str:
    return escape(path.strip("/").replace("/", "-").replace("{", "").replace("}", "") or "root")
