"""A built package in a browser, before LMSs and an LRS: what a learner does, and what is recorded of it."""
