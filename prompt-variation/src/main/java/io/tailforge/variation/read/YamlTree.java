package io.tailforge.variation.read;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 (core schema) as a {@link Json} tree with lines, built straight from the parser's events. Size, depth and the
 * number of nodes after aliases are expanded are bounded; tags, several documents and keys given twice are refused.
 */
public final class YamlTree {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NODES = 500_000;

    /** A subtree and how many nodes it stands for once aliases are expanded. */
    private record Built(Json json, long nodes) {}

    private final String source;
    private final Iterator<Event> events;
    private final Map<String, Built> anchors = new HashMap<>();

    private YamlTree(String source, Iterator<Event> events) {
        this.source = source;
        this.events = events;
    }

    /** @throws BadInputException naming the line */
    public static Json parse(String source, byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new BadInputException(Problem.of(
                    "YAML-TOO-LARGE", source, "has " + utf8.length + " bytes; at most " + MAX_BYTES + " are read"));
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(MAX_BYTES)
                .setUseMarks(true)
                .build();
        try {
            Iterator<Event> events =
                    new Parse(settings).parseString(decode(source, utf8)).iterator();
            return new YamlTree(source, events).document();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new BadInputException(new Problem("YAML-SYNTAX", source, "", line, "is not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            throw new BadInputException(Problem.of("YAML-SYNTAX", source, "is not YAML: " + e.getMessage()));
        }
    }

    private static String decode(String source, byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInputException(Problem.of("YAML-ENCODING", source, "is not valid UTF-8"));
        }
    }

    private Json document() {
        Event event = events.next();
        while (event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart) {
            event = events.next();
        }
        if (event.getEventId() == Event.ID.StreamEnd) {
            throw bad("YAML-EMPTY", event, "is empty");
        }
        Json json = node(event, 0).json();
        events.next();
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw bad("YAML-SYNTAX", after, "holds a second document; one is read");
        }
        return json;
    }

    private Built node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw bad("YAML-TOO-DEEP", event, "nested deeper than " + MAX_DEPTH);
        }
        Built built =
                switch (event) {
                    case AliasEvent alias -> alias(alias);
                    case ScalarEvent scalar -> new Built(scalar(scalar), 1);
                    case SequenceStartEvent start -> sequence(start, depth);
                    case MappingStartEvent start -> mapping(start, depth);
                    default -> throw bad("YAML-SYNTAX", event, "unexpected " + event.getEventId());
                };
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), built));
        }
        return built;
    }

    private Built alias(AliasEvent alias) {
        Built target = anchors.get(alias.getAlias().getValue());
        if (target == null) {
            throw bad("YAML-SYNTAX", alias, "the alias *" + alias.getAlias().getValue() + " has no anchor before it");
        }
        return target;
    }

    private Built sequence(SequenceStartEvent start, int depth) {
        refuseTag(start, start.getTag().isPresent());
        List<Json> items = new ArrayList<>();
        long nodes = 1;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Built item = node(event, depth + 1);
            items.add(item.json());
            nodes = bounded(event, nodes + item.nodes());
        }
        return new Built(new Json.Arr(items, line(start)), nodes);
    }

    private Built mapping(MappingStartEvent start, int depth) {
        refuseTag(start, start.getTag().isPresent());
        Map<String, Json> fields = new LinkedHashMap<>();
        long nodes = 1;
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            if (!(key instanceof ScalarEvent scalar)) {
                throw bad("YAML-SYNTAX", key, "a key must be plain text");
            }
            Built value = node(events.next(), depth + 1);
            if (fields.put(scalar.getValue(), value.json()) != null) {
                throw bad("YAML-DUPLICATE-KEY", key, "the key '" + scalar.getValue() + "' is given twice");
            }
            nodes = bounded(key, nodes + 1 + value.nodes());
        }
        return new Built(new Json.Obj(fields, line(start)), nodes);
    }

    private Json scalar(ScalarEvent scalar) {
        refuseTag(scalar, scalar.getTag().isPresent() && !scalar.getTag().get().equals("!"));
        return scalar.isPlain()
                ? YamlScalars.resolve(scalar.getValue(), line(scalar))
                : new Json.Str(scalar.getValue(), line(scalar));
    }

    private long bounded(Event event, long nodes) {
        if (nodes > MAX_NODES) {
            throw bad(
                    "YAML-TOO-LARGE", event, "stands for more than " + MAX_NODES + " values once aliases are expanded");
        }
        return nodes;
    }

    private void refuseTag(Event event, boolean tagged) {
        if (tagged) {
            throw bad("YAML-TAG", event, "tags such as !!name are not read");
        }
    }

    private BadInputException bad(String code, Event event, String detail) {
        return new BadInputException(new Problem(code, source, "", line(event), detail));
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0);
    }
}
