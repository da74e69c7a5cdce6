"""
The embedded Redis, for real.
"""

import redis


def test_a_job_queue_never_evicts(redis_url: str) -> None:
    """
    The jobs instance refuses writes when full instead of losing messages.
    """
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        policy = client.config_get("maxmemory-policy")

    assert policy == {"maxmemory-policy": "noeviction"}
