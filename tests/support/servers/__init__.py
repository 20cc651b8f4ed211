"""Others' servers, played on loopback sockets."""
