"""`pytest tests/golden --golden-accept` (make golden-accept) takes today's reports as the expected ones."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-accept", action="store_true", help="write the expected reports anew")
