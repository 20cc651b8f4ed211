"""A record of a list or table, whatever held it: its keys and texts, its fields, its listing.

Records in a document (`record_list`) are laid flat (`flat_record`), their keys taken for fields by the names
in `column_names` (`row_fields`); those of a list tell more together (`records_together`) than one (`record`).
"""
