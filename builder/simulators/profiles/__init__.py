"""One file per LMS: what is known of it -> PROFILE. Files are discovered; see profile.py for the fields."""
