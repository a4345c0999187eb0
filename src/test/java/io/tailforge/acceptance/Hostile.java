package io.tailforge.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Uploads that nobody sends by mistake. */
final class Hostile {
    private Hostile() {}

    /** A road network that wants a file of the server's. */
    static byte[] externalEntity(Path secret) {
        return xodr("<!DOCTYPE OpenDRIVE [<!ENTITY secret SYSTEM \"" + secret.toUri() + "\">]>", "&secret;");
    }

    /** Entities of entities of entities. */
    static byte[] billionLaughs() {
        StringBuilder types = new StringBuilder("<!DOCTYPE OpenDRIVE [<!ENTITY l0 \"haha\">");
        for (int i = 1; i < 30; i++) {
            types.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return xodr(types.append("]>").toString(), "&l29;");
    }

    private static byte[] xodr(String doctype, String name) {
        return ("<?xml version=\"1.0\"?>" + doctype
                        + "<OpenDRIVE><header revMajor=\"1\" revMinor=\"4\" name=\"x\"/><road name=\"" + "r"
                        + "\" length=\"1\" id=\"1\" junction=\"-1\"><userData>" + name
                        + "</userData></road></OpenDRIVE>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] nanCoordinates(byte[] xodr) {
        return new String(xodr, StandardCharsets.UTF_8)
                .replaceFirst("(<geometry [^>]*) x=\"[^\"]*\"", "$1 x=\"NaN\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] tarWithFile(String name) throws IOException {
        byte[] content = "owned".getBytes(StandardCharsets.UTF_8);
        return tar(tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        });
    }

    static byte[] tarWithLink(Path target) throws IOException {
        return tar(tar -> {
            TarArchiveEntry entry = new TarArchiveEntry("pose", TarConstants.LF_SYMLINK);
            entry.setLinkName(target.toString());
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        });
    }

    /** A sparse promise: an entry that says it holds far more than may be unpacked. */
    static byte[] tarBomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveEntry entry = new TarArchiveEntry("big");
        entry.setSize(1L << 32);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        out.write(header);
        out.write(new byte[1 << 20]);
        return out.toByteArray();
    }

    private interface Fill {
        void into(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] tar(Fill fill) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            fill.into(tar);
        }
        return out.toByteArray();
    }
}
