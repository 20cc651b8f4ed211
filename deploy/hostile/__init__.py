"""Answers that mean harm, made by rule: what `acquaint bench hostile` and the tests put to the reader."""
