"""A real OpenAI-compatible server (llama.cpp, by the pip package xllamacpp) on checkpoints made here, of a few 100 KB.

  tiny_llm.py serve parrot|random [--say TEXT] [--vision] [--port N]    prints its address and serves until its input ends

`random` has random weights, with a leaning to letters and closing quotation marks so that it comes to an end. `parrot` is a bigram
table written as a llama: one-hot embeddings, attention and feed-forward all zero, so that the output says which word follows
which; it says one text and nothing else. Tokens are bytes, besides the parrot's words. `--vision` adds a random CLIP encoder.
"""

import argparse
import os
import sys
import tempfile

import gguf
import numpy as np
import xllamacpp

BYTES = 256
SPECIAL = ["<unk>", "<s>", "</s>"]
PROMPT_ENDS_WITH = ">"
TEMPLATE = (
    "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}" + PROMPT_ENDS_WITH
)
WIDTH, HEADS, INNER = 512, 16, 64


def write_llm(path, words, embedding, output, rng):
    tokens = SPECIAL + ["<0x%02X>" % b for b in range(BYTES)] + [w.replace(" ", "\u2581") for w in words]
    types = [gguf.TokenType.UNKNOWN] + [gguf.TokenType.CONTROL] * 2 + [gguf.TokenType.BYTE] * BYTES
    types += [gguf.TokenType.NORMAL] * len(words)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny")
    writer.add_context_length(32768)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * (len(SPECIAL) + BYTES) + [-1e6] * len(words))
    writer.add_token_types([int(t) for t in types])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(TEMPLATE)
    writer.add_tensor("token_embd.weight", embedding.astype(np.float32))
    writer.add_tensor("output.weight", output.astype(np.float32))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    scale = 0.0 if words else 0.05
    for name, rows, columns in [
        ("attn_q", WIDTH, WIDTH), ("attn_k", WIDTH, WIDTH), ("attn_v", WIDTH, WIDTH), ("attn_output", WIDTH, WIDTH),
        ("ffn_gate", INNER, WIDTH), ("ffn_up", INNER, WIDTH), ("ffn_down", WIDTH, INNER),
    ]:
        writer.add_tensor("blk.0.%s.weight" % name, (scale * rng.standard_normal((rows, columns))).astype(np.float32))
    for name in ("attn_norm", "ffn_norm"):
        writer.add_tensor("blk.0.%s.weight" % name, np.ones(WIDTH, np.float32))
    finish(writer)


def words_of(text):
    """The text in pieces of which no two are equal, as a vocabulary needs: a word that has been said takes the next along."""
    pieces, piece = [], ""
    for word in text.split(" "):
        piece += word + " "
        if piece not in pieces:
            pieces.append(piece)
            piece = ""
    pieces[-1] = (pieces[-1] + piece).rstrip()
    return pieces


def parrot(path, say):
    words = words_of(say)
    size = len(SPECIAL) + BYTES + len(words)
    if size > WIDTH:
        raise SystemExit("tiny_llm: at most %d words" % (WIDTH - len(SPECIAL) - BYTES))
    embedding = np.zeros((size, WIDTH))
    embedding[np.arange(size), np.arange(size)] = 1
    output = np.zeros((size, WIDTH))
    first = len(SPECIAL) + BYTES
    chain = [len(SPECIAL) + ord(PROMPT_ENDS_WITH)] + list(range(first, size)) + [2]
    for token, following in zip(chain, chain[1:]):
        output[following, token] = 2
    write_llm(path, words, embedding, output, np.random.default_rng(0))


def random(path):
    rng = np.random.default_rng(7)
    size = len(SPECIAL) + BYTES
    embedding = 0.5 * rng.standard_normal((size, WIDTH))
    embedding[:, 0] = 4  # a constant: what the output leans on
    output = 0.02 * rng.standard_normal((size, WIDTH))
    lean = np.full(size, -3.0)
    letters = [len(SPECIAL) + b for b in b" abcdefghijklmnopqrstuvwxyz"]
    lean[letters] = 0.5
    lean[len(SPECIAL) + ord('"')] = 1.2
    output[:, 0] = lean
    write_llm(path, [], embedding, output, rng)


def vision(path):
    rng = np.random.default_rng(11)
    side, patch, inside = 56, 14, 64
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_name("tiny")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", "mlp")
    writer.add_bool("clip.use_gelu", True)
    for key, value in [
        ("image_size", side), ("patch_size", patch), ("embedding_length", inside), ("feed_forward_length", 2 * inside),
        ("projection_dim", WIDTH), ("block_count", 2), ("attention.head_count", 2),
    ]:
        writer.add_uint32("clip.vision." + key, value)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", [0.5, 0.5, 0.5])
    writer.add_array("clip.vision.image_std", [0.5, 0.5, 0.5])

    def tensor(name, *shape):
        writer.add_tensor(name, (0.05 * rng.standard_normal(shape)).astype(np.float32))

    def norm(name):
        writer.add_tensor(name + ".weight", np.ones(inside, np.float32))
        writer.add_tensor(name + ".bias", np.zeros(inside, np.float32))

    tensor("v.class_embd", inside)
    tensor("v.patch_embd.weight", inside, 3, patch, patch)
    tensor("v.position_embd.weight", (side // patch) ** 2 + 1, inside)
    norm("v.pre_ln")
    norm("v.post_ln")
    for block in range(2):
        for name, rows, columns in [
            ("attn_q", inside, inside), ("attn_k", inside, inside), ("attn_v", inside, inside), ("attn_out", inside, inside),
            ("ffn_up", 2 * inside, inside), ("ffn_down", inside, 2 * inside),
        ]:
            tensor("v.blk.%d.%s.weight" % (block, name), rows, columns)
            tensor("v.blk.%d.%s.bias" % (block, name), rows)
        norm("v.blk.%d.ln1" % block)
        norm("v.blk.%d.ln2" % block)
    tensor("mm.0.weight", WIDTH, inside)
    tensor("mm.0.bias", WIDTH)
    tensor("mm.2.weight", WIDTH, WIDTH)
    tensor("mm.2.bias", WIDTH)
    finish(writer)


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def serve(kind, say, sees, port):
    folder = tempfile.mkdtemp(prefix="tiny-llm-")
    params = xllamacpp.CommonParams()
    params.model.path = os.path.join(folder, "llm.gguf")
    if kind == "parrot":
        parrot(params.model.path, say)
    else:
        random(params.model.path)
    if sees:
        params.mmproj.path = os.path.join(folder, "vision.gguf")
        vision(params.mmproj.path)
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = 16384
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.warmup = False
    params.use_jinja = True
    params.verbosity = -1
    server = xllamacpp.Server(params)
    print(server.listening_address + "/v1", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["serve"])
    parser.add_argument("kind", choices=["parrot", "random"])
    parser.add_argument("--say", default="")
    parser.add_argument("--vision", action="store_true")
    parser.add_argument("--port", type=int, default=0)
    asked = parser.parse_args()
    serve(asked.kind, asked.say, asked.vision, asked.port)
