"""Writes a checkpoint of the real pipeline's classes with random weights, a few hundred kilobytes: test only.

The folders are laid out as cosmos_transfer_diffusers expects real weights. Nothing is downloaded. The pictures are noise.
"""

import json

import torch
from diffusers import (
    AutoencoderKLWan,
    Cosmos3OmniTransformer,
    CosmosControlNetModel,
    CosmosTransformer3DModel,
    UniPCMultistepScheduler,
)
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

HEADS, HEAD_DIM = 2, 16
TEXT_HIDDEN, TEXT_LAYERS = 16, 2
PROMPT_CHANNELS = 32
LATENT_CHANNELS = 16
# The largest of these is what the pipeline takes for the longest chunk.
MAX_SIZE = (128, 240, 240)
SPECIAL = ("<pad>", "<eos>", "<|system|>", "<|user|>", "<|vision_start|>")
CHAT = (
    "{% for m in messages %}<|{{ m['role'] }}|>{% if m['content'] is string %}{{ m['content'] }}"
    "{% else %}{% for c in m['content'] %}{{ c['text'] }}{% endfor %}{% endif %}{% endfor %}"
)


def tokenizer():
    """A BPE of the 256 bytes and no merges: every text is its bytes."""
    symbols = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {symbol: i for i, symbol in enumerate([*SPECIAL, *symbols])}
    bpe = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=bpe, pad_token="<pad>", eos_token="<eos>")
    fast.add_special_tokens({"additional_special_tokens": list(SPECIAL[2:])})
    fast.chat_template = CHAT
    return fast


def text_encoder(size):
    config = Qwen2_5_VLConfig(
        text_config={
            "vocab_size": size,
            "bos_token_id": None,
            "eos_token_id": 1,
            "hidden_size": TEXT_HIDDEN,
            "intermediate_size": 32,
            "num_hidden_layers": TEXT_LAYERS,
            "num_attention_heads": 2,
            "num_key_value_heads": 2,
            "rope_scaling": {"type": "mrope", "mrope_section": [1, 1, 2]},
            "max_position_embeddings": 1024,
        },
        vision_config={
            "depth": 1,
            "hidden_size": TEXT_HIDDEN,
            "num_heads": 2,
            "intermediate_size": 32,
            "out_hidden_size": TEXT_HIDDEN,
            "fullatt_block_indexes": [0],
        },
    )
    return Qwen2_5_VLForConditionalGeneration(config)


def transformer(layers):
    return CosmosTransformer3DModel(
        in_channels=LATENT_CHANNELS + 1,
        out_channels=LATENT_CHANNELS,
        num_attention_heads=HEADS,
        attention_head_dim=HEAD_DIM,
        num_layers=layers,
        mlp_ratio=2,
        text_embed_dim=PROMPT_CHANNELS,
        adaln_lora_dim=4,
        max_size=MAX_SIZE,
        patch_size=(1, 2, 2),
        rope_scale=(1.0, 3.0, 3.0),
        concat_padding_mask=True,
        extra_pos_embed_type=None,
        use_crossattn_projection=True,
        crossattn_proj_in_channels=TEXT_HIDDEN * TEXT_LAYERS,
        encoder_hidden_states_channels=PROMPT_CHANNELS,
        controlnet_block_every_n=layers,
    )


def controlnet():
    return CosmosControlNetModel(
        n_controlnet_blocks=1,
        in_channels=LATENT_CHANNELS + 2,
        latent_channels=LATENT_CHANNELS + 2,
        model_channels=HEADS * HEAD_DIM,
        num_attention_heads=HEADS,
        attention_head_dim=HEAD_DIM,
        mlp_ratio=2,
        text_embed_dim=PROMPT_CHANNELS,
        adaln_lora_dim=4,
        patch_size=(1, 2, 2),
        max_size=MAX_SIZE,
        rope_scale=(1.0, 3.0, 3.0),
        extra_pos_embed_type=None,
        use_crossattn_projection=True,
        crossattn_proj_in_channels=TEXT_HIDDEN * TEXT_LAYERS,
        encoder_hidden_states_channels=PROMPT_CHANNELS,
    )


def vae():
    return AutoencoderKLWan(base_dim=3, z_dim=LATENT_CHANNELS, dim_mult=[1, 1, 1, 1], num_res_blocks=1)


def scheduler():
    return UniPCMultistepScheduler(use_flow_sigmas=True, prediction_type="flow_prediction")


def write_transfer(folder, layers):
    """Cosmos-Transfer2.5: general/ is the pipeline without a ControlNet, controlnet/depth and controlnet/seg one each."""
    torch.manual_seed(0)
    general = folder / "general"
    words = tokenizer()
    parts = {
        "text_encoder": ("transformers", text_encoder(len(words))),
        "tokenizer": ("transformers", words),
        "transformer": ("diffusers", transformer(layers)),
        "vae": ("diffusers", vae()),
        "scheduler": ("diffusers", scheduler()),
    }
    for name, (_, part) in parts.items():
        part.save_pretrained(general / name)
    index = {name: [library, type(part).__name__] for name, (library, part) in parts.items()}
    index["tokenizer"] = ["transformers", "PreTrainedTokenizerFast"]
    index.update(controlnet=[None, None], safety_checker=[None, None], _class_name="Cosmos2_5_TransferPipeline")
    (general / "model_index.json").write_text(json.dumps(index, indent=1, sort_keys=True))
    for kind in ("depth", "seg"):
        controlnet().save_pretrained(folder / "controlnet" / kind)


def write_cosmos3(folder, layers):
    """Cosmos3: a part a folder; the language model is the transformer's own."""
    torch.manual_seed(0)
    words = tokenizer()
    omni = Cosmos3OmniTransformer(
        head_dim=HEAD_DIM,
        hidden_size=HEADS * HEAD_DIM,
        intermediate_size=64,
        latent_channel=LATENT_CHANNELS,
        latent_patch_size=2,
        patch_latent_dim=4 * LATENT_CHANNELS,
        num_attention_heads=HEADS,
        num_key_value_heads=1,
        num_hidden_layers=layers,
        rope_scaling={"mrope_section": [4, 2, 2]},
        vocab_size=len(words),
    )
    parts = {"transformer": omni, "vae": vae(), "text_tokenizer": words, "scheduler": scheduler()}
    for name, part in parts.items():
        part.save_pretrained(folder / name)
