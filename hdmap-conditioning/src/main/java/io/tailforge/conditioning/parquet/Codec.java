package io.tailforge.conditioning.parquet;

import io.airlift.compress.v3.Decompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Unpacks a page to exactly the size it claims. */
final class Codec {
    private Codec() {}

    static byte[] unpack(String source, CompressionCodec codec, byte[] packed, int size) throws IOException {
        byte[] unpacked =
                switch (codec) {
                    case UNCOMPRESSED -> packed;
                    case GZIP -> gunzip(packed, size);
                    case SNAPPY -> unpack(new SnappyJavaDecompressor(), packed, size);
                    case ZSTD -> unpack(new ZstdJavaDecompressor(), packed, size);
                    case LZ4_RAW -> unpack(new Lz4JavaDecompressor(), packed, size);
                    case LZO, BROTLI, LZ4 ->
                        throw new BadInputException(Problem.of(
                                "PARQUET-CODEC",
                                source,
                                "is packed with " + codec + "; write it with snappy, zstd, gzip, lz4_raw or none"));
                };
        if (unpacked.length != size) {
            throw new BadInputException(Problem.of(
                    "PARQUET-SYNTAX", source, "has a page of " + unpacked.length + " bytes that claims " + size));
        }
        return unpacked;
    }

    private static byte[] gunzip(byte[] packed, int size) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(size + 1);
        }
    }

    private static byte[] unpack(Decompressor decompressor, byte[] packed, int size) {
        byte[] unpacked = new byte[size];
        int length = decompressor.decompress(packed, 0, packed.length, unpacked, 0, size);
        return length == size ? unpacked : Arrays.copyOf(unpacked, length);
    }
}
