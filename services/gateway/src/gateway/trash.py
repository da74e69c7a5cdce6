"""
Acting on many assets where one that Immich does not take fails them all.
"""

from collections.abc import Awaitable, Callable, Sequence

from gateway.immich_hand import NotInImmichError


async def in_halves(
    act: Callable[[Sequence[str]], Awaitable[None]], ids: Sequence[str]
) -> tuple[str, ...]:
    """
    Act on all that can be acted on, halving what is refused; give those that were refused.
    """
    if not ids:
        return ()
    try:
        await act(ids)
    except NotInImmichError:
        if len(ids) == 1:
            return tuple(ids)
        middle = len(ids) // 2
        return (*await in_halves(act, ids[:middle]), *await in_halves(act, ids[middle:]))
    return ()
