"""A file of JSON lines that only grows. What `append` has returned from survives a crash; a torn last line does not."""

import json
import os
from collections.abc import Mapping
from typing import IO, Any

from mtfix.errors import InputError, ReviewError


class Journal:
    """Opens a journal, or makes it; one process at a time. `lines` is what stood in it."""

    def __init__(self, path: str) -> None:
        """Raises ReviewError E050 if it is broken, E051 if another process has it open; InputError E006."""
        self.path = path
        try:
            self._stream: IO[bytes] = open(path, "a+b", buffering=0)  # noqa: SIM115 - it stays open for the pass
        except OSError as error:
            raise InputError("E006", f"cannot be written: {error.strerror}", path=path) from None
        try:
            _lock(self._stream, path)
            self.lines = self._read()
        except BaseException:
            self._stream.close()
            raise

    def append(self, line: Mapping[str, Any]) -> None:
        """Write one line and wait until it is on the disk. Raises InputError E006; then nothing is added."""
        data = json.dumps(line).encode() + b"\n"
        size = os.fstat(self._stream.fileno()).st_size
        try:
            written = self._stream.write(data)
            if written != len(data):
                raise OSError("the disk is full")
            os.fsync(self._stream.fileno())
            if size == 0:
                _sync_folder(self.path)
        except OSError as error:
            os.ftruncate(self._stream.fileno(), size)
            raise InputError("E006", f"cannot be written: {error.strerror or error}", path=self.path) from None

    def close(self, *, keep: bool) -> None:
        """Let it go; unless it is to be kept, it is removed."""
        if keep or os.name == "nt":  # where an open file cannot be removed
            self._stream.close()
        if not keep:
            os.unlink(self.path)
        self._stream.close()

    def _read(self) -> list[dict[str, Any]]:
        self._stream.seek(0)
        data = self._stream.read()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.ftruncate(self._stream.fileno(), whole)  # a line that was being written when the machine stopped
        lines = data[:whole].splitlines()
        return [self._parsed(line, number) for number, line in enumerate(lines, 1)]

    def _parsed(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            parsed = json.loads(line)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise broken(self.path, f"line {number} is no JSON object")
        return parsed


def broken(path: str, problem: str) -> ReviewError:
    """The error for a file that is no session of ours."""
    return ReviewError("E050", f"not a session of mtfix: {problem}", path=path, hint="move it away to begin anew")


def _lock(stream: IO[bytes], path: str) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ReviewError("E051", "another pass over this document is running", path=path) from None
    except OSError:
        return  # a file system without locks


def _sync_folder(path: str) -> None:
    """A new file is only there for good once its folder is on the disk."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    folder = os.open(os.path.dirname(path) or ".", os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    except OSError:
        pass  # a file system that cannot
    finally:
        os.close(folder)
