"""An address as a QR code (ISO/IEC 18004), to be scanned from a screen or a badge."""

from io import BytesIO

import segno

_QUIET_ZONE = 4
"""The margin that the standard asks for, in modules."""


def qr_svg(text: str) -> bytes:
    """Draw the code, dark on white, so that a dark page does not hide it; it scales to any size."""
    drawn = BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(drawn, kind="svg", xmldecl=False, border=_QUIET_ZONE, light="white", omitsize=True, nl=False)
    return drawn.getvalue()
