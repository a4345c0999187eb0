"""Control videos in, generated videos out.

PyAV is BSD-3; its wheels carry an FFmpeg with x264, which is GPL. A PyAV built on an FFmpeg without it encodes by OpenH264.
"""

import io
import tempfile

import av
import numpy as np
from av.video.reformatter import Colorspace
from tailforge_contract import Failure

# As the service's own engines write generated pictures: BT.709 and tagged so, no B-frames, one thread, so that equal frames
# give equal bytes (with its macroblock tree x264 reads memory it never wrote).
ENCODERS = {
    "libx264": {"preset": "faster", "crf": "18", "mbtree": "0"},
    "libopenh264": {"rc_mode": "quality", "allow_skip_frames": "0"},
}
QUANTISER = 18
KEY_FRAME_EVERY = 30
# Numbers of ITU-T H.273.
BT709, LIMITED = 1, 1


def decode(mp4, frames, width, height, what):
    """RGB frames of a control video, uint8 (frames, height, width, 3). It must have exactly the clip's frames and size."""
    found = np.empty((frames, height, width, 3), np.uint8)
    count = 0
    try:
        with av.open(io.BytesIO(mp4), format="mp4") as video:
            stream = video.streams.video[0]
            if (stream.width, stream.height) != (width, height):
                size = "%d x %d, the clip %d x %d" % (stream.width, stream.height, width, height)
                raise Failure("TF-INPUT-CONTROL", "%s is %s" % (what, size))
            for frame in video.decode(stream):
                if count < frames:
                    found[count] = frame.to_ndarray(format="rgb24")
                count += 1
                if count > frames:
                    break
    except (av.FFmpegError, IndexError, ValueError) as problem:
        raise Failure("TF-INPUT-CONTROL", "%s is no video: %s" % (what, problem)) from None
    if count != frames:
        amount = "more" if count > frames else "only %d" % count
        raise Failure("TF-INPUT-CONTROL", "%s has %s frames, the clip %d" % (what, amount, frames))
    return found


def encode(frames, fps):
    """An MP4 (H.264, 4:2:0, index first) of RGB frames, uint8 (frames, height, width, 3)."""
    name = "libx264" if "libx264" in av.codecs_available else "libopenh264"
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        write(file.name, name, frames, fps)
        return file.read()


def write(path, encoder, frames, fps):
    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as video:
        stream = video.add_stream(encoder, rate=fps, options=ENCODERS[encoder])
        stream.width, stream.height, stream.pix_fmt = frames.shape[2], frames.shape[1], "yuv420p"
        describe(stream.codec_context)
        for picture in frames:
            rgb = av.VideoFrame.from_ndarray(picture, format="rgb24")
            video.mux(stream.encode(rgb.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)))
        video.mux(stream.encode())


def describe(context):
    context.thread_count = 1
    context.max_b_frames = 0
    context.gop_size = KEY_FRAME_EVERY
    if context.name == "libopenh264":
        context.qmin = context.qmax = QUANTISER
    context.colorspace = context.color_primaries = context.color_trc = BT709
    context.color_range = LIMITED
