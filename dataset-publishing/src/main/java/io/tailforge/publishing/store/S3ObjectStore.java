package io.tailforge.publishing.store;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.messages.Item;
import io.tailforge.publishing.MediaTypes;
import io.tailforge.publishing.ObjectConflictException;
import io.tailforge.publishing.ObjectKeys;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Objects in an S3 bucket, below a prefix. A put is one conditional request ({@code If-None-Match: *}), so it is whole or
 * absent and never replaces; the SHA-256 goes along as user metadata and is read back. Server errors and cut connections
 * are retried with growing pauses.
 */
public final class S3ObjectStore implements ObjectStore {
    private static final String SHA256 = "sha256";
    private static final long MAX_OBJECT = 5L << 30;
    private static final long MIN_PART = 5L << 20;

    private final MinioClient client;
    private final String bucket;
    private final String prefix;

    private S3ObjectStore(MinioClient client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** @param location {@code s3://bucket/prefix}; the bucket must be there */
    static S3ObjectStore open(String location, S3Settings settings) {
        String rest = location.substring("s3://".length());
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : rest.substring(slash + 1).replaceAll("/+$", "");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw bad(location, "names no bucket; write s3://bucket/prefix");
        }
        if (settings.accessKey().isEmpty() || settings.secretKey().isEmpty()) {
            throw bad(location, "needs TAILFORGE_S3_ACCESS_KEY and TAILFORGE_S3_SECRET_KEY in the environment");
        }
        if (!prefix.isEmpty()) {
            try {
                ObjectKeys.require(prefix);
            } catch (IllegalArgumentException e) {
                throw bad(location, "has no usable prefix: " + e.getMessage());
            }
        }
        return new S3ObjectStore(client(settings), bucket, prefix.isEmpty() ? "" : prefix + "/");
    }

    private static MinioClient client(S3Settings settings) {
        return MinioClient.builder()
                .endpoint(settings.endpoint().orElse("https://s3." + settings.region() + ".amazonaws.com"))
                .region(settings.region())
                .httpClient(http(), true)
                .credentials(
                        settings.accessKey().orElseThrow(), settings.secretKey().orElseThrow())
                .build();
    }

    private static OkHttpClient http() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofMinutes(2))
                .writeTimeout(Duration.ofMinutes(2))
                .build();
    }

    private static BadInputException bad(String location, String detail) {
        return new BadInputException(Problem.of("STORE-LOCATION", location, detail));
    }

    @Override
    public String location() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }

    @Override
    public ArtifactRef put(String key, Path file, String mediaType) throws IOException {
        ArtifactRef wanted = new ArtifactRef(ObjectKeys.require(key), Sha256.hex(file), Files.size(file), mediaType);
        if (wanted.bytes() > MAX_OBJECT) {
            throw new IOException(key + " has " + wanted.bytes() + " bytes; one put takes at most " + MAX_OBJECT
                    + ", use fewer clips a shard");
        }
        Optional<ArtifactRef> before = find(key);
        if (before.isPresent()) {
            return sameOrConflict(before.get(), wanted);
        }
        boolean taken = S3Calls.retried("put " + key, () -> upload(wanted, file));
        ArtifactRef there = find(key).orElseThrow(() -> new IOException(key + " was put, but is not there"));
        if (!taken && !there.sha256().equals(wanted.sha256())) {
            throw new IOException(key + " arrived damaged");
        }
        return sameOrConflict(there, wanted);
    }

    private static ArtifactRef sameOrConflict(ArtifactRef there, ArtifactRef wanted) throws ObjectConflictException {
        if (there.bytes() != wanted.bytes() || !there.sha256().equals(wanted.sha256())) {
            throw new ObjectConflictException(wanted.key());
        }
        return there;
    }

    /** True where the key was taken before. */
    private boolean upload(ArtifactRef wanted, Path file) throws Exception {
        try {
            client.uploadObject(UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(prefix + wanted.key())
                    .filename(file.toString(), Math.max(MIN_PART, wanted.bytes()))
                    .contentType(wanted.mediaType())
                    .userMetadata(Map.of(SHA256, wanted.sha256()))
                    .extraHeaders(Map.of("If-None-Match", "*"))
                    .build());
            return false;
        } catch (Exception e) {
            if (S3Calls.isTaken(e)) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public Optional<ArtifactRef> find(String key) throws IOException {
        try {
            StatObjectResponse stat = S3Calls.retried(
                    "find " + key,
                    () -> client.statObject(StatObjectArgs.builder()
                            .bucket(bucket)
                            .object(prefix + ObjectKeys.require(key))
                            .build()));
            String stored = stat.userMetadata().getFirst(SHA256);
            String type = stat.contentType();
            return Optional.of(new ArtifactRef(
                    key, stored == null ? hash(key) : stored, stat.size(), type == null ? MediaTypes.of(key) : type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** For objects that others put there. */
    private String hash(String key) throws IOException {
        var digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open(key)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public InputStream open(String key) throws IOException {
        return S3Calls.retried(
                "open " + key,
                () -> client.getObject(GetObjectArgs.builder()
                        .bucket(bucket)
                        .object(prefix + ObjectKeys.require(key))
                        .build()));
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no such part: " + length + " bytes from " + offset);
        }
        ArtifactRef whole = find(key).orElseThrow(() -> new NoSuchFileException(key));
        if (length == 0 || offset >= whole.bytes()) {
            return InputStream.nullInputStream();
        }
        return S3Calls.retried(
                "open " + key,
                () -> client.getObject(GetObjectArgs.builder()
                        .bucket(bucket)
                        .object(prefix + key)
                        .offset(offset)
                        .length(Math.min(length, whole.bytes() - offset))
                        .build()));
    }

    @Override
    public List<String> list(String keyPrefix, String startAfter, int limit) throws IOException {
        ObjectKeys.requirePrefix(keyPrefix);
        return limit <= 0 ? List.of() : S3Calls.retried("list " + keyPrefix, () -> page(keyPrefix, startAfter, limit));
    }

    private List<String> page(String keyPrefix, String startAfter, int limit) throws Exception {
        ListObjectsArgs.Builder args = ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix(prefix + keyPrefix)
                .recursive(true)
                .maxKeys(Math.min(1000, limit));
        if (!startAfter.isEmpty()) {
            args.startAfter(prefix + startAfter);
        }
        List<String> keys = new ArrayList<>();
        for (Result<Item> item : client.listObjects(args.build())) {
            keys.add(item.get().objectName().substring(prefix.length()));
            if (keys.size() == limit) {
                break;
            }
        }
        return List.copyOf(keys);
    }

    @Override
    public void delete(String key) throws IOException {
        S3Calls.retried("delete " + key, () -> {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(bucket)
                    .object(prefix + ObjectKeys.require(key))
                    .build());
            return key;
        });
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
        } catch (Exception e) {
            throw new IOException("the S3 client did not close", e);
        }
    }
}
