"""Coursewright: a course folder in, packages for learning management systems out."""

__version__ = "0.1.0"
