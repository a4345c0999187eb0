"""Runs inside LidarGen's own environment and checkout: driver.py HOME SETTINGS. Writes a range map a sweep, DATASET/%06d.npy.

Never run by us: written from the published source (state of 2025-11). It calls the classes that imagetolidar_cli.py calls, for given
sweeps instead of random ones, with the seed asked for, and keeps the map instead of a picture of it.
"""

import argparse
import importlib
import json
import os
import sys

DATASET = "images_to_lidar"
EXPERIMENT = "text2world_imagetolidar"
CONFIG = "cosmos_predict1/diffusion/training/config/config_lidar.py"
SIGMA_MIN, NEAR_BUFFER, FAR_BUFFER = 0.02, 1.5, 10


def main(home, settings):
    sys.path.insert(0, home)
    import numpy as np
    import torch
    from cosmos_predict1.diffusion.inference.imagetolidar_pipeline import RGB2LidarInference
    from cosmos_predict1.diffusion.training.datasets.lidar_dataset import imagetolidar_dataloader as loader
    from cosmos_predict1.diffusion.training.datasets.lidar_dataset.configs import COMMONDATA_CONFIG
    from cosmos_predict1.utils import distributed
    from cosmos_predict1.utils.config_helper import get_config_module, override

    folder = settings["dataset"]
    data = COMMONDATA_CONFIG[DATASET]
    data.update(root_path=folder, custom_folders=[folder], metadata_folder=os.path.join(folder, "metadata"))
    data.update(filter_list_path=os.path.join(folder, "split.lst"), t5_embedding_path=folder, lidar_length=settings["sweeps"])
    args = argparse.Namespace(
        checkpoint=os.path.join(settings["checkpoints"], "Cosmos-Transfer-LidarGen/model.pt"),
        experiment=EXPERIMENT, config=CONFIG, context_parallel_size=1, n_views=3, save_dir=folder,
        ddim_iters=settings["steps"], guidance=settings["guidance"], sigma_min=SIGMA_MIN,
        near_buffer=NEAR_BUFFER, far_buffer=FAR_BUFFER, filter_outlier=False,
    )
    config = override(importlib.import_module(get_config_module(CONFIG)).make_config(), ["--", "experiment=" + EXPERIMENT])
    distributed.init()
    with torch.no_grad():
        engine = RGB2LidarInference(args, config)
        engine.setup_environment()
        engine.load_model()
        frames = loader.get_lidar_dataset(DATASET)
        for sweep in range(settings["sweeps"]):
            frames.sample_frame_indices = lambda load_lidar, sweep=sweep: np.array([sweep])
            batch = engine.convert_dtype(loader.dict_collation_fn([frames[0]]))
            np.save(os.path.join(folder, "%06d.npy" % sweep), range_map(engine, batch, data, settings))
            print("sweep %d" % sweep, flush=True)


def range_map(engine, batch, data, settings):
    from cosmos_predict1.utils.lidar_rangemap import undo_row_col_temporal_repeat, unnormalize_and_reduce_channels

    _, latent, _ = engine.model.get_data_and_condition(batch)
    sample = engine.model.generate_samples_from_batch(
        batch, guidance=settings["guidance"], state_shape=latent.shape[1:], n_sample=1, is_negative_prompt=False,
        num_steps=settings["steps"], sigma_min=SIGMA_MIN, seed=settings["seed"], condition_latent=latent,
    )
    pictures = engine.model.vae.decode_lidar(engine.model.split_latent_state(sample)[0]).float().cpu()
    pictures = undo_row_col_temporal_repeat(pictures, data["repeat_row"], data["repeat_col"], data["repeat_temporal"])
    ranges, _ = unnormalize_and_reduce_channels(
        pictures, data["max_range"], data["min_range"], data["min_value"], data["inverse_depth"], data["to_three_channels"],
        NEAR_BUFFER, FAR_BUFFER, data["inv_depth_threshold"],
    )
    return ranges[0, 0].numpy()


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
