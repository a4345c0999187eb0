package io.tailforge.generation.conformance;

import static io.tailforge.generation.conformance.Rule.require;
import static io.tailforge.generation.contract.ErrorFamily.CAP;
import static io.tailforge.generation.contract.ErrorFamily.CONTRACT;
import static io.tailforge.generation.contract.ErrorFamily.INPUT;

import com.google.protobuf.ByteString;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.InferParameter;
import io.tailforge.generation.kserve.ModelInferRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a request gets that is not valid: a typed error before any work, from a server that lives on. */
final class RefusalRules {
    private static final Set<ErrorFamily> INVALID = EnumSet.of(CONTRACT, INPUT);

    static final List<Rule> LIST = list();

    private RefusalRules() {}

    private static List<Rule> list() {
        List<Rule> rules = new ArrayList<>();
        rules.add(refused("json", "a REQUEST_JSON that is no JSON", INVALID, json(text -> text.substring(1))));
        rules.add(refused("key", "an unknown key", INVALID, json(text -> text.replaceFirst("\\{", "{\"wish\":1,"))));
        rules.add(refused(
                "missing-key", "a missing key", INVALID, json(text -> text.replaceFirst("\"seed\":\"\\d+\",", ""))));
        rules.add(refused(
                "contract",
                "another contract",
                INVALID,
                json(text -> text.replace("/" + ContractModel.VERSION + "\"", "/999\""))));
        rules.add(refused("version", "another contract_version", INVALID, RefusalRules::anotherVersion));
        rules.add(refused(
                "kind",
                "a kind that the model does not make",
                EnumSet.of(CAP, CONTRACT, INPUT),
                json(RefusalRules::anotherKind)));
        rules.add(refused(
                "twice",
                "a kind that is wanted twice",
                INVALID,
                json(text -> text.replaceFirst("\"want\":\\[(\"\\w+\")", "\"want\":[$1,$1"))));
        rules.add(refused(
                "scene-hash",
                "a scene document with another hash",
                INVALID,
                json(text -> text.replaceFirst(
                        "\"scene_sha256\":\"[0-9a-f]{64}\"", "\"scene_sha256\":\"" + "0".repeat(64) + "\""))));
        rules.add(refused(
                "frames",
                "a number of frames that is not the scene's",
                INVALID,
                json(text -> text.replaceFirst("\"num_frames\":(\\d+)", "\"num_frames\":1$1"))));
        rules.add(refused(
                "scene",
                "a scene document without its map",
                INVALID,
                wire -> Edited.elements(wire, Tensors.SCENE, scene -> List.of(scene.getFirst()))));
        rules.add(refused(
                "no-request",
                "a request without REQUEST_JSON",
                INVALID,
                wire -> Edited.without(wire, Tensors.REQUEST_JSON)));
        rules.add(refused("datatype", "a tensor that is not BYTES", INVALID, RefusalRules::anotherDatatype));
        rules.add(refused("framing", "a BYTES tensor that ends too early", INVALID, RefusalRules::brokenFraming));
        rules.add(refused(
                "control",
                "control videos without their kinds",
                EnumSet.of(CAP, CONTRACT, INPUT),
                wire -> Edited.elements(
                        wire, Tensors.CONTROL_VIDEO, list -> List.of(ByteString.copyFromUtf8("no video")))));
        rules.add(new Rule("refusal.lives-on", "after all of that the server makes the clip", RefusalRules::livesOn));
        return List.copyOf(rules);
    }

    private static UnaryOperator<ModelInferRequest> json(UnaryOperator<String> edit) {
        return wire -> Edited.json(wire, edit);
    }

    private static Rule refused(
            String id, String what, Set<ErrorFamily> families, UnaryOperator<ModelInferRequest> edit) {
        return new Rule("refusal." + id, what + " is refused before any work", server -> {
            for (ModelCaps model : server.models()) {
                requireRefused(server, edit.apply(server.ask(model).wire("refused")), families);
            }
        });
    }

    static void requireRefused(Subject server, ModelInferRequest wire, Set<ErrorFamily> families) {
        Transcript answer = server.answer(wire, () -> false);
        require(answer.events().stream().noneMatch(Event.Chunk.class::isInstance), "the server went to work");
        GenerationException failure = answer.failure().orElseThrow(() -> new Rule.Broken("the server took it"));
        require(
                families.contains(ErrorFamily.of(failure.token())),
                "the error is " + failure.getMessage() + ", expected one of " + families);
    }

    private static ModelInferRequest anotherVersion(ModelInferRequest wire) {
        return wire.toBuilder()
                .putParameters(
                        "contract_version",
                        InferParameter.newBuilder().setInt64Param(999).build())
                .build();
    }

    /** Of the other model, which no model of this contract makes beside its own. */
    private static String anotherKind(String json) {
        String kind = json.contains(ContractModel.LIDAR_SWEEP.contractId()) ? "rgb" : "points";
        return json.replaceFirst("\"want\":\\[[^\\]]*\\]", "\"want\":[\"" + kind + "\"]");
    }

    private static ModelInferRequest anotherDatatype(ModelInferRequest wire) {
        ModelInferRequest.Builder edited = wire.toBuilder();
        edited.getInputsBuilder(Edited.indexOf(wire, Tensors.REQUEST_JSON)).setDatatype("FP32");
        return edited.build();
    }

    private static ModelInferRequest brokenFraming(ModelInferRequest wire) {
        int at = Edited.indexOf(wire, Tensors.REQUEST_JSON);
        ByteString raw = wire.getRawInputContents(at);
        return wire.toBuilder()
                .setRawInputContents(at, raw.substring(0, raw.size() - 7))
                .build();
    }

    private static void livesOn(Subject server) {
        for (ModelCaps model : server.models()) {
            server.ask(model).answer().requireWhole();
        }
    }
}
