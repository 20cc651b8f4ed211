"""One record of a list, whatever held it: which field is which, when, where and what it is called."""
