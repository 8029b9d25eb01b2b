"""A fake LanguageTool over HTTP that flags the words it is told, with offsets in UTF-16 units as the real one."""

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest


def match_json(text: str, start: int, end: int, replacements: Sequence[str] = (), **rule: str) -> dict[str, Any]:
    """A match on code points start to end, as the server writes it."""

    def utf16(offset: int) -> int:
        return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2

    return {
        "message": "Possible spelling mistake found.",
        "offset": utf16(start),
        "length": utf16(end) - utf16(start),
        "replacements": [{"value": item} for item in replacements],
        "rule": {
            "id": rule.get("id", "MORFOLOGIK_RULE_EN_US"),
            "issueType": rule.get("kind", "misspelling"),
            "category": {"id": rule.get("group", "TYPOS")},
        },
    }


@dataclass
class FakeServer:
    """Answers as its fields say at the time; `asked` are the texts it got."""

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rule: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    body: bytes | None = None
    delay: float = 0.0
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, text: str) -> bytes:
        matches = [
            match_json(text, *match.span(), self.words[match[0]], **self.rule)
            for match in re.finditer(r"\w+(?:-\w+)*", text)
            if match[0] in self.words
        ]
        return json.dumps({"software": {"name": "LanguageTool", "version": "6.8"}, "matches": matches}).encode()


@pytest.fixture(scope="session")
def _listening() -> Iterator[FakeServer]:
    fake = FakeServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
            fake.asked.append(form["text"][0])
            time.sleep(fake.delay)
            body = fake.answer(form["text"][0]) if fake.body is None else fake.body
            self.send_response(fake.status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # a client that gave up is what some tests are about
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def fake_server(_listening: FakeServer) -> FakeServer:
    """A server that finds nothing until a test sets its fields."""
    fresh = FakeServer(url=_listening.url)
    for name in FakeServer.__dataclass_fields__:
        setattr(_listening, name, getattr(fresh, name))
    return _listening
