"""The embedded Postgres takes a part of the machine's memory, never much of a large one."""

from deploy.local.servers.postgres_settings import MIB, memory_here, settings


def test_buffers_follow_the_memory_within_bounds() -> None:
    told = {
        gib: (chosen["shared_buffers"], chosen["effective_cache_size"])
        for gib in (0.5, 2, 8, 64)
        for chosen in [settings(int(gib * 1024 * MIB))]
    }
    assert {
        0.5: ("128MB", "256MB"),
        2: ("256MB", "1024MB"),
        8: ("1024MB", "4096MB"),
        64: ("2048MB", "32768MB"),
    } == told


def test_this_machine_has_memory() -> None:
    assert memory_here() > 128 * MIB
