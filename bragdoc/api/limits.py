"""How often a program may ask.

Each limit is a bucket: so many requests at once, and as many come back evenly over its seconds.
The level stands in the default cache, which all processes share.
"""

import math
import time
from typing import NamedTuple

from django.core.cache import cache


class Limit(NamedTuple):
    what: str
    requests: int  # at once
    seconds: int  # in which as many come back


READS = Limit("reads", 600, 60)  # by one token
WRITES = Limit("writes", 60, 60)  # by one token
WRONG_TOKENS = Limit("wrong tokens", 30, 60)  # from one network address


def take(limit: Limit, who: str | int) -> int:
    """Take one request out of the bucket of `who`.

    Returns 0, or in how many seconds there is one again. To read the level and write it are two
    steps: who must count to the last one holds a lock meanwhile, as `access` does for each token.
    """
    key = f"api:{limit.what.replace(' ', '-')}:{who}"
    now, rate = time.time(), limit.requests / limit.seconds
    taken, at = cache.get(key, (0.0, now))
    taken = max(0.0, taken - max(0.0, now - at) * rate) + 1
    if taken > limit.requests:
        return math.ceil((taken - limit.requests) / rate)
    cache.set(key, (taken, now), timeout=limit.seconds)
    return 0
