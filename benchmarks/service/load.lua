-- Posts the file that SLICE names; prints a line that load.sh reads.
local file = io.open(os.getenv("SLICE"), "rb")
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "application/octet-stream"
file:close()

done = function(summary, latency)
  local seconds = summary.duration / 1e6
  local errors = summary.errors
  io.write(string.format("RESULT %.1f %.1f %.1f %d %d\n",
    (summary.requests - errors.status) / seconds,
    latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
