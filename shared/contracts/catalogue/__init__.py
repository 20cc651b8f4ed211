"""What is asked of the catalogue of events: lists, changes, origins, series, rivals."""
