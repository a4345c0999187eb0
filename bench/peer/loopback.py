"""tritonclient[grpc] as the peer of bench/LoopbackBench.java: does what its standard input asks and answers a line each.

  MODE BYTES REQUESTS AT_ONCE      MODE: unary (infer; async_infer where several are under way) or stream (one stream for all)
Answers with: seconds of the whole, CPU seconds of this process, then the latency of every request in microseconds.
"""

import sys
import threading
import time

import numpy as np
import tritonclient.grpc as triton


def inputs(payload):
    tensor = triton.InferInput("IN", [1], "BYTES")
    tensor.set_data_from_numpy(np.array([payload], dtype=np.object_))
    return [tensor]


def require_echo(result, payload):
    if result.as_numpy("OUT")[0] != payload:
        raise SystemExit("another payload came back")


class Round:
    """Requests under way, at most so many at once."""

    def __init__(self, count, at_once, payload):
        self.payload = payload
        self.began = [0] * count
        self.latencies = [0.0] * count
        self.room = threading.Semaphore(at_once)
        self.left = threading.Semaphore(0)

    def begin(self, i):
        self.room.acquire()
        self.began[i] = time.perf_counter()

    def done(self, i, result, error):
        if error is not None:
            raise SystemExit(str(error))
        require_echo(result, self.payload)
        self.latencies[i] = time.perf_counter() - self.began[i]
        self.room.release()
        self.left.release()

    def end(self):
        for _ in self.latencies:
            self.left.acquire()
        return self.latencies


def one_by_one(client, payload, count):
    latencies = []
    for _ in range(count):
        began = time.perf_counter()
        require_echo(client.infer("identity", inputs(payload)), payload)
        latencies.append(time.perf_counter() - began)
    return latencies


def at_once(client, payload, count, several):
    work = Round(count, several, payload)
    for i in range(count):
        work.begin(i)
        client.async_infer("identity", inputs(payload), lambda result, error, i=i: work.done(i, result, error))
    return work.end()


def streamed(client, payload, count, several):
    work = Round(count, several, payload)
    client.start_stream(lambda result, error: work.done(int(result.get_response().id), result, error))
    for i in range(count):
        work.begin(i)
        client.async_stream_infer("identity_stream", inputs(payload), request_id=str(i))
    latencies = work.end()
    client.stop_stream()
    return latencies


def main():
    client = triton.InferenceServerClient(sys.argv[1])
    for line in sys.stdin:
        mode, size, count, several = line.split()
        payload = bytes(i % 251 for i in range(251)) * (int(size) // 251 + 1)
        payload = payload[: int(size)]
        began, cpu = time.perf_counter(), time.process_time()
        if mode == "stream":
            latencies = streamed(client, payload, int(count), int(several))
        elif several == "1":
            latencies = one_by_one(client, payload, int(count))
        else:
            latencies = at_once(client, payload, int(count), int(several))
        figures = [time.perf_counter() - began, time.process_time() - cpu] + [round(x * 1e6, 1) for x in latencies]
        print(*figures, flush=True)


main()
