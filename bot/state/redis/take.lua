-- Leases what is due in one queue.
--
-- KEYS: a sorted set, member by when to look at it again, and a hash, member ->
--       what it was planned for, of those that a lease has moved.
-- ARGV: now, the end of the lease, how many at most.
-- Returns member, planned, member, planned, ... Times are in milliseconds.
local taken = {}
local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3], 'WITHSCORES')
for i = 1, #due, 2 do
  local member = due[i]
  local planned = redis.call('HGET', KEYS[2], member)
  if not planned then
    planned = due[i + 1]
    redis.call('HSET', KEYS[2], member, planned)
  end
  redis.call('ZADD', KEYS[1], ARGV[2], member)
  taken[#taken + 1] = member
  taken[#taken + 1] = planned
end
return taken
