"""Built packages as files: what is in them, how large they are, and that they are the same every time."""
