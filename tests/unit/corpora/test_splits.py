"""The split of a key never changes: published splits depend on it."""

import pytest

from mtfix.corpora.splits import Split, split_of


@pytest.mark.parametrize(
    ("key", "twentieth", "tenth", "half"),
    [
        ("9", "dev", "dev", "dev"),
        ("11", "test", "dev", "dev"),
        ("21", "test", "dev", "dev"),
        ("wiki/1", "train", "test", "dev"),
        ("doc-7", "train", "train", "dev"),
        ("新华网", "train", "train", "train"),
        ("", "train", "train", "dev"),
    ],
)
def test_stable_values(key: str, twentieth: Split, tenth: Split, half: Split) -> None:
    assert (split_of(key), split_of(key, 2, 2), split_of(key, 10, 0)) == (twentieth, tenth, half)


def test_shares_are_about_as_asked() -> None:
    found = [split_of(f"document {number}", 2, 1) for number in range(4000)]
    assert abs(found.count("dev") / 4000 - 0.10) < 0.02
    assert abs(found.count("test") / 4000 - 0.05) < 0.02


def test_a_larger_share_keeps_what_was_held_out() -> None:
    keys = [str(number) for number in range(500)]
    assert {key for key in keys if split_of(key) == "dev"} <= {key for key in keys if split_of(key, 2, 2) == "dev"}
