"""The player's TypeScript as a fixture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from node import Player, started


@pytest.fixture(scope="session")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    yield from started(tmp_path_factory.mktemp("player"))
