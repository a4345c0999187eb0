package io.tailforge.generation.conformance;

import com.google.protobuf.ByteString;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.ModelInferRequest;
import java.util.List;
import java.util.function.UnaryOperator;

/** Requests with one thing changed. */
final class Edited {
    private Edited() {}

    /** With another REQUEST_JSON. */
    static ModelInferRequest json(ModelInferRequest wire, UnaryOperator<String> edit) {
        return elements(wire, Tensors.REQUEST_JSON, list -> {
            String before = list.getFirst().toStringUtf8();
            String after = edit.apply(before);
            if (after.equals(before)) {
                throw new IllegalStateException("nothing was changed in REQUEST_JSON");
            }
            return List.of(ByteString.copyFromUtf8(after));
        });
    }

    /** With other elements of a tensor. */
    static ModelInferRequest elements(ModelInferRequest wire, String tensor, UnaryOperator<List<ByteString>> edit) {
        int at = indexOf(wire, tensor);
        List<ByteString> before = BytesTensor.decode(
                tensor, wire.getRawInputContents(at), wire.getInputs(at).getShape(0), ErrorFamily.CONTRACT);
        List<ByteString> after = edit.apply(before);
        ModelInferRequest.Builder edited = wire.toBuilder().setRawInputContents(at, BytesTensor.encode(after));
        edited.getInputsBuilder(at).setShape(0, after.size());
        return edited.build();
    }

    static ModelInferRequest without(ModelInferRequest wire, String tensor) {
        int at = indexOf(wire, tensor);
        ModelInferRequest.Builder edited = wire.toBuilder().clearInputs().clearRawInputContents();
        for (int i = 0; i < wire.getInputsCount(); i++) {
            if (i != at) {
                edited.addInputs(wire.getInputs(i)).addRawInputContents(wire.getRawInputContents(i));
            }
        }
        return edited.build();
    }

    static int indexOf(ModelInferRequest wire, String tensor) {
        for (int i = 0; i < wire.getInputsCount(); i++) {
            if (wire.getInputs(i).getName().equals(tensor)) {
                return i;
            }
        }
        throw new IllegalStateException("the request has no " + tensor);
    }
}
