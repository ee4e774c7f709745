"""Work to be measured."""


def hold(megabytes: int) -> dict[str, int]:
    """Hold so much memory for a moment."""
    held = b"x" * (megabytes << 20)
    return {"held": len(held) >> 20}
