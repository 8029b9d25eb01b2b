"""Report formats by name; imported on use. A renderer only reads reports."""

from importlib import import_module
from typing import cast

from mtfix.errors import ConfigError
from mtfix.protocols import Renderer
from mtfix.renderers.look import Look

RENDERERS = {
    "concise": "mtfix.renderers.concise:Concise",
    "full": "mtfix.renderers.full:Full",
    "json": "mtfix.renderers.json:Json",
    "jsonl": "mtfix.renderers.jsonl:Jsonl",
}

__all__ = ["RENDERERS", "Look", "load"]


def load(name: str, look: Look | None = None) -> Renderer:
    """The renderer of that name. Raises ConfigError E012 on an unknown one."""
    if name not in RENDERERS:
        raise ConfigError("E012", f"unknown output format {name!r}", hint=f"known: {', '.join(RENDERERS)}")
    module, _, attribute = RENDERERS[name].partition(":")
    return cast(Renderer, getattr(import_module(module), attribute)(look or Look()))
