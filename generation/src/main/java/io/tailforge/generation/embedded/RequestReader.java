package io.tailforge.generation.embedded;

import com.google.protobuf.ByteString;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.RequestDocuments;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.InferParameter;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fitting;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a request and refuses what does not keep to the contract, before any work. */
final class RequestReader {
    private static final ErrorFamily CONTRACT = ErrorFamily.CONTRACT;
    private static final int FTYP_OFFSET = 4;
    private static final byte[] FTYP = "ftyp".getBytes(StandardCharsets.US_ASCII);

    private RequestReader() {}

    static ReadRequest read(ModelCaps caps, ModelInferRequest wire) {
        requireVersion(wire);
        Map<String, List<ByteString>> tensors = readTensors(wire);
        byte[] json = single(tensors, Tensors.REQUEST_JSON).toByteArray();
        RequestDocument request = RequestDocuments.read(caps.model(), json);
        List<String> controlKinds = readKinds(tensors);
        Fitting.require(caps, Ask.of(request, controlKinds));
        requireUnused(tensors, Tensors.RANGE_CONTROL, Tensors.INIT_IMAGE);
        List<ByteString> scene = elements(tensors, Tensors.SCENE);
        if (scene.size() != 2) {
            throw CONTRACT.error("SCENE", "SCENE is the scene document and the map document, not " + scene.size());
        }
        byte[] sceneDocument = hashed(scene.get(0), request.sceneSha256(), "the scene document");
        byte[] layoutDocument = hashed(scene.get(1), request.layoutSha256(), "the map document");
        requireSameClip(request, SceneDocument.read("SCENE", sceneDocument));
        return new ReadRequest(
                request,
                sceneDocument,
                layoutDocument,
                readControls(tensors, controlKinds),
                controlKinds,
                readGiven(tensors, request));
    }

    private static void requireVersion(ModelInferRequest wire) {
        InferParameter version = wire.getParametersMap().get("contract_version");
        if (version != null && (!version.hasInt64Param() || version.getInt64Param() != ContractModel.VERSION)) {
            throw CONTRACT.error("VERSION", "this server speaks contract version " + ContractModel.VERSION);
        }
    }

    private static Map<String, List<ByteString>> readTensors(ModelInferRequest wire) {
        if (wire.getRawInputContentsCount() != wire.getInputsCount()) {
            throw CONTRACT.error(
                    "TENSOR",
                    "expected %d raw input contents, got %d"
                            .formatted(wire.getInputsCount(), wire.getRawInputContentsCount()));
        }
        Map<String, List<ByteString>> tensors = new HashMap<>();
        for (int i = 0; i < wire.getInputsCount(); i++) {
            ModelInferRequest.InferInputTensor input = wire.getInputs(i);
            List<ByteString> elements = readTensor(input, wire.getRawInputContents(i));
            if (tensors.put(input.getName(), elements) != null) {
                throw CONTRACT.error("TENSOR", "input '" + input.getName() + "' is given twice");
            }
        }
        return tensors;
    }

    private static List<ByteString> readTensor(ModelInferRequest.InferInputTensor input, ByteString raw) {
        String name = input.getName();
        if (!Tensors.INPUTS.contains(name)) {
            throw CONTRACT.error("TENSOR", "unexpected inference input '" + name + "'");
        }
        if (!input.getDatatype().equals(Tensors.DATATYPE)) {
            throw CONTRACT.error("TENSOR", "input '" + name + "' must be BYTES, not " + input.getDatatype());
        }
        if (input.getShapeCount() != 1 || input.getShape(0) < 0) {
            throw CONTRACT.error("TENSOR", "input '" + name + "' must have one dimension, not " + input.getShapeList());
        }
        return BytesTensor.decode(name, raw, input.getShape(0), CONTRACT);
    }

    private static List<ByteString> elements(Map<String, List<ByteString>> tensors, String name) {
        return tensors.getOrDefault(name, List.of());
    }

