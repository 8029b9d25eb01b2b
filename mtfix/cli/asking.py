"""How an editor is asked: by single keys on a terminal, else by lines, which any pipe or simple terminal can give."""

import os
import sys
from typing import Protocol


class Asker(Protocol):
    """Asks on standard output and hears on standard input. Raises EOFError where nothing more will be said.

    `leave` tells how to give a line up.
    """

    leave: str

    def key(self) -> str:
        """The next key that types a character."""
        ...

    def line(self, text: str) -> str | None:
        """A line that begins as `text` and may be changed; None if it is given up."""
        ...


def asker() -> Asker:
    """Keys where standard input and output are a terminal that can do that, else lines."""
    able = os.environ.get("TERM", "dumb" if os.name == "posix" else "") not in ("dumb", "unknown")
    return Keys() if able and sys.stdin.isatty() and sys.stdout.isatty() else Lines()


class Lines:
    """Reads lines: the first character is the key. It moves no cursor."""

    leave = "an empty line leaves it as it is"

    def key(self) -> str:
        """The first character of the next line that has one."""
        while True:
            if answer := self._read("> ").strip():
                return answer[0]

    def line(self, text: str) -> str | None:
        """The next line; an empty one gives it up. What may be changed cannot be typed for the user, so it is shown."""
        if text:
            print(text)
        return self._read(": ").strip() or None

    def _read(self, prompt: str) -> str:
        print(prompt, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            print(flush=True)
            raise EOFError
        if not sys.stdin.isatty():
            print(flush=True)
        return line


class Keys:
    """Reads single keys, and lets a line be edited, through prompt_toolkit. It never asks where the cursor is."""

    leave = "Enter takes it, Ctrl-C leaves it as it is"

    def __init__(self) -> None:
        from prompt_toolkit.output import create_output

        self._output = create_output(sys.stdout)
        # An answer to that question may get lost over ssh, and then the user is kept waiting.
        if hasattr(self._output, "enable_cpr"):
            self._output.enable_cpr = False

    def key(self) -> str:
        """The next key that types a character."""
        from prompt_toolkit.application import Application
        from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
        from prompt_toolkit.keys import Keys as Names
        from prompt_toolkit.layout import FormattedTextControl, Layout, Window

        bindings = KeyBindings()

        @bindings.add(Names.Any)
        def typed(event: KeyPressEvent) -> None:
            event.app.exit(result=event.data)

        @bindings.add("c-c")
        def interrupted(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        @bindings.add("c-d")
        def ended(event: KeyPressEvent) -> None:
            event.app.exit(exception=EOFError)

        window = Window(FormattedTextControl("> ", show_cursor=False), height=1)
        application: Application[str] = Application(
            Layout(window), key_bindings=bindings, output=self._output, erase_when_done=True
        )
        key = application.run()
        print(f"> {key}", flush=True)
        return key

    def line(self, text: str) -> str | None:
        """The line once Enter is pressed; Ctrl-C gives it up."""
        from prompt_toolkit import PromptSession

        session: PromptSession[str] = PromptSession(output=self._output)
        try:
            return session.prompt(": ", default=text).strip() or None
        except KeyboardInterrupt:
            return None
