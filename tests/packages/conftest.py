"""The courses and the LMSs of tests/lms, for packages as files."""

from __future__ import annotations

import pytest
from lms.conftest import context, sit, small
from lms.courses import Packages, copy_shipped, pack

__all__ = ["context", "sit", "small"]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The course of this repository; as a course and as modules."""
    return pack(copy_shipped(tmp_path_factory.mktemp("shipped") / "course"), "course", "modules")
