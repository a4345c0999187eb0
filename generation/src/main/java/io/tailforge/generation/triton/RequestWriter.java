package io.tailforge.generation.triton;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ControlKinds;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Limits;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.RequestDocuments;
import io.tailforge.generation.contract.SentControls;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.InferParameter;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a request on the wire. */
public final class RequestWriter {
    private RequestWriter() {}

    /** A file of the clip, checked against its reference. */
    public static byte[] readFile(Path folder, ArtifactRef reference) {
        try {
            Path file = folder.resolve(reference.key());
            if (reference.bytes() > Limits.REQUEST_BYTES || Files.size(file) != reference.bytes()) {
                throw ErrorFamily.INPUT.error("FILE", reference.key() + " is not as long as its reference says");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (!Sha256.hex(bytes).equals(reference.sha256())) {
                throw ErrorFamily.INPUT.error("FILE", reference.key() + " is not the file its reference means");
            }
            return bytes;
        } catch (IOException e) {
            throw ErrorFamily.INPUT.error("FILE", reference.key() + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Puts a request on the wire.
     *
     * @param given by camera, what the engine goes on from
     * @param folder where the controls lie
     */
    public static ModelInferRequest write(
            String id,
            RequestDocument request,
            byte[] sceneDocument,
            byte[] layoutDocument,
            SentControls controls,
            Map<String, ArtifactRef> given,
            Path folder) {
        List<ByteString> videos = new ArrayList<>();
        List<ByteString> kinds = new ArrayList<>();
        for (ConditioningVideo control : controls.videos()) {
            videos.add(UnsafeByteOperations.unsafeWrap(readFile(folder, control.video())));
            kinds.add(ByteString.copyFromUtf8(ControlKinds.ofStyle(control.style())));
        }
        ModelInferRequest.Builder wire = ModelInferRequest.newBuilder()
                .setModelName(request.model().wireName())
                .setId(id)
                .putParameters("contract_version", number(ContractModel.VERSION))
                .putParameters("triton_enable_empty_final_response", flag());
        put(wire, Tensors.REQUEST_JSON, List.of(ByteString.copyFrom(RequestDocuments.write(request))));
        put(wire, Tensors.SCENE, List.of(wrap(sceneDocument), wrap(layoutDocument)));
        put(wire, Tensors.CONTROL_VIDEO, videos);
        put(wire, Tensors.CONTROL_KIND, kinds);
        put(wire, Tensors.RANGE_CONTROL, List.of());
        put(wire, Tensors.CAMERA_VIDEO, readGiven(request, given, folder));
        put(wire, Tensors.INIT_IMAGE, List.of());
        return requireSize(wire.build());
    }

    /** One element a view where the part goes on from frames before it. */
    private static List<ByteString> readGiven(RequestDocument request, Map<String, ArtifactRef> given, Path folder) {
        if (request.frames().overlap() == 0 || request.model() == ContractModel.LIDAR_SWEEP) {
            return List.of();
        }
        return request.views().stream()
                .map(view -> Optional.ofNullable(given.get(view.camera()))
                        .orElseThrow(() -> ErrorFamily.INPUT.error(
                                "FILE", "the part goes on from frames of " + view.camera() + " that are not there")))
                .map(video -> wrap(readFile(folder, video)))
                .toList();
    }

    private static ModelInferRequest requireSize(ModelInferRequest request) {
        if (request.getSerializedSize() > Limits.REQUEST_BYTES) {
            throw ErrorFamily.CONTRACT.error(
                    "SIZE",
                    "the request has %d bytes, the contract allows %d"
                            .formatted(request.getSerializedSize(), Limits.REQUEST_BYTES));
        }
        return request;
    }

    private static ByteString wrap(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private static void put(ModelInferRequest.Builder wire, String name, List<ByteString> elements) {
        wire.addInputsBuilder().setName(name).setDatatype(Tensors.DATATYPE).addShape(elements.size());
        wire.addRawInputContents(BytesTensor.encode(elements));
    }

    private static InferParameter number(long value) {
        return InferParameter.newBuilder().setInt64Param(value).build();
    }

    private static InferParameter flag() {
        return InferParameter.newBuilder().setBoolParam(true).build();
    }
}
