package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlDialect;
import io.tailforge.conditioning.xml.XmlDocument;
import io.tailforge.conditioning.xml.XmlElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/** Nodes, ways and relations by their ids, in the order of the file. What an editor marks as deleted is left out. */
final class OsmDocument {
    private static final XmlDialect DIALECT = new XmlDialect("LANELET2", Set.of("bounds", "MetaInfo"), name -> false);

    private final XmlElement root;
    private final Findings findings;
    private final Map<Long, Item> nodes = new LinkedHashMap<>();
    private final Map<Long, Way> ways = new LinkedHashMap<>();
    private final Map<Long, Relation> relations = new LinkedHashMap<>();

    private OsmDocument(XmlElement root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** Anything with an id and tags. */
    interface Tagged {
        long id();

        XmlElement element();

        default Optional<String> tag(String key) {
            return element().children().stream()
                    .filter(child -> child.name().equals("tag")
                            && child.attribute("k", "").equals(key))
                    .map(child -> child.attribute("v", ""))
                    .findFirst();
        }

        default String tag(String key, String absent) {
            return tag(key).orElse(absent);
        }

        default boolean is(String type) {
            return tag("type", "").equals(type);
        }

        default List<String> tagKeys() {
            return element().children("tag").stream()
                    .map(child -> child.attribute("k", ""))
                    .toList();
        }
    }

    record Item(long id, XmlElement element) implements Tagged {}

    /** @param nodes ids of its nodes, which may not be there */
    record Way(long id, XmlElement element, List<Long> nodes) implements Tagged {
        Way {
            nodes = List.copyOf(nodes);
        }
    }

    record Relation(long id, XmlElement element, List<Member> members) implements Tagged {
        Relation {
            members = List.copyOf(members);
        }

        List<Member> members(String role) {
            return members.stream().filter(member -> member.role().equals(role)).toList();
        }
    }

    record Member(String type, long ref, String role, XmlElement element) {}

    /** What has no id that can be read is told to {@code findings} and left out. */
    static OsmDocument read(Path file, Findings findings) {
        XmlElement root = XmlDocument.read(file, DIALECT);
        if (!root.name().equals("osm")) {
            throw root.bad("LANELET2-ROOT", "the root element is '" + root.name() + "', not 'osm'");
        }
        OsmDocument document = new OsmDocument(root, findings);
        root.children().forEach(document::add);
        return document;
    }

    private void add(XmlElement element) {
        boolean deleted = element.attribute("action", "").equals("delete")
                || element.attribute("visible", "true").equals("false");
        if (deleted) {
            return;
        }
        switch (element.name()) {
            case "node" -> put(nodes, element, id -> new Item(id, element));
            case "way" -> {
                List<Long> nodeIds = nodeIds(element);
                put(ways, element, id -> new Way(id, element, nodeIds));
            }
            case "relation" -> {
                List<Member> members = members(element);
                put(relations, element, id -> new Relation(id, element, members));
            }
            default -> {}
        }
    }

    private <T extends Tagged> void put(Map<Long, T> items, XmlElement element, LongFunction<T> make) {
        findings.attempt(() -> {
            T item = make.apply(id(element, "id"));
            if (items.putIfAbsent(item.id(), item) != null) {
                throw element.bad("LANELET2-DUPLICATE-ID", "there are two of this kind with this id");
            }
            return item;
        });
    }

    private List<Long> nodeIds(XmlElement way) {
        List<Long> ids = new ArrayList<>();
        for (XmlElement node : way.children("nd")) {
            findings.attempt(() -> id(node, "ref")).ifPresent(ids::add);
        }
        return ids;
    }

    private List<Member> members(XmlElement relation) {
        return relation.children("member").stream()
                .flatMap(member -> findings.attempt(() -> member(member)).stream())
                .toList();
    }

    private static Member member(XmlElement member) {
        return new Member(member.attribute("type", ""), id(member, "ref"), member.attribute("role", ""), member);
    }

    private static long id(XmlElement element, String key) {
        String text = element.attribute(key);
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw element.bad("LANELET2-NUMBER", "'" + key + "' must be a whole number of 64 bits");
        }
    }

    XmlElement root() {
        return root;
    }

    Optional<Item> findNode(long id) {
        return Optional.ofNullable(nodes.get(id));
    }

    Optional<Way> findWay(long id) {
        return Optional.ofNullable(ways.get(id));
    }

    Optional<Relation> findRelation(long id) {
        return Optional.ofNullable(relations.get(id));
    }

    Collection<Way> ways() {
        return ways.values();
    }

    List<Relation> relations(String type) {
        return relations.values().stream().filter(relation -> relation.is(type)).toList();
    }
}
