-- Checks, then writes, all or nothing: scripts run alone and nothing below can
-- fail once the checks have passed. Values are opaque.
--
-- KEYS: the key of each check, then the key of each write; all of one slot.
-- ARGV: the number of checks; for each check: condition, field, value;
--       for each write: operation, field, value, number.
-- A field of '' means that the key holds a plain value.
-- Returns 0, or the number of the check that failed, counted from 1.
local checks = tonumber(ARGV[1])
local a = 2

for i = 1, checks do
  local cond, field, value = ARGV[a], ARGV[a + 1], ARGV[a + 2]
  a = a + 3
  if cond == 'sized' then
    if redis.call('HLEN', KEYS[i]) ~= tonumber(value) then return i end
  elseif cond == 'long' then
    if redis.call('LLEN', KEYS[i]) ~= tonumber(value) then return i end
  else
    local kept
    if field == '' then
      kept = redis.call('GET', KEYS[i])
    else
      kept = redis.call('HGET', KEYS[i], field)
    end
    if cond == 'absent' then
      if kept then return i end
    elseif not kept or string.sub(kept, 1, #value) ~= value then
      return i
    end
  end
end

for i = checks + 1, #KEYS do
  local key, op, field, value, number = KEYS[i], ARGV[a], ARGV[a + 1], ARGV[a + 2], ARGV[a + 3]
  a = a + 4
  if op == 'set' then
    if number == '0' then
      redis.call('SET', key, value)
    else
      redis.call('SET', key, value, 'PX', number)
    end
  elseif op == 'hset' then
    redis.call('HSET', key, field, value)
  elseif op == 'del' then
    redis.call('DEL', key)
  elseif op == 'hdel' then
    redis.call('HDEL', key, field)
  elseif op == 'append' then
    redis.call('RPUSH', key, value)
    if number ~= '0' then redis.call('LTRIM', key, -tonumber(number), -1) end
  elseif op == 'zadd' then
    redis.call('ZADD', key, number, field)
  elseif op == 'zrem' then
    redis.call('ZREM', key, field)
  end
end
return 0
