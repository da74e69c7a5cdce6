"""
`python -m grouping.main`: the grouping service's API.
"""

import gc

import redis
import uvicorn
from fastapi import FastAPI

from grouping import wiring
from grouping.application import create_app
from grouping.jobs import work


def app() -> FastAPI:
    """
    Make this process's application, for uvicorn's factory mode.
    """
    settings = wiring.settings()
    made = create_app(
        settings,
        wiring.database(),
        wiring.runtime(work.send),
        redis.Redis.from_url(settings.redis_url),
    )
    gc.freeze()  # what was loaded for good need not be looked at again and again
    return made


if __name__ == "__main__":
    chosen = wiring.settings()
    uvicorn.run(
        "grouping.main:app",
        factory=True,
        host=chosen.host,
        port=chosen.port,
        log_config=None,
        access_log=False,
    )
