"""What Redis does in one step, so that a worker killed at any moment leaves nothing half done.

`requests` holds every request that waits or is in a worker's hand; it is empty when nothing is left to do.
`queue:` and a host's name has the ids that wait there, `hand:` and a worker's name those in its hand, each with
its host.
"""

from __future__ import annotations

from collections.abc import Mapping

SCRIPTS: Mapping[str, str] = {
    # One command on one key: also what needs no script must notice that the server has forgotten everything.
    "ask": "return redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2))",
    # Queue a request, unless its fingerprint was met. Of equal priority, the first comes first.
    "push": """
        local seen, last, requests, hosts, queue = unpack(KEYS)
        local fingerprint, address, score, host, request, keep = unpack(ARGV)
        if fingerprint ~= '' and redis.call('SADD', seen, fingerprint) == 0 then return 0 end
        redis.call('SADD', seen, address)
        local id = redis.call('INCR', last)
        redis.call('HSET', requests, id, request)
        redis.call('ZADD', queue, score + id, id)
        redis.call('SADD', hosts, host)
        for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, keep) end
        return id
    """,
    # Take the next request of a host into a worker's hand. Nothing, for a host that the worker does not hold.
    "pop": """
        local lease, queue, requests, hosts, hand = unpack(KEYS)
        local worker, host, keep = unpack(ARGV)
        if redis.call('GET', lease) ~= worker then return false end
        local id = redis.call('ZPOPMIN', queue)[1]
        if redis.call('EXISTS', queue) == 0 then redis.call('SREM', hosts, host) end
        if not id then return {} end
        redis.call('HSET', hand, id, host)
        redis.call('EXPIRE', hand, keep)
        return {id, redis.call('HGET', requests, id)}
    """,
    # Hand in again what a worker holds, to a server that was started again.
    "hold": """
        local seen, last, requests, hand = unpack(KEYS)
        local fingerprint, host, request, keep = unpack(ARGV)
        redis.call('SADD', seen, fingerprint)
        local id = redis.call('INCR', last)
        redis.call('HSET', requests, id, request)
        redis.call('HSET', hand, id, host)
        for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, keep) end
        return id
    """,
    # What came of these requests is saved, or they need not be sent.
    "done": """
        for _, key in ipairs(KEYS) do redis.call('HDEL', key, unpack(ARGV)) end
    """,
    # Put a request from a worker's hand back into its queue, ahead of the others; `counts` is 1 where it may be
    # the request that ended the worker.
    "requeue": """
        local hand, tries, hosts, queue = unpack(KEYS)
        local id, host, counts = unpack(ARGV)
        if redis.call('HDEL', hand, id) == 0 then return 0 end
        redis.call('HINCRBY', tries, id, counts)
        redis.call('ZADD', queue, -id, id)
        redis.call('SADD', hosts, host)
        return 1
    """,
    # Who is at work, who has died, where something waits, who asks for hosts, and how much is left to do.
    "census": """
        local workers, hosts, requests, hungry = unpack(KEYS)
        local live, dead = 0, {}
        for _, worker in ipairs(redis.call('SMEMBERS', workers)) do
            if redis.call('EXISTS', ARGV[1] .. worker) == 1 then live = live + 1
            else table.insert(dead, worker) end
        end
        local waiting, wanted = redis.call('SMEMBERS', hosts), redis.call('SCARD', hungry)
        return {live, dead, waiting, wanted, redis.call('HLEN', requests)}
    """,
    # Hold a host for some milliseconds more, or for the first time.
    "lease": """
        local holder = redis.call('GET', KEYS[1])
        if holder and holder ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
    """,
    # Let go of a host. Nobody takes it before it has rested for some milliseconds.
    "release": """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], 'rests', 'PX', ARGV[2]) end
    """,
}
