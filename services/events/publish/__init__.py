"""Events as others read them: calendars, feeds, linked data. Equal events give equal bytes."""
