"""The events of a page, `page`: by its markup, else by what only looks like events, the surest first.

Markup: JSON-LD (`jsonld`), microdata and RDFa (`microdata`), h-event and hCalendar (`microformats`).
Looks: boxes with a time or with words for it (`event_cards`), tables, buttons for calendars; a page of one
event by a lone start, by labels, or by its name and lines; the data of a program; at last all words of the
page, as the list in Markdown that they would be (`page_lines`, `page_words`).
"""
