"""Each stage on its own: from the folder to the package."""
