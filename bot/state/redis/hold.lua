-- Holds up a pace, unless it is held up for longer already.
--
-- KEYS: what is there while it is held up. ARGV: for how many milliseconds.
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
end
return 0
