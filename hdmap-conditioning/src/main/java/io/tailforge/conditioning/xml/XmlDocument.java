package io.tailforge.conditioning.xml;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads hostile XML: no document type, no entities but the five of XML, nothing fetched; size, depth and number of
 * elements are bounded.
 */
public final class XmlDocument {
    public static final long MAX_BYTES = 64L << 20;
    public static final int MAX_DEPTH = 32;
    public static final int MAX_ELEMENTS = 1_000_000;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_ATTRIBUTES = 64;

    private final XmlDialect dialect;
    private final String source;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private int elements;
    private int skipping;

    private XmlDocument(XmlDialect dialect, String source) {
        this.dialect = dialect;
        this.source = source;
    }

    /**
     * The root element with all below it.
     *
     * @throws BadInputException {@code XML-DTD}, {@code XML-SYNTAX}, {@code XML-TOO-LARGE}, {@code XML-TOO-DEEP} or
     *     {@code XML-TOO-MANY-ELEMENTS}, with the line
     */
    public static XmlElement read(Path file, XmlDialect dialect) {
        XmlDocument document = new XmlDocument(dialect, String.valueOf(file.getFileName()));
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw document.bad("XML-TOO-LARGE", 0, "is larger than " + (MAX_BYTES >> 20) + " MiB; cut the map");
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                return document.parse(in);
            }
        } catch (IOException e) {
            throw document.bad("XML-SYNTAX", 0, "cannot be read: " + e.getMessage());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("http://java.sun.com/xml/stream/properties/ignore-external-dtd", true);
        factory.setXMLReporter((message, type, information, location) -> {});
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory;
    }

    private XmlElement parse(InputStream in) {
        XMLStreamReader reader = null;
        try {
            reader = factory().createXMLStreamReader(in);
            return parse(reader);
        } catch (BadInputException e) {
            throw e;
        } catch (XMLStreamException | RuntimeException e) {
            int line = reader == null ? 0 : Math.max(0, reader.getLocation().getLineNumber());
            throw bad("XML-SYNTAX", line, "is not well-formed XML: " + firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        String last =
                message.substring(message.lastIndexOf("Message: ") < 0 ? 0 : message.lastIndexOf("Message: ") + 9);
        return last.lines().findFirst().orElse("").strip();
    }

    private XmlElement parse(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                    throw bad("XML-DTD", line(reader), "has a document type; remove the DOCTYPE");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw bad("XML-DTD", line(reader), "uses the entity '" + reader.getLocalName() + "'");
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
                case XMLStreamConstants.END_ELEMENT -> {
                    if (skipping > 0) {
                        skipping--;
                    } else if (open.size() == 1) {
                        return finish(reader);
                    } else {
                        open.pop();
                    }
                }
                default -> {}
            }
        }
        throw bad("XML-SYNTAX", line(reader), "ends before its root element does");
    }

    /** Reads on to the end, so that a broken tail is seen. */
    private XmlElement finish(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
        return open.pop();
    }

    private void start(XMLStreamReader reader) {
        if (++elements > MAX_ELEMENTS) {
            throw bad("XML-TOO-MANY-ELEMENTS", line(reader), "holds more than " + MAX_ELEMENTS + " elements");
        }
        if (open.size() + skipping >= MAX_DEPTH) {
            throw bad("XML-TOO-DEEP", line(reader), "is nested deeper than " + MAX_DEPTH);
        }
        String name = reader.getLocalName().intern();
        if (skipping > 0 || dialect.skipped().contains(name)) {
            skipping++;
            return;
        }
        XmlElement element = new XmlElement(dialect, source, name, line(reader), attributes(reader));
        if (!open.isEmpty()) {
            open.getFirst().add(element);
        }
        open.push(element);
    }

    private String[] attributes(XMLStreamReader reader) {
        int count = reader.getAttributeCount();
        if (count > MAX_ATTRIBUTES) {
            throw bad(
                    "XML-TOO-MANY-ELEMENTS",
                    line(reader),
                    "an element has more than " + MAX_ATTRIBUTES + " attributes");
        }
        String[] attributes = new String[2 * count];
        for (int i = 0; i < count; i++) {
            attributes[2 * i] = reader.getAttributeLocalName(i).intern();
            attributes[2 * i + 1] = reader.getAttributeValue(i);
        }
        return attributes;
    }

    private void text(XMLStreamReader reader) {
        XmlElement current = open.peek();
        if (skipping == 0 && current != null && dialect.hasText().test(current.name())) {
            current.append(reader.getText());
            if (current.text().length() > MAX_TEXT) {
                throw bad(
                        "XML-TOO-LARGE",
                        line(reader),
                        "the text of '" + current.name() + "' is longer than " + MAX_TEXT);
            }
        }
    }

    private static int line(XMLStreamReader reader) {
        return Math.max(0, reader.getLocation().getLineNumber());
    }

    private BadInputException bad(String code, int line, String detail) {
        return new BadInputException(new Problem(code, source, "", line, detail));
    }
}
