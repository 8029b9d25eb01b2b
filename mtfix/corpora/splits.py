"""Train, dev and test by document: everything that comes from one source document lands in one split."""

import hashlib
from typing import Literal

Split = Literal["train", "dev", "test"]


def split_of(key: str, dev: int = 1, test: int = 1) -> Split:
    """The split of a source document or source sentence; `dev` and `test` are twentieths of all keys.

    The key is hashed (SHA-1, no secrecy meant), so the answer depends on the key alone: neither order nor set size
    matters.
    """
    bucket = int(hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:8], 16) % 20
    if bucket < dev:
        return "dev"
    return "test" if bucket < dev + test else "train"
