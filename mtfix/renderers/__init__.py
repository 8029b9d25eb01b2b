"""Report formats by name; imported on use. A renderer only reads reports."""

from importlib import import_module
from typing import cast

from mtfix.errors import ConfigError
from mtfix.protocols import Renderer
from mtfix.renderers.look import Look

RENDERERS = {
    "concise": "mtfix.renderers.concise:Concise",
    "full": "mtfix.renderers.full:Full",
    "github": "mtfix.renderers.github:Github",
    "gitlab": "mtfix.renderers.gitlab:Gitlab",
    "html": "mtfix.renderers.html:Html",
    "json": "mtfix.renderers.json:Json",
    "jsonl": "mtfix.renderers.jsonl:Jsonl",
    "junit": "mtfix.renderers.junit:Junit",
    "mqm_tsv": "mtfix.renderers.mqm_tsv:MqmTsv",
    "rdjson": "mtfix.renderers.rdjson:Rdjson",
    "sarif": "mtfix.renderers.sarif:Sarif",
    "statistics": "mtfix.renderers.statistics:Statistics",
}

__all__ = ["RENDERERS", "Look", "load"]


def load(name: str, look: Look | None = None) -> Renderer:
    """The renderer of that name. Raises ConfigError E012 on an unknown one."""
    if name not in RENDERERS:
        raise ConfigError("E012", f"unknown output format {name!r}", hint=f"known: {', '.join(RENDERERS)}")
    module, _, attribute = RENDERERS[name].partition(":")
    return cast(Renderer, getattr(import_module(module), attribute)(look or Look()))
