"""What a user reads when something fails."""

import inspect

from mtfix import errors
from mtfix.errors import ExtraMissing, InputError, MtfixError


def test_an_error_names_code_place_problem_and_remedy() -> None:
    error = InputError("E004", "not UTF-8", path="a.txt", hint="convert it first")
    assert str(error) == "E004 a.txt: not UTF-8 (convert it first)"
    assert str(InputError("E002", "nothing to read")) == "E002 nothing to read"


def test_a_missing_extra_names_the_command() -> None:
    assert str(ExtraMissing("torch", "train")) == (
        "E030 the package 'torch' is not installed (run: pip install \"mtfix[train]\")"
    )


def test_the_tree_in_the_docstring_is_the_tree_in_the_code() -> None:
    drawn = errors.__doc__ or ""
    for name, cls in inspect.getmembers(errors, inspect.isclass):
        assert issubclass(cls, MtfixError)
        assert name in drawn
