"""A small OpenID Connect provider on the loopback address: discovery, authorization code with PKCE and nonce, RS256 and its keys.

It holds clients to what the standard asks, and can be told to hand out tokens that are wrong.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "planwijzer", "geheim-van-de-client"
KEY_ID = "sleutel-1"
_HOUR = 3_600


def encoded(data: bytes) -> str:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _number(value: int) -> str:
    return encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def signed_by(key: rsa.RSAPrivateKey) -> Callable[[bytes], bytes]:
    """What signs with RS256."""
    return lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def token(claims: Mapping[str, Any], sign: Callable[[bytes], bytes], alg: str = "RS256") -> str:
    """A signed JSON web token."""
    head, body = ({"alg": alg, "kid": KEY_ID, "typ": "JWT"}, claims)
    data = f"{encoded(json.dumps(head).encode())}.{encoded(json.dumps(body).encode())}"
    return f"{data}.{encoded(sign(data.encode()))}"


@dataclass
class Granted:
    """A code that was handed out, and to whom for what."""

    person: str
    asked: dict[str, str]


@dataclass
class Provider:
    """The state of a provider at ``issuer``.

    ``people``: for each name the claims of who signs in with it; ``make``: makes the token of its claims, to be replaced by what
    goes wrong; ``refused``: what clients did that they must not.
    """

    issuer: str
    people: Mapping[str, Mapping[str, Any]]
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65_537, key_size=2_048))
    make: Callable[[dict[str, Any]], str] | None = None
    refused: list[str] = field(default_factory=list)
    codes: dict[str, Granted] = field(default_factory=dict)

    def metadata(self) -> dict[str, Any]:
        """What discovery tells."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def keys(self) -> dict[str, Any]:
        """The key that tokens are checked with."""
        numbers = self.key.public_key().public_numbers()
        own = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": KEY_ID, "n": _number(numbers.n), "e": _number(numbers.e)}
        return {"keys": [own]}

    def authorize(self, asked: dict[str, str]) -> tuple[str, str]:
        """(where the browser goes, the page that it shows): a choice of who one is, then back with a code."""
        wanted = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}
        lacking = [name for name in ("redirect_uri", "state", "nonce", "code_challenge") if not asked.get(name)]
        wrong = [*lacking, *(name for name, value in wanted.items() if asked.get(name) != value)]
        if wrong or "openid" not in asked.get("scope", "").split():
            self.refused.append(f"authorize: {wrong or 'scope'}")
            return "", "refused"
        if asked.get("person") not in self.people:
            links = (
                f'<li><a href="/authorize?{html.escape(urlencode({**asked, "person": name}))}">{html.escape(name)}</a></li>'
                for name in self.people
            )
            return "", f"<h1>Wie bent u?</h1><ul>{''.join(links)}</ul>"
        code = secrets.token_urlsafe()
        self.codes[code] = Granted(asked["person"], asked)
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", ""

    def exchange(self, sent: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The tokens for a code, which is good for once; ``None`` for who may not have them."""
        granted = self.codes.pop(sent.get("code", ""), None)
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if not hmac.compare_digest(authorization, basic):
            self.refused.append("token: client")
        elif granted is None or sent.get("grant_type") != "authorization_code":
            self.refused.append("token: code")
        elif sent.get("redirect_uri") != granted.asked["redirect_uri"]:
            self.refused.append("token: redirect_uri")
        elif encoded(hashlib.sha256(sent.get("code_verifier", "").encode()).digest()) != granted.asked["code_challenge"]:
            self.refused.append("token: code_verifier")
        else:
            return self._tokens(granted)
        return None

    def _tokens(self, granted: Granted) -> dict[str, Any]:
        now = int(time.time())
        own = {"iss": self.issuer, "sub": f"id-{granted.person}", "aud": CLIENT, "iat": now, "exp": now + _HOUR}
        claims = {**own, "nonce": granted.asked["nonce"], **self.people[granted.person]}
        made = self.make(claims) if self.make else token(claims, signed_by(self.key))
        return {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": _HOUR, "id_token": made}


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path:
            case "/.well-known/openid-configuration":
                self._json(200, self.provider.metadata())
            case "/keys":
                self._json(200, self.provider.keys())
            case "/authorize":
                address, page = self.provider.authorize(asked)
                self._go(address) if address else self._send(200, "text/html; charset=utf-8", page.encode())
            case "/logout":
                self._go(asked.get("post_logout_redirect_uri", "/"))
            case _:
                self._json(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        tokens = self.provider.exchange(sent, self.headers.get("authorization", ""))
        self._json(200 if tokens else 400, tokens or {"error": "invalid_grant"})

    def _json(self, status: int, value: Mapping[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(value).encode())

    def _go(self, address: str) -> None:
        self.send_response(302)
        self.send_header("location", address)
        self.send_header("content-length", "0")
        self.end_headers()

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(people: Mapping[str, Mapping[str, Any]]) -> Iterator[Provider]:
    """A provider that these people can sign in with."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}", people)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"provider": provider})
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
