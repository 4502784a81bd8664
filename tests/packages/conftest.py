"""The courses and the LMSs of tests/lms, for packages as files."""

from lms.conftest import context, shipped, sit, small

__all__ = ["context", "shipped", "sit", "small"]
