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


def decode(mp4, frames, width, height, what, token="TF-INPUT-CONTROL"):
    """RGB frames, uint8 (frames, height, width, 3). token where the video has not exactly the clip's frames and size."""
    found = np.empty((frames, height, width, 3), np.uint8)
    for i, frame in enumerate(read(mp4, frames, width, height, what, token)):
        found[i] = frame.to_ndarray(format="rgb24")
    return found


def verify(mp4, frames, width, height, what, token):
    """Decodes a video to see that it has exactly the clip's frames and size."""
    for _ in read(mp4, frames, width, height, what, token):
        pass


def read(mp4, frames, width, height, what, token):
    count = 0
    try:
        with av.open(io.BytesIO(mp4), format="mp4") as video:
            stream = video.streams.video[0]
            if (stream.width, stream.height) != (width, height):
                size = "%d x %d, the clip %d x %d" % (stream.width, stream.height, width, height)
                raise Failure(token, "%s is %s" % (what, size))
            for frame in video.decode(stream):
                count += 1
                if count > frames:
                    raise Failure(token, "%s has more frames than the clip's %d" % (what, frames))
                yield frame
    except (av.FFmpegError, IndexError, ValueError) as problem:
        raise Failure(token, "%s is no video: %s" % (what, problem)) from None
    if count < frames:
        raise Failure(token, "%s has only %d frames, the clip %d" % (what, count, frames))


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
