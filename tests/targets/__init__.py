"""Tests of the package formats: manifests, lint, statements and adapters."""
