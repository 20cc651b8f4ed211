"""What kind of people a person knows, what is missing among them, and who would bring it. Pure."""
