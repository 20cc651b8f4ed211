"""The feed doctor: what is at an address, what is wrong with it, how it is mended."""
