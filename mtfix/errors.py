"""Every error mtfix raises on purpose. Codes are stable: a number is never given to another error.

    MtfixError
    ├── InputError     E001 missing · E002 nothing to read · E003 binary · E004 encoding · E005 format · E006 unwritable
    │                  InputError also E007 package broken or locked · E008 package or XML that is not safe to read
    ├── ConfigError    E010 config file · E011 unknown code · E012 bad option value · E013 baseline
    ├── ModelError     E020 missing · E021 tampered or corrupt · E022 incompatible · E023 failed at work
    ├── ExtraMissing   E030 an optional dependency is not installed
    ├── DataError      E040 a training or evaluation set that cannot be read
    └── ReviewError    E050 session file broken · E051 pass running already · E052 file changed under the pass

The command line prints `str(error)` on stderr and exits with 2.
"""


class MtfixError(Exception):
    """Base of the tree: a stable code, what went wrong, where, and what to do about it."""

    def __init__(self, code: str, problem: str, *, path: str | None = None, hint: str = "") -> None:
        self.code = code
        self.problem = problem
        self.path = path
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.code} {where}{self.problem}{hint}"


class InputError(MtfixError):
    """A file or text that cannot be read or written."""

    def at(self, path: str) -> "InputError":
        """The same error, told of a file, by one that knows its name."""
        return InputError(self.code, self.problem, path=self.path or path, hint=self.hint)


class ConfigError(MtfixError):
    """A setting, flag or configuration file that makes no sense."""


class ModelError(MtfixError):
    """Weights that are missing, corrupt, tampered with or of another task."""


class ExtraMissing(MtfixError):
    """A feature whose optional dependency is not installed; names the command that installs it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__("E030", f"the package {package!r} is not installed", hint=f'run: pip install "mtfix[{extra}]"')


class DataError(MtfixError):
    """A training or evaluation set with broken records; the problem names the line."""


class ReviewError(MtfixError):
    """A pass over the findings of a document that cannot be begun, taken up or written."""
