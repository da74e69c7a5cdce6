"""
A service's refusal, said to the one who asked: in their own assets, and as one of our errors.
"""

from gateway import own_assets, removal_answers
from gateway.acting import Acting
from gateway.service_calls import ServiceRefusedError
from gateway.viewer import Viewer
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError, TwinlensError


async def in_own_words(acting: Acting, viewer: Viewer, error: ServiceRefusedError) -> TwinlensError:
    """
    Make one of our errors of a refusal; paths become the viewer's assets, others are left out.
    """
    paths = removal_answers.paths_in(error)
    own = await acting.read(lambda session: own_assets.own_by_path(session, viewer.user_id, paths))
    told = removal_answers.told_refusal(error, own)
    if error.is_stale:
        return ConflictError(error.message, **told)
    if error.is_missing:
        return NotFoundError(error.message)
    return InvalidRequestError(error.message)
