"""Bytes to trees and texts, bounded: charsets, JSON, XML, YAML, HTML, content lines; which format it is."""
