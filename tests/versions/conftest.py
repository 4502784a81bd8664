"""The player's TypeScript as a fixture, to live through versions of a course."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from player.state.node import Player, started


@pytest.fixture(scope="session")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    yield from started(tmp_path_factory.mktemp("player"))
