"""The port that people reach."""

import errno
import socket

from deploy.local.trouble import Trouble


def bind(port: int) -> socket.socket:
    """Take a port on loopback, before anything else is started; 0 picks a free one.

    Raises:
        Trouble: it is taken, or only root may have it.
    """
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(("127.0.0.1", port))
        taken.listen(1024)
    except OSError as error:
        taken.close()
        reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise Trouble(
            f"Port {port} {reason}: stop the program that holds it, or choose another with --port "
            "(make run PORT=8001; PORT=0 picks a free one)."
        ) from error
    return taken
