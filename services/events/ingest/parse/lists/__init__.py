"""Lists that people keep: CSV, Markdown, YAML, JSON, XML, and those of known projects.

Data is read as records (`parse.records`), tables by their columns; markup is written as Markdown first, and
read line by line (`markdown_list`) and in blocks (`blocks`, `dated_blocks`).
"""
