"""A person: profile, attendance, blocks; what each field may be seen by."""
