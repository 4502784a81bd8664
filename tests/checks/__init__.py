"""Every finding, as an author sees it."""
