"""LanguageTool over HTTP: a server on this machine that lives as long as mtfix does, or one elsewhere.

language_tool_python finds or downloads LanguageTool, checks Java and knows the command. Starting, asking and stopping
is done here: the library waits five minutes for an answer, starts a dead server anew without a word, and where Java
cannot start at all it tries nine hundred ports.
"""

import atexit
import json
import logging
import re
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from mtfix.detectors.languagetool_rules import Match
from mtfix.errors import ExtraMissing

LANGUAGE = "en-US"
# The first compares dates with today's, so what it says of a text changes from year to year. The others do what checks
# of ours do with fewer false alarms, and would go on where those are ignored.
DISABLED = (
    "EN_DATE_WEEKDAY_CURRENTYEAR",
    "ENGLISH_WORD_REPEAT_RULE",
    "EN_A_VS_AN",
    "EN_UNPAIRED_BRACKETS",
    "EN_UNPAIRED_QUOTES",
)
# Seconds. The first answer takes long: the server reads its rules then.
START, FIRST_ANSWER, ANSWER = 60.0, 120.0, 60.0
LONGEST_ANSWER = 64 * 1024 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")
_log = logging.getLogger("mtfix")


class Unavailable(Exception):
    """LanguageTool cannot be asked; says why, in words that go on after "LanguageTool"."""


class Server:
    """A server that somebody else runs. `version` is what it says of itself once it has answered."""

    def __init__(self, url: str, *, patience: float = ANSWER, first: float = FIRST_ANSWER) -> None:
        self.url = url.rstrip("/").removesuffix("/check").removesuffix("/v2") + "/v2"
        self.version = ""
        self._patience, self._first = patience, first
        self._opener = build_opener()

    def matches(self, text: str) -> tuple[Match, ...]:
        """What LanguageTool finds, in order. Raises Unavailable."""
        options = {"text": _SURROGATE.sub("\ufffd", text), "language": LANGUAGE, "disabledRules": ",".join(DISABLED)}
        patience = self._patience if self.version else self._first
        try:
            request = Request(f"{self.url}/check", urlencode(options).encode())
            with self._opener.open(request, timeout=patience) as response:
                answer = json.loads(_read(response, time.monotonic() + patience))
            matches = tuple(map(Match.read, answer["matches"]))
            self.version = str(answer["software"]["version"])
            return matches
        except (OSError, HTTPException, ValueError, KeyError, TypeError, RecursionError) as error:
            raise Unavailable(_reason(error, patience)) from error

    def close(self) -> None:
        """Nothing to stop: it is not ours."""


class LocalServer(Server):
    """A Java process of our own. It ends with `close`, at exit, and also if this process is killed."""

    def __init__(self, command: list[str], port: int, *, start: float = START) -> None:
        super().__init__(f"http://localhost:{port}")
        self._opener = build_opener(ProxyHandler({}))
        self._deadline = time.monotonic() + start
        self._ready = False
        self._guard: subprocess.Popen[bytes] | None = None
        quiet = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
        except OSError as error:
            raise Unavailable(f"cannot be started: {_line(error)}") from error
        atexit.register(self.close)
        self._guard = _guard(self._process.pid)

    @classmethod
    def start(cls) -> "LocalServer":
        """Begin to start it and return at once. Raises Unavailable if it, Java or the extra is missing."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        return cls(_command(port), port)

    @property
    def pid(self) -> int:
        """The number of the Java process."""
        return self._process.pid

    def matches(self, text: str) -> tuple[Match, ...]:
        """As for any server, once it is up."""
        if not self._ready:
            self._wait()
        return super().matches(text)

    def _wait(self) -> None:
        while time.monotonic() < self._deadline:
            if (status := self._process.poll()) is not None:
                raise Unavailable(f"could not be started: Java ended with status {status}")
            with suppress(OSError, HTTPException), self._opener.open(f"{self.url}/healthcheck", timeout=2):
                self._ready = True
                return
            time.sleep(0.1)
        raise Unavailable("was not ready in time")

    def close(self) -> None:
        """Stop the process and wait for its end; may be called again."""
        atexit.unregister(self.close)
        for process in (self._process, self._guard):
            if process is not None:
                process.kill()
                process.wait()
                if process.stdin:
                    process.stdin.close()


def _command(port: int) -> list[str]:
    """How to start the newest LanguageTool that is installed; if there is none, it is downloaded and that is told."""
    try:
        from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION, LocalLanguageTool
    except ImportError:
        raise Unavailable(f"cannot be started: {ExtraMissing('language-tool-python', 'languagetool')}") from None
    if not shutil.which("java"):
        raise Unavailable("cannot be started: there is no `java` on the PATH (it needs Java 17 or newer)")
    try:
        tool = LocalLanguageTool.get_latest_installed_version()
        if tool is None:
            tool = LocalLanguageTool.from_version_name(LTP_DOWNLOAD_VERSION)
            _log.warning("mtfix: LanguageTool is not on this machine, downloading %s", tool.download_url)
        tool.download()
        return list(tool.get_server_cmd(port))
    except (Exception, SystemExit) as error:  # the library exits where it cannot read Java's version
        raise Unavailable(f"cannot be started: {_line(error)}") from error


def _guard(pid: int) -> "subprocess.Popen[bytes] | None":
    """A shell that kills the server when our end of its pipe closes, as it does however this process ends."""
    shell = shutil.which("sh")
    if shell is None:
        return None
    quiet = subprocess.DEVNULL
    command = [shell, "-c", 'read -r _; kill -9 "$0"', str(pid)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True)


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """The whole body; a server that trickles is as good as none."""
    body = b""
    while chunk := response.read1(1 << 16):
        body += chunk
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(body) > LONGEST_ANSWER:
            raise ValueError("too long")
    return body


def _reason(error: Exception, patience: float) -> str:
    cause = getattr(error, "reason", error)
    if isinstance(error, HTTPError):
        with suppress(OSError, HTTPException):
            detail = error.read(200).decode("utf-8", "replace").strip().partition("\n")[0]
            return f"refused with status {error.code}" + (f": {detail}" if detail else "")
        return f"refused with status {error.code}"
    if isinstance(cause, TimeoutError):
        return f"gave no answer in {patience:g} seconds"
    if isinstance(error, (OSError, HTTPException)):
        return f"does not answer: {_line(cause)}"
    return "gave an answer that is not LanguageTool's"


def _line(error: object) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split()) or type(error).__name__
