"""Tailforge's CPU engines behind a real Triton: starts the engine's own server and passes requests and answers through.

One stub process serves one model and starts one engine (TAILFORGE_ENGINE, a command; default the ./tailforge of this
checkout). The engine ends with its standard input, so it does not outlive the stub; where it dies, the next request
starts another. Requests are handed to threads: the engine has the queue, with the length and the refusals of contract v1.
"""

import json
import os
import shlex
import struct
import subprocess
import threading

import grpc
import numpy as np
import triton_python_backend_utils as pb_utils
from tritonclient.grpc import service_pb2, service_pb2_grpc

INPUTS = ("REQUEST_JSON", "SCENE", "CONTROL_VIDEO", "CONTROL_KIND", "RANGE_CONTROL", "CAMERA_VIDEO", "INIT_IMAGE")
MESSAGE_BYTES = 80 << 20
POLL_SECONDS = 0.1
# Names of TritonError, which the backend adds to pb_utils only once the model is loaded.
CODES = {
    grpc.StatusCode.INVALID_ARGUMENT: "INVALID_ARG",
    grpc.StatusCode.NOT_FOUND: "NOT_FOUND",
    grpc.StatusCode.UNIMPLEMENTED: "UNSUPPORTED",
    grpc.StatusCode.CANCELLED: "CANCELLED",
}


class Engine:
    """The engine's process and a channel to it; started again where it has died."""

    def __init__(self, command):
        self.command = command
        self.lock = threading.Lock()
        self.process = None
        self.channel = None

    def stub(self):
        with self.lock:
            if self.process is None or self.process.poll() is not None:
                self.start()
            return service_pb2_grpc.GRPCInferenceServiceStub(self.channel)

    def start(self):
        if self.channel is not None:
            self.channel.close()
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        endpoint = self.process.stdout.readline().decode().strip()
        if not endpoint.startswith("grpc://"):
            self.process.kill()
            raise RuntimeError("the engine did not start: " + shlex.join(self.command))
        limits = [("grpc.max_send_message_length", MESSAGE_BYTES), ("grpc.max_receive_message_length", MESSAGE_BYTES)]
        self.channel = grpc.insecure_channel(endpoint.removeprefix("grpc://"), options=limits)

    def stop(self):
        with self.lock:
            if self.process is not None:
                self.process.stdin.close()
                try:
                    self.process.wait(5)
                except subprocess.TimeoutExpired:
                    self.process.kill()


class TritonPythonModel:
    def initialize(self, args):
        self.name = args["model_name"]
        command = os.environ.get("TAILFORGE_ENGINE", "tailforge triton serve")
        self.engine = Engine(shlex.split(command))
        self.engine.stub()
        self.answering = []

    def execute(self, requests):
        self.answering = [thread for thread in self.answering if thread.is_alive()]
        for request in requests:
            thread = threading.Thread(target=self.answer, args=(request, request.get_response_sender()), daemon=True)
            thread.start()
            self.answering.append(thread)
        return None

    def answer(self, request, sender):
        final = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL
        try:
            self.pass_through(request, sender)
            sender.send(flags=final)
        except grpc.RpcError as failure:
            sender.send(error_of(failure), flags=final)
        except Exception as failure:  # whatever it is, the client must hear of it
            sender.send(error_response("INTERNAL", "TF-ENGINE-FAILED: %s" % failure), flags=final)

    def pass_through(self, request, sender):
        headers = (("triton_grpc_error", "true"),)
        call = self.engine.stub().ModelStreamInfer(iter([self.asked(request)]), metadata=headers)
        over = threading.Event()
        watcher = threading.Thread(target=watch, args=(sender, call, over), daemon=True)
        watcher.start()
        try:
            for response in call:
                if response.infer_response.outputs:
                    sender.send(answer_of(response.infer_response))
        finally:
            over.set()
            watcher.join()  # a sender that is asked after its final response takes the whole server down (signal 11)

    def asked(self, request):
        """The same request, for the engine."""
        asked = service_pb2.ModelInferRequest(model_name=self.name, id=request.request_id())
        asked.parameters["triton_enable_empty_final_response"].bool_param = True
        version = json.loads(request.parameters()).get("contract_version")
        if version is not None:
            asked.parameters["contract_version"].int64_param = int(version)
        for name in INPUTS:
            tensor = pb_utils.get_input_tensor_by_name(request, name)
            if tensor is not None:
                elements = tensor.as_numpy().reshape(-1)
                asked.inputs.add(name=name, datatype="BYTES", shape=[len(elements)])
                asked.raw_input_contents.append(raw_of(elements))
        return asked

    def finalize(self):
        self.engine.stop()
        for thread in self.answering:
            thread.join(5)


def watch(sender, call, over):
    """A client that gives up must not wait for the engine's next answer to be noticed."""
    while not over.wait(POLL_SECONDS):
        if sender.is_cancelled():
            call.cancel()
            return


def answer_of(response):
    tensors = []
    for output, raw in zip(response.outputs, response.raw_output_contents):
        elements = list(elements_of(raw))
        tensors.append(pb_utils.Tensor(output.name, np.array(elements, dtype=np.object_)))
    return pb_utils.InferenceResponse(output_tensors=tensors)


def raw_of(elements):
    parts = []
    for element in elements:
        parts += (struct.pack("<I", len(element)), element)
    return b"".join(parts)


def elements_of(raw):
    at = 0
    while at < len(raw):
        (length,) = struct.unpack_from("<I", raw, at)
        yield raw[at + 4 : at + 4 + length]
        at += 4 + length


def error_of(failure):
    """The engine's own words; where it died over the request, there are none."""
    if failure.code() == grpc.StatusCode.UNAVAILABLE and "maximum queue size" not in failure.details():
        return error_response("INTERNAL", "TF-ENGINE-FAILED: the engine died: " + failure.details())
    return error_response(CODES.get(failure.code(), "INTERNAL"), failure.details())


def error_response(code, text):
    return pb_utils.InferenceResponse(error=pb_utils.TritonError(text, getattr(pb_utils.TritonError, code)))