    private static ByteString single(Map<String, List<ByteString>> tensors, String name) {
        List<ByteString> elements = elements(tensors, name);
        if (elements.size() != 1) {
            throw CONTRACT.error("TENSOR", "input '" + name + "' must have one element, not " + elements.size());
        }
        return elements.getFirst();
    }

    private static void requireUnused(Map<String, List<ByteString>> tensors, String... names) {
        for (String name : names) {
            if (!elements(tensors, name).isEmpty()) {
                throw ErrorFamily.CAP.error("INPUT", "this model takes no " + name);
            }
        }
    }

    private static byte[] hashed(ByteString element, String sha256, String what) {
        byte[] bytes = element.toByteArray();
        String actual = Sha256.hex(bytes);
        if (!actual.equals(sha256)) {
            throw CONTRACT.error("SHA256", what + " has sha-256 " + actual + ", the request says " + sha256);
        }
        return bytes;
    }

    private static void requireSameClip(RequestDocument request, Scene scene) {
        boolean same = request.grid().equals(scene.grid())
                && request.rig().equals(scene.rig())
                && request.variation().equals(scene.variation());
        if (!same) {
            throw ErrorFamily.INPUT.error("SCENE", "REQUEST_JSON and the scene document describe different clips");
        }
        if (!request.layoutSha256().equals(scene.layout().sha256())) {
            throw ErrorFamily.INPUT.error("LAYOUT", "the scene plays in another layout than the one sent");
        }
    }

    private static List<ByteString> readControls(Map<String, List<ByteString>> tensors, List<String> kinds) {
        List<ByteString> videos = elements(tensors, Tensors.CONTROL_VIDEO);
        if (videos.size() != kinds.size()) {
            throw CONTRACT.error("CONTROL", "CONTROL_VIDEO and CONTROL_KIND must have the same length");
        }
        requireMp4(videos, "control video");
        return videos;
    }

    /** Where a part goes on from frames before it, one video a view. */
    private static List<ByteString> readGiven(Map<String, List<ByteString>> tensors, RequestDocument request) {
        List<ByteString> videos = elements(tensors, Tensors.CAMERA_VIDEO);
        boolean goesOn = request.frames().overlap() > 0 && request.model() == ContractModel.MULTIVIEW_VIDEO;
        int expected = goesOn ? request.views().size() : 0;
        if (videos.size() != expected) {
            throw CONTRACT.error(
                    "GIVEN", "CAMERA_VIDEO has %d elements, expected %d".formatted(videos.size(), expected));
        }
        requireMp4(videos, "camera video");
        return videos;
    }

    private static void requireMp4(List<ByteString> videos, String what) {
        for (int i = 0; i < videos.size(); i++) {
            if (!isMp4(videos.get(i))) {
                throw ErrorFamily.INPUT.error("CONTROL", what + " " + i + " is no MP4 (it does not begin with ftyp)");
            }
        }
    }

    private static List<String> readKinds(Map<String, List<ByteString>> tensors) {
        return elements(tensors, Tensors.CONTROL_KIND).stream()
                .map(ByteString::toStringUtf8)
                .toList();
    }

    private static boolean isMp4(ByteString video) {
        int end = FTYP_OFFSET + FTYP.length;
        return video.size() >= end && video.substring(FTYP_OFFSET, end).equals(ByteString.copyFrom(FTYP));
    }

    /** A valid request. */
    record ReadRequest(
            RequestDocument document,
            byte[] sceneDocument,
            byte[] layoutDocument,
            List<ByteString> controls,
            List<String> controlKinds,
            List<ByteString> given) {
        ReadRequest {
            int referenced = document.controlCount();
            if (referenced != controls.size()) {
                throw CONTRACT.error(
                        "CONTROL", referenced + " controls are referred to, CONTROL_VIDEO has " + controls.size());
            }
        }
    }
}
